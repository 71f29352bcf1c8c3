import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { importFiles, inspectFiles } from '$lib/engine/importers';
import { selectionSql } from '$lib/engine/store/clause-sql';
import { frequencyMap } from '$lib/kernel/discovery/frequency-map';
import { deriveLog } from '$lib/kernel/log/derive';
import { caseFigures } from '$lib/kernel/performance/case-figures';
import { mapTimes } from '$lib/kernel/performance/map-times';
import { TRANSITION_TIMES_SQL } from '$lib/kernel/performance/map-times.sql';
import { buildTimeIndex } from '$lib/kernel/performance/time-index';
import { variantList } from '$lib/kernel/variants/variant-list';
import { textAt } from '$lib/model/dictionary';
import type { ImportDraft, ImportPlan } from '$lib/model/import';
import type { ColumnRole, LifecycleMode, LogColumns, LogTable } from '$lib/model/log';
import { EVERYTHING } from '$lib/model/selection';
import { LogInDuckDb } from './kernels-duckdb';

// Real logs through the importers and the kernels, against what pm4py computed on them.

const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url));
const isThere = existsSync(`${SHARED}logs`) && existsSync(`${SHARED}reference`);
if (!isThere) console.warn(`LEFT OUT: kernels against the real logs: ${SHARED} is not there`);

/** [a, b, value] */
type Pair<T = number> = [string, string, T];
interface Seconds {
  mean: number;
  median: number;
  min: number;
  max: number;
  sum: number;
}
interface Reference {
  _read: { options: Partial<Record<'case' | 'activity' | 'timestamp' | 'start' | 'resource', string>> };
  counts: {
    events: number;
    cases: number;
    activities: number;
    variants: number;
    first: string;
    last: string;
    activity_counts: [string, number][];
  };
  start_end: { start: [string, number][]; end: [string, number][] };
  dfg: {
    dfg: Pair[];
    dfg_cases: Pair[];
    complete_only?: { events: number; cases: number; variants: number; dfg: Pair[] };
    activity_plus_lifecycle?: { activities: number; variants: number; edges: number };
  };
  performance_dfg: { pdfg: Pair<Seconds>[] };
  variants: { top: [number, string[]][] };
  cases: { duration: { n: number; mean: number; median: number; p90: number; min: number; max: number } };
  rework: { rework_cases: [string, number][]; extra_executions: Record<string, number> };
  interval: {
    rows_with_start?: number;
    service_mean?: Record<string, number>;
    service_median?: Record<string, number>;
    service_sum?: Record<string, number>;
  };
}

const names = isThere
  ? readdirSync(`${SHARED}logs`).filter(
      (name) => /\.(csv|xes)(\.gz)?$/.test(name) && existsSync(`${SHARED}reference/${name}.json`)
    )
  : [];
const referenceOf = (name: string) => JSON.parse(readFileSync(`${SHARED}reference/${name}.json`, 'utf8')) as Reference;

function planOf(draft: ImportDraft, { options }: Reference['_read'], withStart: boolean): ImportPlan {
  const roleOf = new Map<string, ColumnRole>();
  for (const role of ['case', 'activity', 'timestamp', 'start', 'resource'] as const) {
    const name = options[role];
    if (name !== undefined) roleOf.set(name, role);
  }
  const columns = draft.columns.map(({ index, name, role, type, format }) => {
    // where the reference names its columns, no other has such a role
    const chosen = roleOf.get(name) ?? (roleOf.size > 0 && role !== 'lifecycle' ? 'attribute' : role);
    return { index, name, role: chosen === 'start' && !withStart ? 'ignore' : chosen, type, format };
  });
  const withRole = (role: ColumnRole) => columns.filter((column) => column.role === role).map(({ index }) => index);
  return {
    name: draft.name,
    kind: draft.kind,
    encoding: draft.kind === 'text' ? draft.files[0]!.encoding : null,
    dialect: draft.dialect,
    columns,
    caseColumns: withRole('case'),
    activityColumns: withRole('activity'),
    timeZone: 'UTC',
    lifecycleMode: 'every-row'
  };
}

async function tableOf(name: string, reference: Reference, withStart: boolean): Promise<LogTable> {
  const file = new File([readFileSync(`${SHARED}logs/${name}`)], name);
  const plan = planOf(await inspectFiles([file], {}), reference._read, withStart);
  return (await importFiles([file], plan, () => undefined)).table;
}

function derive(
  table: LogTable,
  lifecycleMode: LifecycleMode = 'every-row',
  activityRoles: readonly ColumnRole[] = ['activity']
) {
  const indexOf = (role: ColumnRole) => table.columns.findIndex((column) => column.role === role);
  return deriveLog(table, { caseColumns: [indexOf('case')], activityColumns: activityRoles.map(indexOf), lifecycleMode });
}

const edgeKeys = ({ variants, activities }: LogColumns) =>
  Array.from(variants.edgeFrom, (from, edge) => JSON.stringify([activities[from], activities[variants.edgeTo[edge]!]]));
const keyed = <T>(pairs: readonly Pair<T>[]) => new Map(pairs.map(([a, b, value]) => [JSON.stringify([a, b]), value]));
const counted = (labels: readonly string[], counts: ArrayLike<number>) =>
  new Map(labels.map((label, i) => [label, counts[i]!] as const).filter(([, count]) => count > 0));

/** Within 1 ms, as milliseconds; `seconds` is the reference's. */
function expectMs(is: number, seconds: number): void {
  expect(Math.abs(is - seconds * 1000)).toBeLessThanOrEqual(1);
}

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
