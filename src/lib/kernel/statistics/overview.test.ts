import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryMask, arbitraryPlainRows, arbitraryRows } from '../testing/arbitrary-log';
import { casesOf, derivedFrom, logOf, MINUTE_MS } from '../testing/log-of';
import { expectClose } from '../testing/expect-close';
import { busyTime } from './busy-time';
import { overview } from './overview';
import { timeSeries } from './time-series';

// Rates, durations and gaps are held equal to SQL in tests/reference/statistics-sql.test.ts.

const UTC = { fromUtcMs: Float64Array.of(-Infinity), offsetMs: Float64Array.of(0) };

test('rates go from the first to the last start, gaps between neighbours', () => {
  const { log } = logOf('ab', 'ab', 'abc');
  const day = 24 * 60;
  expect(overview(log)).toMatchObject({
    cases: 3,
    arrivalGapMs: 1000 * MINUTE_MS,
    completionGapMs: 1000.5 * MINUTE_MS,
    arrivalsPerDay: (3 * day) / 2000,
    completionsPerDay: (3 * day) / 2001,
    eventsPerDay: (7 * day) / 2002,
    eventsPerCase: { count: 3, min: 2, median: 2, max: 3 },
    activeMost: 1,
    activeMostUtcMs: 0,
    activeMean: 4 / 2002,
    cycleTimeMs: NaN
  });
});

test('nothing selected has no rates', () => {
  for (const found of [overview(logOf().log), overview(logOf('ab').log, Uint8Array.of(0))]) {
    expect(found).toMatchObject({ cases: 0, arrivalsPerDay: NaN, activeMost: 0, activeMean: NaN, durationMs: { count: 0 } });
  }
});

test('work of several cases at once counts once', () => {
  const row = (caseId: string, start: number | null, at: number) => ({ case: caseId, activity: 'a', at, start });
  const { log } = derivedFrom([row('1', 0, 10), row('2', 5, 12), row('1', 20, 21), row('2', null, 50), row('2', 99, 98)]);
  expect(busyTime(log)).toEqual({ totalMs: 13 * MINUTE_MS, lastMs: MINUTE_MS });
  expect(busyTime(log, Uint8Array.of(0, 1))).toEqual({ totalMs: 7 * MINUTE_MS, lastMs: 7 * MINUTE_MS });
  expect(overview(log).cycleTimeMs).toBe(6.5 * MINUTE_MS);
});

test('active cases, case by case: most, when, mean; and the same over time', () => {
  fc.assert(
    fc.property(fc.oneof(arbitraryRows, arbitraryPlainRows), arbitraryMask, (rows, maskOf) => {
      const derived = derivedFrom(rows);
      const { log } = derived;
      const keep = maskOf(log.caseStart.length - 1);
      const chosen = casesOf(derived).filter((_, c) => keep === null || keep[c] === 1);
      const periods = chosen.map((events) => {
        const from = Math.min(...events.map(({ timeMs, startMs }) => (Number.isNaN(startMs) ? timeMs : startMs)));
        return { from, to: Math.max(from, ...events.map(({ timeMs }) => timeMs)) };
      });
      const activeAt = (t: number) => periods.filter(({ from, to }) => from <= t && t <= to).length;
      const starts = periods.map(({ from }) => from).sort((a, b) => a - b);
      const most = Math.max(0, ...starts.map(activeAt));
      const found = overview(log, keep);
      expect(found.activeMost).toBe(most);
      expect(found.activeMostUtcMs).toBe(starts.find((t) => activeAt(t) === most) ?? NaN);

      const series = timeSeries(log, UTC, 'auto', keep);
      const { edgeUtcMs } = series;
      const bins = Math.max(0, edgeUtcMs.length - 1);
      expect(series.events).toHaveLength(bins);
      for (let bin = 0; bin < bins; bin++) {
        const [from, to] = [edgeUtcMs[bin]!, edgeUtcMs[bin + 1]!];
        const isIn = (t: number) => t >= from && t < to;
        expect(series.casesStarted[bin]).toBe(periods.filter((period) => isIn(period.from)).length);
        expect(series.casesEnded[bin]).toBe(periods.filter((period) => isIn(period.to)).length);
        expect(series.events[bin]).toBe(chosen.flat().filter(({ timeMs }) => isIn(timeMs)).length);
        expect(series.activeMost[bin]).toBe(Math.max(activeAt(from), ...starts.filter(isIn).map(activeAt)));
        const activeMs = periods.reduce((sum, p) => sum + Math.max(0, Math.min(p.to, to) - Math.max(p.from, from)), 0);
        expectClose(series.activeMean[bin]!, activeMs / (to - from));
      }
      expect(series.events.reduce((a, b) => a + b, 0)).toBe(chosen.flat().length);
    }),
    { numRuns: 200 }
  );
});
