import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryMask, arbitraryPlainRows } from '../testing/arbitrary-log';
import { casesOf, derivedFrom, logOf } from '../testing/log-of';
import { frequencyMap } from './frequency-map';
import { reworkMap } from './rework-map';

test('tells coming back at once from coming back later, and over which edge', () => {
  const { log } = logOf('aab', 'abab', 'ab');
  const map = reworkMap(log);
  expect([...map.selfLoops]).toEqual([1, 0]);
  expect([...map.loops]).toEqual([1, 1]);
  expect([...map.selfLoopCases]).toEqual([1, 0]);
  expect([...map.loopCases]).toEqual([1, 1]);
  // edges aa, ab, ba
  expect([...map.edgeExtra]).toEqual([1, 1, 1]);
});

test('weighs a sequence by its selected cases', () => {
  const { log } = logOf('aa', 'aa', 'aa', 'aaa');
  expect([...reworkMap(log).selfLoops]).toEqual([5]);
  expect([...reworkMap(log, Uint8Array.of(1, 0, 1, 0)).selfLoops]).toEqual([2]);
  expect([...reworkMap(log, new Uint8Array(4)).selfLoopCases]).toEqual([0]);
});

test('an empty log has none', () => {
  expect(reworkMap(logOf().log).edgeExtra).toHaveLength(0);
});

test('agrees with walking case by case, for any log and selection', () => {
  fc.assert(
    fc.property(arbitraryPlainRows, arbitraryMask, (rows, maskOf) => {
      const derived = derivedFrom(rows);
      const { log } = derived;
      const keep = maskOf(log.caseStart.length - 1);
      const map = reworkMap(log, keep);
      const chosen = casesOf(derived).filter((_, c) => keep === null || keep[c] === 1);
      const returns = chosen.map((events) =>
        events.flatMap(({ activity }, i) =>
          events.slice(0, i).some((earlier) => earlier.activity === activity)
            ? [{ from: events[i - 1]!.activity, to: activity }]
            : []
        )
      );
      log.activities.forEach((_, a) => {
        const perCase = (isSelf: boolean) =>
          returns.map((list) => list.filter(({ from, to }) => to === a && (from === a) === isSelf).length);
        const sum = (counts: number[]) => counts.reduce((x, y) => x + y, 0);
        expect(map.selfLoops[a]).toBe(sum(perCase(true)));
        expect(map.loops[a]).toBe(sum(perCase(false)));
        expect(map.selfLoopCases[a]).toBe(perCase(true).filter((n) => n > 0).length);
        expect(map.loopCases[a]).toBe(perCase(false).filter((n) => n > 0).length);
      });
      log.variants.edgeFrom.forEach((from, edge) => {
        const to = log.variants.edgeTo[edge];
        expect(map.edgeExtra[edge]).toBe(returns.flat().filter((pair) => pair.from === from && pair.to === to).length);
      });
      // what the frequency map counts beyond the first is what comes back
      const { nodeCount, nodeCases } = frequencyMap(log, keep);
      log.activities.forEach((_, a) => expect(map.selfLoops[a]! + map.loops[a]!).toBe(nodeCount[a]! - nodeCases[a]!));
    }),
    { numRuns: 200 }
  );
});
