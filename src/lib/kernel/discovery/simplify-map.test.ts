import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LogColumns } from '$lib/model/log';
import type { FrequencyMap, MapDetail, SimplifiedMap } from '$lib/model/map';
import { arbitraryMask, arbitraryPlainRows } from '../testing/arbitrary-log';
import { casesOf, derivedFrom, logOf } from '../testing/log-of';
import { frequencyMap } from './frequency-map';
import { simplifyMap } from './simplify-map';

const detailOf = (activityShare: number, pathShare: number, hidden: number[] = []): MapDetail => ({
  activityShare,
  pathShare,
  hidden
});

function simplified(traces: readonly string[], detail: MapDetail) {
  const { log } = logOf(...traces);
  const map = simplifyMap(log, frequencyMap(log), detail);
  return { ...map, labels: [...map.nodes].map((a) => log.activities[a]), paths: [...map.edges].map((edge) => pathOf(log, edge)) };
}

const pathOf = (log: LogColumns, edge: number) =>
  log.activities[log.variants.edgeFrom[edge]!]! + log.activities[log.variants.edgeTo[edge]!]!;

test('full shares show everything', () => {
  const map = simplified(['abc', 'acb', 'aab'], detailOf(1, 1));
  expect(map).toMatchObject({ labels: ['a', 'b', 'c'], allNodes: 3, caseShare: 1, eventShare: 1 });
  expect(map.paths).toHaveLength(map.allEdges);
});

test('share 0 keeps the most frequent activity, hidden ones never', () => {
  expect(simplified(['abb', 'abc'], detailOf(0, 0)).labels).toEqual(['b']);
  expect(simplified(['abb', 'abc'], detailOf(0, 0, [1])).labels).toEqual(['a']);
  const map = simplified(['abb', 'abc'], detailOf(1, 1, [1]));
  expect(map).toMatchObject({ labels: ['a', 'c'], paths: [], allNodes: 3, allEdges: 3, caseShare: 0, eventShare: 0.5 });
});

test('shares are rounded up, but not for what binary fractions add', () => {
  expect(simplified(['abcdefghij'], detailOf(0.3, 0)).labels).toHaveLength(3);
  expect(simplified(['abcdefghij'], detailOf(0.31, 0)).labels).toHaveLength(4);
});

test('without other paths each activity keeps its most frequent way in and out', () => {
  const map = simplified([...Array<string>(5).fill('abd'), ...Array<string>(3).fill('acd'), 'abcd'], detailOf(1, 0));
  expect(map.paths).toEqual(['ab', 'ac', 'bd', 'cd']);
  expect(map.caseShare).toBeCloseTo(8 / 9);
});

test('two activities that only know each other are tied to start and end', () => {
  // x and y alternate: the most frequent ways in and out of both lie between them.
  const map = simplified(['axyxyxyz', 'az', 'az'], detailOf(1, 0));
  expect(map.paths).toEqual(['ax', 'az', 'xy', 'yx', 'yz']);
});

test('ties go to the lower code, and the same map comes every time', () => {
  expect(simplified(['ab', 'cd', 'ef'], detailOf(0.5, 1)).labels).toEqual(['a', 'b', 'c']);
});

test('nothing selected leaves nothing to show', () => {
  const { log } = logOf('ab');
  const none = Uint8Array.of(0);
  const map = simplifyMap(log, frequencyMap(log, none), detailOf(1, 1), none);
  expect(map).toEqual({
    nodes: new Uint32Array(0),
    edges: new Uint32Array(0),
    allNodes: 0,
    allEdges: 0,
    caseShare: 1,
    eventShare: 1
  });
  const empty = logOf().log;
  expect(simplifyMap(empty, frequencyMap(empty), detailOf(0, 0)).nodes).toHaveLength(0);
});

const share = fc.oneof(fc.constantFrom(0, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true }));

test('a larger share never takes away; shares say what is shown; ways in and out stay, for any log and selection', () => {
  fc.assert(
    fc.property(
      arbitraryPlainRows,
      arbitraryMask,
      share,
      share,
      share,
      fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { maxLength: 2 }),
      (rows, maskOf, activityShare, less, more, hidden) => {
        const derived = derivedFrom(rows);
        const { log } = derived;
        const keep = maskOf(log.caseStart.length - 1);
        const frequency = frequencyMap(log, keep);
        const at = (activities: number, paths: number) => simplifyMap(log, frequency, detailOf(activities, paths, hidden), keep);
        const map = at(activityShare, Math.min(less, more));
        const wider = at(activityShare, Math.max(less, more));
        expect([...map.nodes]).toEqual([...wider.nodes]);
        expect(new Set(wider.edges)).toEqual(new Set([...wider.edges, ...map.edges]));
        const fewer = at(Math.min(less, more), 0.5);
        const others = at(Math.max(less, more), 0.5);
        expect(new Set(others.nodes)).toEqual(new Set([...others.nodes, ...fewer.nodes]));
        for (const a of map.nodes) expect(hidden).not.toContain(a);
        expectShares(
          map,
          casesOf(derived).filter((_, c) => keep === null || keep[c] === 1),
          log
        );
        expectWays(map, log, frequency);
      }
    ),
    { numRuns: 500 }
  );
});

function expectShares(map: SimplifiedMap, cases: ReturnType<typeof casesOf>, log: LogColumns): void {
  const nodes = new Set([...map.nodes].map((a) => log.activities[a]!));
  const paths = new Set([...map.edges].map((edge) => `${log.variants.edgeFrom[edge]}>${log.variants.edgeTo[edge]}`));
  const shown = cases.filter((events) =>
    events.every((event, i) => nodes.has(event.label) && (i === 0 || paths.has(`${events[i - 1]!.activity}>${event.activity}`)))
  );
  expect(map.caseShare).toBeCloseTo(cases.length === 0 ? 1 : shown.length / cases.length, 12);
  const events = cases.flat();
  expect(map.eventShare).toBeCloseTo(
    events.length === 0 ? 1 : events.filter(({ label }) => nodes.has(label)).length / events.length,
    12
  );
}

function expectWays(map: SimplifiedMap, { variants }: LogColumns, { edgeCount, starts, ends }: FrequencyMap): void {
  const nodes = new Set(map.nodes);
  const kept = new Set(map.edges);
  const all = Array.from(edgeCount.keys()).filter(
    (edge) => edgeCount[edge]! > 0 && nodes.has(variants.edgeFrom[edge]!) && nodes.has(variants.edgeTo[edge]!)
  );
  for (const [near, far, terminal] of [
    [variants.edgeFrom, variants.edgeTo, starts],
    [variants.edgeTo, variants.edgeFrom, ends]
  ] as const) {
    for (const node of nodes) {
      const ways = all.filter((edge) => far[edge] === node && near[edge] !== node);
      const most = Math.max(0, ...ways.map((edge) => edgeCount[edge]!));
      if (most > terminal[node]!) expect(ways.some((edge) => edgeCount[edge] === most && kept.has(edge))).toBe(true);
    }
    const terminals = [...nodes].filter((node) => terminal[node]! > 0);
    expect(reachable(terminals, near, far, [...kept])).toEqual(reachable(terminals, near, far, all));
  }
}

function reachable(from: readonly number[], near: Uint32Array, far: Uint32Array, edges: readonly number[]): number[] {
  const reached = new Set(from);
  for (let before = -1; before !== reached.size;) {
    before = reached.size;
    for (const edge of edges) if (reached.has(near[edge]!)) reached.add(far[edge]!);
  }
  return [...reached].sort((a, b) => a - b);
}
