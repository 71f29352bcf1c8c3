import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { importFiles, inspectFiles } from '$lib/engine/importers';
import { deriveLog } from '$lib/kernel/log/derive';
import type { ImportDraft, ImportPlan } from '$lib/model/import';
import type { ColumnRole, LifecycleMode, LogColumns, LogTable } from '$lib/model/log';

// Real logs, read by the importers, and what pm4py computed on them.

const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url));
export const isThere = existsSync(`${SHARED}logs`) && existsSync(`${SHARED}reference`);
if (!isThere) console.warn(`LEFT OUT: every test against the real logs: ${SHARED} is not there`);

/** [a, b, value] */
export type Pair<T = number> = [string, string, T];
export interface Seconds {
  mean: number;
  median: number;
  min: number;
  max: number;
  sum: number;
  stdev?: number | null;
}
/** Seconds. */
export interface Distribution extends Seconds {
  n: number;
  std_sample: number | null;
  p10: number;
  q1: number;
  q3: number;
  p90: number;
  p95: number;
  p99: number;
}
export interface Reference {
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
  cases: {
    duration: Distribution;
    arrival_average_pm4py: number;
    dispersion_pm4py: number;
    span_seconds: number;
    cases_per_day: number;
    events_per_day: number;
    cases_started_per_month_utc: [string, number][];
    max_open_cases: number;
  };
  rework: { rework_cases: [string, number][]; extra_executions: Record<string, number> };
  /** rows sorted by start, then complete; `skipped` where a log has no start times, and then nothing else is there */
  interval: {
    skipped?: string;
    rows_with_start?: number;
    start_after_end?: number;
    service_mean?: Record<string, number>;
    service_median?: Record<string, number>;
    service_sum?: Record<string, number>;
    waiting_complete_to_start?: Pair<Seconds>[];
    dfg_sorted_by_start_then_complete?: Pair[];
    case_duration_start_to_complete?: Distribution;
    cycle_time_pm4py?: number;
  };
  /** pairs over the 15 most frequent activities */
  efg?: { activities: string[]; occurrences: Pair[]; cases: Pair[]; pm4py?: Pair[] };
}

export const names = isThere
  ? readdirSync(`${SHARED}logs`).filter(
      (name) => /\.(csv|xes)(\.gz)?$/.test(name) && existsSync(`${SHARED}reference/${name}.json`)
    )
  : [];
export const referenceOf = (name: string) => JSON.parse(readFileSync(`${SHARED}reference/${name}.json`, 'utf8')) as Reference;

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

export async function tableOf(name: string, reference: Reference, withStart: boolean): Promise<LogTable> {
  const file = new File([readFileSync(`${SHARED}logs/${name}`)], name);
  const plan = planOf(await inspectFiles([file], {}), reference._read, withStart);
  return (await importFiles([file], plan, () => undefined)).table;
}

export function derive(
  table: LogTable,
  lifecycleMode: LifecycleMode = 'every-row',
  activityRoles: readonly ColumnRole[] = ['activity']
) {
  const indexOf = (role: ColumnRole) => table.columns.findIndex((column) => column.role === role);
  return deriveLog(table, { caseColumns: [indexOf('case')], activityColumns: activityRoles.map(indexOf), lifecycleMode });
}

export const edgeKeys = ({ variants, activities }: LogColumns) =>
  Array.from(variants.edgeFrom, (from, edge) => JSON.stringify([activities[from], activities[variants.edgeTo[edge]!]]));
export const keyed = <T>(pairs: readonly Pair<T>[]) => new Map(pairs.map(([a, b, value]) => [JSON.stringify([a, b]), value]));
export const counted = (labels: readonly string[], counts: ArrayLike<number>) =>
  new Map(labels.map((label, i) => [label, counts[i]!] as const).filter(([, count]) => count > 0));

/** Within 1 ms, as milliseconds; `seconds` is the reference's. */
export function expectMs(is: number, seconds: number): void {
  expect(Math.abs(is - seconds * 1000)).toBeLessThanOrEqual(1);
}
