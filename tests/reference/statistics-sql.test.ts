import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { selectionSql } from '$lib/engine/store/clause-sql';
import { caseMetricSql } from '$lib/engine/store/selection-sql/case-metric';
import { quotedName, quotedText } from '$lib/engine/store/selection-sql/quoted';
import { SqlLog } from '$lib/engine/store/selection-sql/sql-log';
import { frequencyMap } from '$lib/kernel/discovery/frequency-map';
import { sortedMetric } from '$lib/kernel/performance/case-metric';
import { buildTimeIndex } from '$lib/kernel/performance/time-index';
import { caseMask } from '$lib/kernel/selection/case-mask';
import { activityRelations } from '$lib/kernel/statistics/activity-relations';
import { activityStatistics } from '$lib/kernel/statistics/activity-statistics';
import { attributeStatistics } from '$lib/kernel/statistics/attribute-statistics';
import { busyTime } from '$lib/kernel/statistics/busy-time';
import { calendarHeatmap } from '$lib/kernel/statistics/calendar-heatmap';
import { calendarHeatmapSql, timeSeriesSql } from '$lib/kernel/statistics/calendar.sql';
import { caseHistogram } from '$lib/kernel/statistics/case-histogram';
import { dottedChart } from '$lib/kernel/statistics/dotted-chart';
import { dottedChartSql } from '$lib/kernel/statistics/dotted-chart.sql';
import { eventuallyFollows } from '$lib/kernel/statistics/eventually-follows';
import { overview } from '$lib/kernel/statistics/overview';
import { ACTIVE_CASES_SQL, CYCLE_TIME_SQL, OVERVIEW_SQL } from '$lib/kernel/statistics/overview.sql';
import { performanceSpectrum } from '$lib/kernel/statistics/performance-spectrum';
import { activityRelationsSql, EVENTUALLY_FOLLOWS_SQL, performanceSpectrumSql } from '$lib/kernel/statistics/relations.sql';
import { resourceStatistics } from '$lib/kernel/statistics/resource-statistics';
import { attributeStatisticsSql, caseBinsSql, caseSpreadSql } from '$lib/kernel/statistics/spread.sql';
import { timeSeries } from '$lib/kernel/statistics/time-series';
import { activityStatisticsSql, valueStatisticsSql } from '$lib/kernel/statistics/work-statistics.sql';
import type { ZoneOffsets } from '$lib/kernel/statistics/zone-offsets';
import { arbitraryPlainRows, arbitraryRows } from '$lib/kernel/testing/arbitrary-log';
import { arbitrarySelection } from '$lib/kernel/testing/arbitrary-selection';
import { expectClose } from '$lib/kernel/testing/expect-close';
import { derivedFrom, inputOf, type TestRow } from '$lib/kernel/testing/log-of';
import type { DurationStatistics } from '$lib/model/map';
import { CASE_METRICS } from '$lib/model/selection';
import { TIME_UNITS, type Spread, type WorkStatistics } from '$lib/model/statistics';
import { CALENDAR_COUNTS, DOTTED_ROWS, DOTTED_X, type DottedPoints } from '$lib/model/timing';
import { LogInDuckDb } from './kernels-duckdb';

// Each statistic against its formulation in SQL, run by native DuckDB: random logs, random selections.

let duckDb: LogInDuckDb;
beforeAll(async () => {
  duckDb = await LogInDuckDb.open();
});
afterAll(() => duckDb.close());

type Row = Record<string, unknown>;
type Derived = ReturnType<typeof derivedFrom>;
interface Asked extends Derived {
  keep: Uint8Array | null;
  sqlLog: SqlLog;
  within: (sql: string) => Promise<Row[]>;
}

/** The colours are numbers as well: most of them. */
const NUMBERS = new Map([
  ['red', '1'],
  ['green', '-2.5'],
  ["blue's", 'none']
]);

/** Times of whole parts of a second: what lies a hair before midnight is in another day for one formulation and not for the other. */
const asCalendarTime = (row: TestRow): TestRow => ({
  ...row,
  at: Math.round(row.at * 64) / 64 + 0,
  colour: NUMBERS.get(row.colour ?? '') ?? null
});

async function forAnyLog<T>(more: fc.Arbitrary<T>, check: (asked: Asked, more: T) => Promise<void>, numRuns = 40) {
  await fc.assert(
    fc.asyncProperty(fc.oneof(arbitraryRows, arbitraryPlainRows), arbitrarySelection, more, async (rows, selection, value) => {
      const derived = derivedFrom(rows.map(asCalendarTime));
      const { log, table } = derived;
      await duckDb.load(log, table);
      const sqlLog = new SqlLog(table.columns.map((column, i) => ({ ...column, type: i === 4 ? 'number' : column.type })));
      await check(
        {
          ...derived,
          sqlLog,
          keep: caseMask(inputOf(derived), selection.clauses),
          within: (sql) => duckDb.rows(`WITH selected_case AS (${selectionSql(selection)}) ${sql}`)
        },
        value
      );
    }),
    { numRuns }
  );
}

const numberOf = (value: unknown): number => (value === null || value === undefined ? NaN : Number(value));

function expectTimes(found: DurationStatistics | null, i: number, row: Row, of: 'service' | 'before'): void {
  if (found === null) {
    expect(row[`${of}_count`]).toBe(0);
    return;
  }
  expect(found.count[i]).toBe(row[`${of}_count`]);
  // what is small may be the difference of large ones
  const scale = 1e6 * Math.max(Math.abs(numberOf(row[`${of}_max_ms`])), Math.abs(numberOf(row[`${of}_min_ms`])), 1);
  for (const name of ['mean', 'median', 'p90', 'min', 'max', 'sum'] as const) {
    expectClose(found[`${name}Ms`][i]!, numberOf(row[`${of}_${name}_ms`]), scale);
  }
}

function expectWork(found: WorkStatistics, i: number, row: Row): void {
  const { events, cases, firstCases, lastCases } = found;
  expect([events[i], cases[i], firstCases[i], lastCases[i]]).toEqual([row.events, row.cases, row.first_cases, row.last_cases]);
  expectTimes(found.service, i, row, 'service');
  expectTimes(found.before, i, row, 'before');
}

function expectSpread(found: Spread, row: Row): void {
  const scale = 1e6 * Math.max(1, Math.abs(found.min), Math.abs(found.max));
  for (const [name, value] of Object.entries(found) as [string, number][]) {
    if (name === 'count') expect(row.count).toBe(value);
    else expectClose(numberOf(row[name]), value, scale);
  }
}

test('overview, active cases, cycle time', async () => {
  await forAnyLog(fc.constant(null), async ({ log, keep, within }) => {
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

test('activities, with resources', async () => {
  await forAnyLog(fc.boolean(), async ({ log, table, keep, within }, withResource) => {
    const resource = withResource ? table.columns[4]! : null;
    const found = activityStatistics(log, frequencyMap(log, keep), resource, keep);
    const rows = await within(activityStatisticsSql(log.startMs !== null, resource && quotedName(resource.name)));
    expect(rows).toHaveLength(found.events.filter((events) => events > 0).length);
    for (const row of rows) {
      const a = log.activities.indexOf(row.activity as string);
      expectWork(found, a, row);
      expect({
        rework_cases: found.reworkCases[a],
        extra_executions: found.extraExecutions[a],
        self_loops: found.selfLoops[a],
        self_loop_cases: found.selfLoopCases[a],
        loops: found.loops[a],
        loop_cases: found.loopCases[a]
      }).toEqual(
        Object.fromEntries(
          ['rework_cases', 'extra_executions', 'self_loops', 'self_loop_cases', 'loops', 'loop_cases'].map((name) => [
            name,
            row[name]
          ])
        )
      );
      if (withResource) expect(found.resources![a]).toBe(row.resources);
    }
  });
});

test('values of a column', async () => {
  await forAnyLog(fc.constantFrom('colour', 'case'), async ({ log, table, keep, within }, name) => {
    const column = table.columns.find((each) => each.name === name)!;
    const window = { search: '', order: 'events', descending: true, offset: 0, limit: 100 } as const;
    const found = resourceStatistics(log, column, window, keep);
    const rows = await within(valueStatisticsSql(quotedName(name), log.startMs !== null));
    expect(found.values).toEqual(rows.map(({ value }) => value));
    rows.forEach((row, i) => {
      expectWork(found, i, row);
      expect(found.activities[i]).toBe(row.activities);
    });
  });
});

test('what is in a column, by events or by cases', async () => {
  await forAnyLog(fc.constantFrom('case' as const, 'event' as const), async ({ log, table, keep, within, sqlLog }, scope) => {
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
  });
});

test('the spread of every case metric, and its bins', async () => {
  await forAnyLog(fc.constantFrom(...CASE_METRICS), async ({ log, keep, within, sqlLog }, metric) => {
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

test('what follows what, directly and anywhere behind', async () => {
  await forAnyLog(fc.constant(null), async ({ log, keep, within }) => {
    const pairs = eventuallyFollows(log, Infinity, keep);
    const found = Array.from(pairs.from, (from, i) => ({
      from: log.activities[from],
      to: log.activities[pairs.to[i]!],
      occurrences: pairs.occurrences[i],
      cases: pairs.cases[i]
    }));
    expect(new Set(await within(EVENTUALLY_FOLLOWS_SQL))).toEqual(new Set(found));
    const index = buildTimeIndex(log);
    const frequency = frequencyMap(log, keep);
    for (const [a, label] of log.activities.slice(0, 2).entries()) {
      const relations = activityRelations(log, index, frequency, a, keep);
      for (const side of ['before', 'behind'] as const) {
        const rows = await within(activityRelationsSql(quotedText(label), side));
        const { activity, direct, directCases, directMedianMs, eventual, eventualCases, nextMedianMs } = relations[side];
        expect(rows).toHaveLength(activity.length);
        for (const row of rows) {
          const i = activity.indexOf(log.activities.indexOf(row.activity as string));
          expect([direct[i], directCases[i], eventual[i], eventualCases[i]]).toEqual([
            row.direct,
            row.direct_cases,
            row.eventual,
            row.eventual_cases
          ]);
          expectClose(directMedianMs[i]!, numberOf(row.direct_median_ms), 1e6);
          expectClose(nextMedianMs[i]!, numberOf(row.next_median_ms), 1e6);
        }
      }
    }
  });
});

test('the occurrences of a path', async () => {
  await forAnyLog(fc.nat(4), async ({ log, keep, within }, edge) => {
    const from = log.variants.edgeFrom[edge];
    if (from === undefined) return;
    const found = performanceSpectrum(log, edge, Infinity, 3, keep);
    const labels = [from, log.variants.edgeTo[edge]!].map((code) => quotedText(log.activities[code]!));
    const rows = await within(performanceSpectrumSql(labels[0]!, labels[1]!));
    expect(rows.map((row) => [row.case_no, row.from_ms])).toEqual(Array.from(found.fromUtcMs, (at, i) => [found.caseNo[i], at]));
    const { q1, median, q3 } = found.spread;
    rows.forEach((row, i) => {
      // occurrences of one moment and case may stand in either order
      if (rows.filter((other) => other.from_ms === row.from_ms).length > 1) return;
      expectClose(found.toUtcMs[i]!, numberOf(row.to_ms), 1e6);
      const ms = numberOf(row.to_ms) - numberOf(row.from_ms);
      if ([q1, median, q3].every((bound) => Math.abs(bound - ms) > 1e-3)) expect(found.quarter[i]).toBe(row.quarter);
    });
  });
});

test('dots', async () => {
  await forAnyLog(
    fc.tuple(fc.constantFrom(...DOTTED_X), fc.constantFrom(...DOTTED_ROWS)),
    async ({ log, table, keep, within }, [x, rows]) => {
      const column = rows === 'column' ? table.columns[4]! : null;
      const params = { x, rows, colours: 3, width: 1, height: 1, maxPoints: Infinity };
      const points = dottedChart(log, column, null, params, keep).drawing as DottedPoints;
      const found = await within(dottedChartSql(x, rows, column && quotedName(column.name)));
      expect(found.map((dot) => dot.case_no)).toEqual([...points.caseNo]);
      found.forEach((dot, i) => {
        expectClose(points.x[i]!, numberOf(dot.x), 1e6);
        expect(log.activities[points.activity[i]!]).toBe(dot.activity);
      });
      // values that are first seen at one moment may stand in either order
      if (column === null) expect(found.map((dot) => dot.row)).toEqual([...points.row]);
      else expect(new Set(found.map((dot) => `${String(dot.value)} ${String(dot.row)}`)).size).toBe(new Set(points.row).size);
    }
  );
});
