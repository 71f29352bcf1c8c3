import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { selectionSql, sqlUnder } from '$lib/engine/store/clause-sql';
import { OpenLog } from '$lib/engine/store/open-log';
import { SqlLog } from '$lib/engine/store/selection-sql/sql-log';
import { FREQUENCY_EDGES_SQL, FREQUENCY_NODES_SQL, FREQUENCY_TOTALS_SQL } from '$lib/kernel/discovery/frequency-map.sql';
import { REWORK_EDGES_SQL, REWORK_NODES_SQL } from '$lib/kernel/discovery/rework-map.sql';
import { reworkMap } from '$lib/kernel/discovery/rework-map';
import { frequencyMap } from '$lib/kernel/discovery/frequency-map';
import { caseFigures } from '$lib/kernel/performance/case-figures';
import { mapTimes } from '$lib/kernel/performance/map-times';
import { CASE_FIGURES_SQL, SERVICE_TIMES_SQL, TRANSITION_TIMES_SQL } from '$lib/kernel/performance/map-times.sql';
import { buildTimeIndex } from '$lib/kernel/performance/time-index';
import { caseMask } from '$lib/kernel/selection/case-mask';
import { arbitraryPlainRows, arbitraryRows } from '$lib/kernel/testing/arbitrary-log';
import { arbitrarySelection, arbitraryTrim } from '$lib/kernel/testing/arbitrary-selection';
import { derivedFrom, inputOf } from '$lib/kernel/testing/log-of';
import { labelsOfActivities } from '$lib/kernel/variants/label-source';
import { variantList } from '$lib/kernel/variants/variant-list';
import { VARIANT_LIST_SQL, VARIANT_STEPS_SQL } from '$lib/kernel/variants/variant-list.sql';
import { VariantTable } from '$lib/kernel/variants/variant-table';
import type { ImportReport } from '$lib/model/import';
import type { DurationStatistics } from '$lib/model/map';
import type { GroupedVariant } from '$lib/model/variants';
import { LogInDuckDb } from './kernels-duckdb';

// Each kernel against its formulation in SQL, run by native DuckDB: random logs, random selections.

let duckDb: LogInDuckDb;
beforeAll(async () => {
  duckDb = await LogInDuckDb.open();
});
afterAll(() => duckDb.close());

const anyRows = fc.oneof(arbitraryRows, arbitraryPlainRows);
const RUNS = { numRuns: 60 };

function expectTimes(found: DurationStatistics, i: number, row: Record<string, unknown> | undefined): void {
  if (row === undefined) {
    expect(found.count[i]).toBe(0);
    expect(found.medianMs[i]).toBeNaN();
    return;
  }
  expect(found.count[i]).toBe(row.count);
  for (const [is, should] of [
    [found.minMs[i], row.min_ms],
    [found.maxMs[i], row.max_ms],
    [found.medianMs[i], row.median_ms],
    [found.p90Ms[i], row.p90_ms],
    [found.meanMs[i], row.mean_ms],
    [found.sumMs[i], row.sum_ms]
  ] as [number, number][]) {
    // positive and negative times may cancel out, so the allowance is relative to the largest time
    const scale = Math.max(1, Math.abs(found.minMs[i]!), Math.abs(found.maxMs[i]!), Math.abs(should));
    expect(Math.abs(is - should)).toBeLessThanOrEqual(1e-6 * scale);
  }
}

test('a selection keeps the same cases in SQL', async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, arbitrarySelection, async (rows, selection) => {
      const { log, table } = derivedFrom(rows);
      await duckDb.load(log, table);
      const keep = caseMask(inputOf({ log, table }), selection.clauses);
      const found = await duckDb.rows(`SELECT case_no FROM (${selectionSql(selection)}) ORDER BY case_no`);
      const cases = Array.from({ length: log.caseStart.length - 1 }, (_, c) => c);
      expect(found.map((row) => row.case_no)).toEqual(cases.filter((c) => keep === null || keep[c] === 1));
    }),
    { numRuns: 200 }
  );
});

test('names and event clauses leave the same events of the same cases in SQL', async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, arbitraryTrim, async (rows, selection) => {
      const { log, table, report } = derivedFrom(rows);
      await duckDb.load(log, table);
      const shape = { caseColumns: [0], activityColumns: [1], lifecycleMode: 'every-row' } as const;
      const imported = { table, shape, derived: { log, report }, report: { logName: '' } as ImportReport, timeZone: 'UTC' };
      const { log: left, keep } = await new OpenLog('log', imported).select(selection);
      const kept = Array.from(left.activity, (code, e) => {
        const caseNo = left.caseStart.findLastIndex((start) => start <= e);
        return {
          case_no: caseNo,
          position: e - left.caseStart[caseNo]!,
          activity: left.activities[code],
          complete_ms: left.timeMs[e]
        };
      }).filter(({ case_no }) => keep === null || keep[case_no] === 1);
      const query = `SELECT case_no, position, activity, complete_ms FROM event
        WHERE case_no IN (SELECT case_no FROM selected_case) ORDER BY case_no, position`;
      expect(await duckDb.rows(sqlUnder(selection, new SqlLog(table.columns), query))).toEqual(kept);
    }),
    { numRuns: 150 }
  );
});

test('the frequency map has the same numbers in SQL', async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, arbitrarySelection, async (rows, selection) => {
      const { log, table } = derivedFrom(rows);
      await duckDb.load(log, table);
      const within = (sql: string) => duckDb.rows(`WITH selected_case AS (${selectionSql(selection)}) ${sql}`);
      const map = frequencyMap(log, caseMask(inputOf({ log, table }), selection.clauses));
      const [totals] = await within(FREQUENCY_TOTALS_SQL);
      expect(totals).toEqual({ cases: map.cases, events: map.events, variants: map.variants });
      const nodes = log.activities.flatMap((activity, a) =>
        map.nodeCount[a] === 0
          ? []
          : {
              activity,
              count: map.nodeCount[a],
              cases: map.nodeCases[a],
              max_repetition: map.nodeMaxRepetition[a],
              rework_cases: map.nodeReworkCases[a],
              starts: map.starts[a],
              ends: map.ends[a]
            }
      );
      expect(new Set(await within(FREQUENCY_NODES_SQL))).toEqual(new Set(nodes));
      const edges = Array.from(log.variants.edgeFrom).flatMap((from, edge) =>
        map.edgeCount[edge] === 0
          ? []
          : {
              from: log.activities[from],
              to: log.activities[log.variants.edgeTo[edge]!],
              count: map.edgeCount[edge],
              cases: map.edgeCases[edge],
              max_repetition: map.edgeMaxRepetition[edge],
              rework_cases: map.edgeReworkCases[edge]
            }
      );
      expect(new Set(await within(FREQUENCY_EDGES_SQL))).toEqual(new Set(edges));
    }),
    RUNS
  );
});

test('rework has the same numbers in SQL', async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, arbitrarySelection, async (rows, selection) => {
      const { log, table } = derivedFrom(rows);
      await duckDb.load(log, table);
      const within = (sql: string) => duckDb.rows(`WITH selected_case AS (${selectionSql(selection)}) ${sql}`);
      const map = reworkMap(log, caseMask(inputOf({ log, table }), selection.clauses));
      const nodes = log.activities.flatMap((activity, a) => {
        const [self_loops, loops] = [map.selfLoops[a]!, map.loops[a]!];
        const [self_loop_cases, loop_cases] = [map.selfLoopCases[a], map.loopCases[a]];
        const extra = self_loops + loops;
        return extra === 0 ? [] : { activity, extra, self_loops, loops, self_loop_cases, loop_cases };
      });
      expect(new Set(await within(REWORK_NODES_SQL))).toEqual(new Set(nodes));
      const edges = Array.from(log.variants.edgeFrom).flatMap((from, edge) => {
        const extra = map.edgeExtra[edge];
        return extra === 0 ? [] : { from: log.activities[from], to: log.activities[log.variants.edgeTo[edge]!], extra };
      });
      expect(new Set(await within(REWORK_EDGES_SQL))).toEqual(new Set(edges));
    }),
    RUNS
  );
});

test('times of edges, activities and cases are the same in SQL', async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, arbitrarySelection, async (rows, selection) => {
      const { log, table } = derivedFrom(rows);
      await duckDb.load(log, table);
      const within = (sql: string) => duckDb.rows(`WITH selected_case AS (${selectionSql(selection)}) ${sql}`);
      const keep = caseMask(inputOf({ log, table }), selection.clauses);
      const times = mapTimes(buildTimeIndex(log), log, keep);
      const transitions = await within(TRANSITION_TIMES_SQL);
      log.variants.edgeFrom.forEach((from, edge) => {
        const to = log.activities[log.variants.edgeTo[edge]!];
        const row = transitions.find((candidate) => candidate.from === log.activities[from] && candidate.to === to);
        expectTimes(times.transition, edge, row);
      });
      const services = await within(SERVICE_TIMES_SQL);
      if (times.service === null) expect(services).toEqual([]);
      else
        log.activities.forEach((activity, a) =>
          expectTimes(
            times.service!,
            a,
            services.find((row) => row.activity === activity)
          )
        );
      const [figures] = await within(CASE_FIGURES_SQL);
      const { cases, medianMs, meanMs, p90Ms, minMs, maxMs, firstUtcMs, lastUtcMs } = caseFigures(log, keep);
      if (cases === 0) {
        expect(figures!.count).toBe(0);
        expect([medianMs, meanMs, p90Ms, minMs, maxMs, firstUtcMs, lastUtcMs]).toEqual(Array(7).fill(NaN));
      } else {
        expect([firstUtcMs, lastUtcMs]).toEqual([figures!.first_ms, figures!.last_ms]);
        const one = (value: number) => Float64Array.of(value);
        const sumMs = one(Number(figures!.sum_ms));
        const asStatistics = {
          count: Uint32Array.of(cases),
          meanMs: one(meanMs),
          medianMs: one(medianMs),
          p90Ms: one(p90Ms),
          minMs: one(minMs),
          maxMs: one(maxMs),
          sumMs
        };
        expectTimes(asStatistics, 0, figures);
      }
    }),
    RUNS
  );
});

test('variants come in the same order, with the same times, in SQL', async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, arbitrarySelection, fc.integer({ min: 0, max: 8 }), async (rows, selection, limit) => {
      const { log, table } = derivedFrom(rows);
      await duckDb.load(log, table);
      const within = (sql: string) => duckDb.rows(`WITH selected_case AS (${selectionSql(selection)}) ${sql}`);
      const list = variantList(log, limit, caseMask(inputOf({ log, table }), selection.clauses));
      const variants = await within(VARIANT_LIST_SQL);
      const labels = list.rows.map(({ sequence }) => sequence.map((code) => log.activities[code]).join(' → '));
      expect(list.total).toBe(variants.length);
      expect(list.rows.map(({ rank }) => rank)).toEqual(list.rows.map((_, i) => i + 1));
      expect(labels).toEqual(variants.slice(0, limit).map((row) => row.sequence));
      expect(list.rows.map(({ cases }) => cases)).toEqual(variants.slice(0, limit).map((row) => row.cases));
      const steps = await within(VARIANT_STEPS_SQL);
      list.rows.forEach((row, i) => {
        expect(row.medianMs).toBeCloseTo(Number(variants[i]!.median_ms), 3);
        const means = steps
          .filter(({ sequence }) => sequence === labels[i])
          .map(({ mean_ms }) => (mean_ms === null ? NaN : Number(mean_ms)));
        expect(row.stepMs.length).toBe(means.length);
        means.forEach((mean, step) => {
          if (step === 0) expect(row.stepMs[step]).toBeNaN();
          else expect(row.stepMs[step]).toBeCloseTo(mean, 3);
        });
      });
    }),
    RUNS
  );
});

test('the table of variants has the same figures and steps in SQL', async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, arbitrarySelection, async (rows, selection) => {
      const { log, table } = derivedFrom(rows);
      await duckDb.load(log, table);
      const within = (sql: string) => duckDb.rows(`WITH selected_case AS (${selectionSql(selection)}) ${sql}`);
      const keep = caseMask(inputOf({ log, table }), selection.clauses);
      const variants = new VariantTable(log, log.variants, labelsOfActivities(log.activities), keep);
      const found = variants.window({ sort: 'cases', descending: true, search: '' }, 0, Infinity, Infinity);
      const [listed, steps] = [await within(VARIANT_LIST_SQL), await within(VARIANT_STEPS_SQL)];
      const same = (is: number, should: unknown): void => {
        if (should === null) expect(is).toBeNaN();
        else expect(is).toBeCloseTo(Number(should), 3);
      };
      const labelsOf = (row: GroupedVariant): string => Array.from(row.sequence, (code) => found.labels[code]).join(' → ');
      expect(found.rows.map((row) => [labelsOf(row), row.cases])).toEqual(listed.map((row) => [row.sequence, row.cases]));
      found.rows.forEach((row, i) => {
        same(row.medianMs, listed[i]!.median_ms);
        same(row.meanMs, listed[i]!.mean_ms);
        same(row.p90Ms, listed[i]!.p90_ms);
        const own = steps.filter(({ sequence }) => sequence === labelsOf(row));
        expect(own.length).toBe(row.events);
        own.forEach((step, at) => {
          same(row.steps.transitionMeanMs[at]!, step.mean_ms);
          same(row.steps.transitionMedianMs[at]!, step.median_ms);
          same(row.steps.serviceMeanMs?.[at] ?? NaN, step.service_mean_ms);
          same(row.steps.serviceMedianMs?.[at] ?? NaN, step.service_median_ms);
        });
      });
    }),
    RUNS
  );
});
