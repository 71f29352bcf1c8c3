import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textAt } from '$lib/model/dictionary';
import type { AttributeBreakdown } from '$lib/model/playback';
import { arbitraryMask, arbitraryPlainRows, arbitraryRows } from '../testing/arbitrary-log';
import { casesOf, derivedFrom, logOf, MINUTE_MS } from '../testing/log-of';
import { activityBreakdown, edgeBreakdown } from './attribute-breakdown';

const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return sorted.length === 0 ? NaN : (sorted[Math.floor(half)]! + sorted[Math.ceil(half)]!) / 2;
};

test('an activity by a value: events, cases, median of the times into it', () => {
  const { log, table } = derivedFrom([
    { case: '1', activity: 'a', at: 0, colour: 'red' },
    { case: '1', activity: 'b', at: 4, colour: 'red' },
    { case: '1', activity: 'b', at: 10, colour: 'red' },
    { case: '2', activity: 'a', at: 0, colour: null },
    { case: '2', activity: 'b', at: 9, colour: null }
  ]);
  expect(activityBreakdown(log, table, 1, 'colour', 5)).toEqual({
    events: 3,
    total: 2,
    rows: [
      { value: 'red', events: 2, cases: 1, medianMs: 5 * MINUTE_MS },
      { value: null, events: 1, cases: 1, medianMs: 9 * MINUTE_MS }
    ]
  });
  expect(activityBreakdown(log, table, 1, 'colour', 1).rows).toHaveLength(1);
});

test('refuses what the log does not have', () => {
  const { log, table } = logOf('ab');
  expect(() => activityBreakdown(log, table, 7, 'colour', 5)).toThrowError(/unknown-edge/);
  expect(() => edgeBreakdown(log, table, 7, 'colour', 5)).toThrowError(/unknown-edge/);
  expect(() => edgeBreakdown(log, table, 0, 'nowhere', 5)).toThrowError(/unknown-column/);
});

test('agrees with grouping event by event, for any log and selection', () => {
  fc.assert(
    fc.property(fc.oneof(arbitraryRows, arbitraryPlainRows), arbitraryMask, (rows, maskOf) => {
      const derived = derivedFrom(rows);
      const { log, table } = derived;
      const keep = maskOf(log.caseStart.length - 1);
      const chosen = casesOf(derived).map((events, c) => (keep === null || keep[c] === 1 ? events : []));
      const expectAlike = (found: AttributeBreakdown, from: number | null, to: number): void => {
        const met = chosen.flatMap((events, c) =>
          events.flatMap((event, i) => {
            const before = events[i - 1];
            if (event.activity !== to || (from !== null && before?.activity !== from)) return [];
            const into = before ? (Number.isNaN(event.startMs) ? event.timeMs : event.startMs) - before.timeMs : NaN;
            return { c, colour: event.colour, ms: from === null && log.startMs ? event.timeMs - event.startMs : into };
          })
        );
        expect([found.events, found.total]).toEqual([met.length, new Set(met.map(({ colour }) => colour)).size]);
        for (const row of found.rows) {
          const own = met.filter(
            ({ colour }) => (colour === 0 ? null : textAt(table.columns[4]!.dictionary, colour)) === row.value
          );
          expect([row.events, row.cases]).toEqual([own.length, new Set(own.map(({ c }) => c)).size]);
          const expected = median(own.map(({ ms }) => ms).filter((ms) => !Number.isNaN(ms)));
          if (Number.isNaN(expected)) expect(row.medianMs).toBeNaN();
          else expect(row.medianMs).toBeCloseTo(expected, 3);
        }
        expect(found.rows.map(({ events }) => events)).toEqual(found.rows.map(({ events }) => events).sort((a, b) => b - a));
      };
      log.activities.forEach((_, a) => expectAlike(activityBreakdown(log, table, a, 'colour', 9, keep), null, a));
      log.variants.edgeFrom.forEach((from, edge) =>
        expectAlike(edgeBreakdown(log, table, edge, 'colour', 9, keep), from, log.variants.edgeTo[edge]!)
      );
    })
  );
});
