import { beforeAll, describe, expect, test } from 'vitest';
import { selectionSql } from '$lib/engine/store/clause-sql';
import { frequencyMap } from '$lib/kernel/discovery/frequency-map';
import { caseFigures } from '$lib/kernel/performance/case-figures';
import { mapTimes } from '$lib/kernel/performance/map-times';
import { TRANSITION_TIMES_SQL } from '$lib/kernel/performance/map-times.sql';
import { buildTimeIndex } from '$lib/kernel/performance/time-index';
import { variantList } from '$lib/kernel/variants/variant-list';
import { textAt } from '$lib/model/dictionary';
import type { LogTable } from '$lib/model/log';
import { EVERYTHING } from '$lib/model/selection';
import { LogInDuckDb } from './kernels-duckdb';
import { counted, derive, edgeKeys, expectMs, isThere, keyed, names, referenceOf, tableOf, type Reference } from './real-logs';

// The kernels of the map against what pm4py computed on real logs. Those of the statistics: statistics-logs.test.ts.

test.skipIf(!isThere)('there are logs to compare with', () => {
  expect(names.length).toBeGreaterThan(30);
});

describe.skipIf(!isThere).each(names)('%s', (name) => {
  const reference = isThere ? referenceOf(name) : ({} as Reference);
  let table: LogTable;
  beforeAll(async () => {
    table = await tableOf(name, reference, false);
  });

  test('counts, starts, ends, edges, rework, variants', () => {
    const { log, report } = derive(table);
    const { events, cases, activities, variants, first, last } = reference.counts;
    expect(report).toMatchObject({ events, cases, activities, variants });
    expect([report.firstUtcMs, report.lastUtcMs].map((ms) => Math.floor(ms))).toEqual([Date.parse(first), Date.parse(last)]);
    const map = frequencyMap(log);
    const labels = log.activities;
    expect(map).toMatchObject({ events, cases, variants });
    expect(counted(labels, map.nodeCount)).toEqual(new Map(reference.counts.activity_counts));
    expect(counted(labels, map.starts)).toEqual(new Map(reference.start_end.start));
    expect(counted(labels, map.ends)).toEqual(new Map(reference.start_end.end));
    expect(counted(edgeKeys(log), map.edgeCount)).toEqual(keyed(reference.dfg.dfg));
    expect(counted(edgeKeys(log), map.edgeCases)).toEqual(keyed(reference.dfg.dfg_cases));
    expect(counted(labels, map.nodeReworkCases)).toEqual(new Map(reference.rework.rework_cases));
    const extra = Float64Array.from(labels, (_, a) => map.nodeCount[a]! - map.nodeCases[a]!);
    expect(counted(labels, extra)).toEqual(new Map(Object.entries(reference.rework.extra_executions)));
    const list = variantList(log, reference.variants.top.length);
    expect(list.rows.map((row) => [row.cases, row.sequence.map((code) => labels[code])])).toEqual(reference.variants.top);
  });

  test('times of edges and cases', () => {
    const { log } = derive(table);
    const { transition } = mapTimes(buildTimeIndex(log), log);
    const expected = keyed(reference.performance_dfg.pdfg);
    expect(new Set(edgeKeys(log))).toEqual(new Set(expected.keys()));
    edgeKeys(log).forEach((key, edge) => {
      const { mean, median, min, max, sum } = expected.get(key)!;
      expectMs(transition.meanMs[edge]!, mean);
      expectMs(transition.medianMs[edge]!, median);
      expectMs(transition.minMs[edge]!, min);
      expectMs(transition.maxMs[edge]!, max);
      expectMs(transition.sumMs[edge]!, sum);
    });
    const figures = caseFigures(log);
    const { mean, median, p90, min, max } = reference.cases.duration;
    expectMs(figures.meanMs, mean);
    expectMs(figures.medianMs, median);
    expectMs(figures.p90Ms, p90);
    expectMs(figures.minMs, min);
    expectMs(figures.maxMs, max);
  });

  test.skipIf(!reference.dfg?.complete_only)('complete rows only', () => {
    const { log, report } = derive(table, 'complete-only');
    const { events, cases, variants, dfg } = reference.dfg.complete_only!;
    expect(report).toMatchObject({ events, cases, variants });
    const counts = counted(edgeKeys(log), frequencyMap(log).edgeCount);
    for (const [key, count] of keyed(dfg)) expect(counts.get(key)).toBe(count);
  });

  test.skipIf(!reference.dfg?.activity_plus_lifecycle)('activity and lifecycle joined', () => {
    const { log, report } = derive(table, 'every-row', ['activity', 'lifecycle']);
    const { activities, variants, edges } = reference.dfg.activity_plus_lifecycle!;
    expect(report).toMatchObject({ activities, variants });
    expect(log.variants.edgeFrom).toHaveLength(edges);
  });

  test.skipIf(!reference.dfg?.activity_plus_lifecycle)('start and complete paired', () => {
    const { log, report } = derive(table, 'pair');
    const codes = table.columns.find(({ role }) => role === 'lifecycle')!;
    const rowsOf = (transition: string) => codes.codes.filter((code) => textAt(codes.dictionary, code) === transition).length;
    expect(report.pairedInstances + report.unpairedStarts).toBe(rowsOf('start'));
    expect(report.pairedInstances + report.unpairedCompletes).toBe(rowsOf('complete'));
    expect(report.events).toBe(table.rows - report.pairedInstances - report.rowsLeftOut);
    // these logs are made of pairs: next to nothing is left over
    expect(report.unpairedStarts).toBeLessThanOrEqual(rowsOf('start') / 100 + 1);
    if (report.pairedInstances > 0) expect(log.startMs!.every((start, e) => !(start > log.timeMs[e]!))).toBe(true);
  });

  test.skipIf(!reference.interval?.service_mean)('service times', async () => {
    const { log } = derive(await tableOf(name, reference, true));
    const service = mapTimes(buildTimeIndex(log), log).service!;
    expect(service.count.reduce((a, b) => a + b, 0)).toBe(reference.interval.rows_with_start);
    log.activities.forEach((label, a) => {
      expectMs(service.meanMs[a]!, reference.interval.service_mean![label]!);
      expectMs(service.medianMs[a]!, reference.interval.service_median![label]!);
      expectMs(service.sumMs[a]!, reference.interval.service_sum![label]!);
    });
  });

  // What the references lack: p90, and transition times to the start.
  test.skipIf(!reference.interval?.service_mean)('times to the start equal SQL edge by edge', async () => {
    const withStart = await tableOf(name, reference, true);
    const { log } = derive(withStart);
    const duckDb = await LogInDuckDb.open();
    await duckDb.load(log, withStart);
    const rows = await duckDb.rows(`WITH selected_case AS (${selectionSql(EVERYTHING)}) ${TRANSITION_TIMES_SQL}`);
    duckDb.close();
    const byEdge = new Map(rows.map((row) => [JSON.stringify([row.from, row.to]), row]));
    const { transition } = mapTimes(buildTimeIndex(log), log);
    expect(rows).toHaveLength(log.variants.edgeFrom.length);
    edgeKeys(log).forEach((key, edge) => {
      const row = byEdge.get(key) as Record<string, number>;
      expect(transition.count[edge]).toBe(row.count);
      expectMs(transition.medianMs[edge]!, row.median_ms! / 1000);
      expectMs(transition.p90Ms[edge]!, row.p90_ms! / 1000);
      expectMs(transition.meanMs[edge]!, row.mean_ms! / 1000);
      expectMs(transition.sumMs[edge]!, row.sum_ms! / 1000);
      expect([transition.minMs[edge], transition.maxMs[edge]]).toEqual([row.min_ms, row.max_ms]);
    });
  });
});
