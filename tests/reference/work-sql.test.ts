import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { quotedName, quotedText } from '$lib/engine/store/selection-sql/quoted';
import { frequencyMap } from '$lib/kernel/discovery/frequency-map';
import { buildTimeIndex } from '$lib/kernel/performance/time-index';
import { activityRelations } from '$lib/kernel/statistics/activity-relations';
import { activityStatistics } from '$lib/kernel/statistics/activity-statistics';
import { dottedChart } from '$lib/kernel/statistics/dotted-chart';
import { dottedChartSql } from '$lib/kernel/statistics/dotted-chart.sql';
import { eventuallyFollows } from '$lib/kernel/statistics/eventually-follows';
import { performanceSpectrum } from '$lib/kernel/statistics/performance-spectrum';
import { activityRelationsSql, EVENTUALLY_FOLLOWS_SQL, performanceSpectrumSql } from '$lib/kernel/statistics/relations.sql';
import { resourceStatistics } from '$lib/kernel/statistics/resource-statistics';
import { activityStatisticsSql, valueStatisticsSql } from '$lib/kernel/statistics/work-statistics.sql';
import { expectClose } from '$lib/kernel/testing/expect-close';
import type { DurationStatistics } from '$lib/model/map';
import { type WorkStatistics } from '$lib/model/statistics';
import { DOTTED_ROWS, DOTTED_X, type DottedPoints } from '$lib/model/timing';
import { LogInDuckDb } from './kernels-duckdb';
import { forAnyLog, numberOf, type Row } from './statistics-rig';

// Each statistic against its formulation in SQL, run by native DuckDB: random logs, random selections.

let duckDb: LogInDuckDb;
beforeAll(async () => {
  duckDb = await LogInDuckDb.open();
});
afterAll(() => duckDb.close());

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

test('activities, with resources', async () => {
  await forAnyLog(duckDb, fc.boolean(), async ({ log, table, keep, within }, withResource) => {
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
  await forAnyLog(duckDb, fc.constantFrom('colour', 'case'), async ({ log, table, keep, within }, name) => {
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

test('what follows what, directly and anywhere behind', async () => {
  await forAnyLog(duckDb, fc.constant(null), async ({ log, keep, within }) => {
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
  await forAnyLog(duckDb, fc.nat(4), async ({ log, keep, within }, edge) => {
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
    duckDb,
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
