import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { caseMetricSql } from '$lib/engine/store/selection-sql/case-metric';
import { quotedText } from '$lib/engine/store/selection-sql/quoted';
import { sortedMetric } from '$lib/kernel/performance/case-metric';
import { attributeStatistics } from '$lib/kernel/statistics/attribute-statistics';
import { busyTime } from '$lib/kernel/statistics/busy-time';
import { calendarHeatmap } from '$lib/kernel/statistics/calendar-heatmap';
import { calendarHeatmapSql, timeSeriesSql } from '$lib/kernel/statistics/calendar.sql';
import { caseHistogram } from '$lib/kernel/statistics/case-histogram';
import { overview } from '$lib/kernel/statistics/overview';
import { ACTIVE_CASES_SQL, CYCLE_TIME_SQL, OVERVIEW_SQL } from '$lib/kernel/statistics/overview.sql';
import { attributeStatisticsSql, caseBinsSql, caseSpreadSql } from '$lib/kernel/statistics/spread.sql';
import { timeSeries } from '$lib/kernel/statistics/time-series';
import type { ZoneOffsets } from '$lib/kernel/statistics/zone-offsets';
import { expectClose } from '$lib/kernel/testing/expect-close';
import { inputOf } from '$lib/kernel/testing/log-of';
import { CASE_METRICS } from '$lib/model/selection';
import { TIME_UNITS, type Spread } from '$lib/model/statistics';
import { CALENDAR_COUNTS } from '$lib/model/timing';
import { LogInDuckDb } from './kernels-duckdb';
import { forAnyLog, numberOf, type Row } from './statistics-rig';

// Each statistic against its formulation in SQL, run by native DuckDB: random logs, random selections.

let duckDb: LogInDuckDb;
beforeAll(async () => {
  duckDb = await LogInDuckDb.open();
});
afterAll(() => duckDb.close());

function expectSpread(found: Spread, row: Row): void {
  const scale = 1e6 * Math.max(1, Math.abs(found.min), Math.abs(found.max));
  for (const [name, value] of Object.entries(found) as [string, number][]) {
    if (name === 'count') expect(row.count).toBe(value);
    else expectClose(numberOf(row[name]), value, scale);
  }
}

test('overview, active cases, cycle time', async () => {
  await forAnyLog(duckDb, fc.constant(null), async ({ log, keep, within }) => {
    const found = overview(log, keep);
    const [row] = await within(OVERVIEW_SQL);
    const [active] = await within(ACTIVE_CASES_SQL);
    const [cycle] = await within(CYCLE_TIME_SQL);
    expect([found.cases, found.variants, found.activities]).toEqual([row!.cases, row!.variants, row!.activities]);
    expect(found.events).toBe(Number(row!.events ?? 0));
    for (const [is, should] of [
      [found.firstUtcMs, row!.first_ms],
      [found.lastUtcMs, row!.last_ms],
      [found.arrivalsPerDay, row!.arrivals_per_day],
      [found.arrivalGapMs, row!.arrival_gap_ms],
      [found.completionsPerDay, row!.completions_per_day],
      [found.completionGapMs, row!.completion_gap_ms],
      [found.eventsPerCase.mean, row!.mean_events],
      [found.eventsPerCase.median, row!.median_events],
      [found.durationMs.mean, row!.mean_ms],
      [found.durationMs.median, row!.median_ms],
      [found.durationMs.p90, row!.p90_ms],
      [found.activeMean, row!.active_mean],
      [found.activeMostUtcMs, active!.at_ms]
    ] as const) {
      expectClose(is, numberOf(should), 1e6);
    }
    // a case that ends before it starts may make a period of less than nothing
    if (found.lastUtcMs > found.firstUtcMs) expectClose(found.eventsPerDay, numberOf(row!.events_per_day), 1e6);
    expect(found.activeMost).toBe(Number(active!.active_most ?? 0));
    if (log.startMs !== null) expectClose(busyTime(log, keep).totalMs, Number(cycle!.busy_ms ?? 0), 1e6);
    if (log.startMs !== null && cycle!.busy_ms !== null) expectClose(found.cycleTimeMs, numberOf(cycle!.cycle_time_ms), 1e6);
  });
});

test('what is in a column, by events or by cases', async () => {
  await forAnyLog(
    duckDb,
    fc.constantFrom('case' as const, 'event' as const),
    async ({ log, table, keep, within, sqlLog }, scope) => {
      const column = { ...table.columns[4]!, scope };
      const numbers = inputOf({ log, table }).numbersOf(column);
      const found = attributeStatistics(log, column, 4, numbers, 9, 5, keep);
      const [row] = await within(attributeStatisticsSql(sqlLog.textOf('colour'), sqlLog.numberOf('colour'), scope === 'case'));
      expect({
        events: found.events,
        missing_events: found.missingEvents,
        cases: found.cases,
        missing_cases: found.missingCases,
        distinct_values: found.distinct,
        one_per_case: found.onePerCase
      }).toEqual(
        Object.fromEntries(
          ['events', 'missing_events', 'cases', 'missing_cases', 'distinct_values', 'one_per_case'].map((name) => [
            name,
            row![name]
          ])
        )
      );
      expectSpread(found.spread!, row!);
      expect(found.bins!.count.reduce((a, b) => a + b, 0)).toBe(found.spread!.count);
      expect(found.unreadable).toBe(found.topValues.includes('none') ? 1 : 0);
    }
  );
});

test('the spread of every case metric, and its bins', async () => {
  await forAnyLog(duckDb, fc.constantFrom(...CASE_METRICS), async ({ log, keep, within, sqlLog }, metric) => {
    const cases = keep ? keep.reduce((a, b) => a + b, 0) : log.caseStart.length - 1;
    const found = caseHistogram(sortedMetric(log, metric, null), metric, cases, 6, 'linear', keep);
    const query = caseMetricSql(metric, sqlLog);
    const [row] = await within(caseSpreadSql(query));
    expect(found.missing).toBe(row!.missing);
    expectSpread(found.spread, row!);
    const { from, to, count } = found.bins;
    const bins = await within(caseBinsSql(query, 6));
    expect(bins.map(({ bin, cases: n }) => [bin, n])).toEqual([...count.entries()].filter(([, n]) => n > 0));
    for (const { bin, from_metric, to_metric } of bins) {
      expectClose(from[bin as number]!, numberOf(from_metric), 1e3);
      expectClose(to[bin as number]!, numberOf(to_metric), 1e3);
    }
  });
});

test('hours of the week, bins of the calendar, in a zone whose clock changes', async () => {
  const zone: ZoneOffsets = {
    fromUtcMs: Float64Array.of(-Infinity, 240_000, 3e10),
    offsetMs: Float64Array.of(-3_600_000, 0, -3_600_000)
  };
  await forAnyLog(
    duckDb,
    fc.tuple(fc.constantFrom(...CALENDAR_COUNTS), fc.constantFrom(null, 'a'), fc.constantFrom('auto' as const, ...TIME_UNITS)),
    async ({ log, keep, within }, [of, label, unit]) => {
      const activity = label === null ? null : log.activities.indexOf(label);
      const heat = calendarHeatmap(log, zone, of, activity, keep);
      const hours = await within(calendarHeatmapSql(of, label && quotedText(label), zone));
      const expected = [...heat.count.entries()].filter(([, n]) => n > 0);
      expect(hours.map((row) => [(Number(row.weekday) - 1) * 24 + Number(row.hour), row.count])).toEqual(expected);

      const series = timeSeries(log, zone, unit, keep);
      const rows = await within(timeSeriesSql(series.unit, series.size, zone));
      const counts = Array.from(series.events, (n, i) => [n, series.casesStarted[i], series.casesEnded[i]]);
      expect(rows.map((row) => [row.events, row.cases_started, row.cases_ended])).toEqual(
        counts.filter((bin) => bin.some((n) => n !== 0))
      );
    }
  );
});
