import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryMask, arbitraryPlainRows } from '../testing/arbitrary-log';
import { casesOf, derivedFrom, logOf } from '../testing/log-of';
import { frequencyMap } from './frequency-map';

test('counts pairs inside a case, never across two cases', () => {
  const { log } = logOf('abc', 'ab');
  const map = frequencyMap(log);
  expect([...log.variants.edgeFrom]).toEqual([0, 1]);
  expect([...log.variants.edgeTo]).toEqual([1, 2]);
  expect([...map.edgeCount]).toEqual([2, 1]);
  expect([...map.nodeCount]).toEqual([2, 2, 1]);
  expect([...map.starts]).toEqual([2, 0, 0]);
  expect([...map.ends]).toEqual([0, 1, 1]);
});

test('repetitions: count all, cases once, the most in one case, cases with more than one', () => {
  const map = frequencyMap(logOf('aaab', 'aab', 'ab').log);
  expect([...map.edgeCount]).toEqual([3, 3]);
  expect([...map.edgeCases]).toEqual([2, 3]);
  expect([...map.edgeMaxRepetition]).toEqual([2, 1]);
  expect([...map.edgeReworkCases]).toEqual([1, 0]);
  expect([...map.nodeMaxRepetition]).toEqual([3, 1]);
  expect([...map.nodeReworkCases]).toEqual([2, 0]);
});

test('an empty log and an empty selection give zeros', () => {
  expect(frequencyMap(logOf().log)).toMatchObject({ cases: 0, events: 0, variants: 0 });
  const none = frequencyMap(logOf('ab').log, Uint8Array.of(0));
  expect(none).toMatchObject({ cases: 0, events: 0, variants: 0 });
  expect([...none.edgeMaxRepetition, ...none.nodeMaxRepetition, ...none.edgeCount]).toEqual([0, 0, 0, 0]);
});

test('more cases than a byte or two bytes hold', () => {
  const many = Array.from({ length: 70_000 }, (_, c) => ({ case: `${c}`, activity: c % 3 ? 'a' : 'b', at: c }));
  for (const rows of [many.slice(0, 600), many]) {
    const { log } = derivedFrom(rows);
    const map = frequencyMap(log, new Uint8Array(rows.length).fill(1));
    expect(map).toEqual(frequencyMap(log));
    expect([...map.nodeCount]).toEqual([Math.ceil(rows.length / 3), rows.length - Math.ceil(rows.length / 3)]);
  }
});

test('agrees with counting case by case, for any log and selection', () => {
  fc.assert(
    fc.property(arbitraryPlainRows, arbitraryMask, (rows, maskOf) => {
      const derived = derivedFrom(rows);
      const { log } = derived;
      const keep = maskOf(log.caseStart.length - 1);
      const map = frequencyMap(log, keep);
      const chosen = casesOf(derived).filter((_, c) => keep === null || keep[c] === 1);
      const counts = (items: string[][]) => (key: string) => {
        const perCase = items.map((names) => names.filter((name) => name === key).length);
        return {
          count: perCase.reduce((a, b) => a + b, 0),
          cases: perCase.filter((n) => n > 0).length,
          most: Math.max(0, ...perCase),
          rework: perCase.filter((n) => n > 1).length
        };
      };
      const nodeOf = counts(chosen.map((events) => events.map(({ activity }) => `${activity}`)));
      const edgeOf = counts(
        chosen.map((events) => events.slice(1).map(({ activity }, i) => `${events[i]!.activity}>${activity}`))
      );
      log.activities.forEach((_, a) => {
        expect({
          count: map.nodeCount[a],
          cases: map.nodeCases[a],
          most: map.nodeMaxRepetition[a],
          rework: map.nodeReworkCases[a]
        }).toEqual(nodeOf(`${a}`));
        expect(map.starts[a]).toBe(chosen.filter((events) => events[0]!.activity === a).length);
        expect(map.ends[a]).toBe(chosen.filter((events) => events.at(-1)!.activity === a).length);
      });
      Array.from(log.variants.edgeFrom).forEach((from, edge) => {
        expect({
          count: map.edgeCount[edge],
          cases: map.edgeCases[edge],
          most: map.edgeMaxRepetition[edge],
          rework: map.edgeReworkCases[edge]
        }).toEqual(edgeOf(`${from}>${log.variants.edgeTo[edge]}`));
      });
      const edgeTotal = map.edgeCount.reduce((a, b) => a + b, 0);
      expect(edgeTotal).toBe(chosen.reduce((sum, events) => sum + events.length - 1, 0));
      expect(map).toMatchObject({
        cases: chosen.length,
        events: chosen.reduce((sum, events) => sum + events.length, 0),
        variants: new Set(chosen.map((events) => events.map(({ activity }) => activity).join())).size
      });
    }),
    { numRuns: 300 }
  );
});
