import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryRows } from '../testing/arbitrary-log';
import { derivedFrom, logOf } from '../testing/log-of';
import { relabelledEvents } from './relabelled-events';
import { casesWithEvents, indexedLog, trimmedEvents, trimmedLog } from './trimmed-log';

test('a trimmed log is the log of the rows that are left, but for the numbers of cases and activities', () => {
  fc.assert(
    fc.property(arbitraryRows, fc.array(fc.boolean(), { minLength: 1 }), (rows, pattern) => {
      const whole = derivedFrom(rows);
      const stays = Uint8Array.from(whole.log.row, (row) => (pattern[row % pattern.length] ? 1 : 0));
      const trimmed = trimmedLog(whole.log, stays);
      const apart = derivedFrom(rows.filter((_, row) => pattern[row % pattern.length])).log;
      const tracesOf = ({ activities, activity, caseStart, timeMs }: typeof trimmed) =>
        Array.from({ length: caseStart.length - 1 }, (_, c) => {
          const from = caseStart[c]!;
          const to = caseStart[c + 1]!;
          return JSON.stringify([
            Array.from(activity.subarray(from, to), (code) => activities[code]),
            [...timeMs.subarray(from, to)]
          ]);
        }).filter((trace) => trace !== '[[],[]]');
      expect(tracesOf(trimmed).sort()).toEqual(tracesOf(apart).sort());
      const withEvents = casesWithEvents(trimmed);
      expect(withEvents ? withEvents.reduce((sum, one) => sum + one, 0) : trimmed.caseStart.length - 1).toBe(
        apart.caseStart.length - 1
      );
    })
  );
});

test('nothing left out, nothing joined: the same columns and the same index', () => {
  const { log } = logOf('ab', 'b');
  expect(trimmedEvents(log, new Uint8Array(3).fill(1))).toBe(log);
  const renamed = indexedLog(
    relabelledEvents(log, [
      { from: 'a', to: 'z' },
      { from: 'nowhere', to: 'b' }
    ]),
    log
  );
  expect(renamed.activities).toEqual(['z', 'b']);
  expect(renamed.variants).toBe(log.variants);
});

test('activities under one name are one, also one that stays as it is', () => {
  const { log } = logOf('abc', 'cba');
  const joined = indexedLog(relabelledEvents(log, [{ from: 'a', to: 'c' }]), log);
  expect(joined.activities).toEqual(['c', 'b']);
  expect(joined.variants.size).toBe(1);
  // both ways of swapping names are one renaming each
  expect(
    relabelledEvents(log, [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'a' }
    ]).activities
  ).toEqual(['b', 'a', 'c']);
});
