import type { LogColumns, LogTable, TableColumn } from '$lib/model/log';
import type { CaseMetric } from '$lib/model/selection';
import { casePeriods, sortedDurations } from './case-periods';
import type { SortedTimes } from './ranked-times';
import { timeSorter } from './sort-times';

/** The cost column of a log's table, and the number each of its values stands for (NaN: none). */
export interface CostColumn extends Pick<TableColumn, 'codes' | 'scope'> {
  readonly numbers: Float64Array;
}

/** The column with the role `cost`; null where the table has none. */
export function costColumn(table: LogTable, numbersOf: (column: TableColumn) => Float64Array): CostColumn | null {
  const column = table.columns.find(({ role }) => role === 'cost');
  return column ? { codes: column.codes, scope: column.scope, numbers: numbersOf(column) } : null;
}

const known = new WeakMap<LogColumns, Map<CaseMetric, Float64Array>>();
const sorted = new WeakMap<LogColumns, Map<CaseMetric, SortedTimes>>();

/**
 * A metric of each case, selected or not; NaN where a case has none, or no event. What each means is written at `CASE_METRICS`.
 *
 * @param cost null where the log has no cost column
 * @returns [cases]; must not be written to
 *
 * Found once a log: time O(cases + variants' events) for counts, O(events) for times and cost; 8 bytes a case.
 */
export function caseMetric(log: LogColumns, metric: CaseMetric, cost: CostColumn | null): Float64Array {
  let ofLog = known.get(log);
  if (!ofLog) known.set(log, (ofLog = new Map<CaseMetric, Float64Array>()));
  let values = ofLog.get(metric);
  if (!values) ofLog.set(metric, (values = metricOf(log, metric, cost)));
  return values;
}

/** The same, ascending, with the case of each value: one segment, cases without the metric left out. Sorted once a log; 12 bytes a case. */
export function sortedMetric(log: LogColumns, metric: CaseMetric, cost: CostColumn | null): SortedTimes {
  if (metric === 'duration') return sortedDurations(log);
  let ofLog = sorted.get(log);
  if (!ofLog) sorted.set(log, (ofLog = new Map<CaseMetric, SortedTimes>()));
  let order = ofLog.get(metric);
  if (!order) {
    const values = caseMetric(log, metric, cost);
    const timeMs = new Float64Array(values.length);
    const caseOf = new Uint32Array(values.length);
    let n = 0;
    for (let c = 0; c < values.length; c++) {
      if (Number.isNaN(values[c])) continue;
      timeMs[n] = values[c]!;
      caseOf[n++] = c;
    }
    timeSorter(n)(timeMs, caseOf, 0, n);
    order = { start: Uint32Array.of(0, n), timeMs: timeMs.subarray(0, n), caseOf: caseOf.subarray(0, n) };
    ofLog.set(metric, order);
  }
  return order;
}

function metricOf(log: LogColumns, metric: CaseMetric, cost: CostColumn | null): Float64Array {
  switch (metric) {
    case 'duration': {
      const { fromUtcMs, toUtcMs } = casePeriods(log);
      return toUtcMs.map((to, c) => to - fromUtcMs[c]!);
    }
    case 'events':
    case 'activities':
    case 'rework':
    case 'self-loops':
      return ofVariants(log, metric);
    case 'waiting':
      return overEvents(log, log.startMs === null ? null : waitingOf(log, log.startMs), (sum, wait) => sum + wait);
    case 'longest-wait':
      return overEvents(log, waitingOf(log, log.startMs ?? log.timeMs, log.timeMs), Math.max);
    case 'service': {
      const { startMs, timeMs } = log;
      return overEvents(log, startMs === null ? null : (e) => timeMs[e]! - startMs[e]!, (sum, service) => sum + service);
    }
    case 'cost': {
      const costOf = cost && ((e: number) => cost.numbers[cost.codes[log.row[e]!]!]!);
      // a case's own cost stands at each of its events
      return overEvents(log, costOf, cost?.scope === 'case' ? (first) => first : (sum, part) => sum + part);
    }
    default: {
      const never: never = metric;
      return never;
    }
  }
}

/** Counts are the same for all cases of a variant. NaN in a case without events. */
function ofVariants(
  { activities, variants }: LogColumns,
  metric: 'events' | 'activities' | 'rework' | 'self-loops'
): Float64Array {
  const { size, sequence, sequenceStart, variantOf } = variants;
  const value = new Float64Array(size);
  const lastVariant = new Uint32Array(activities.length);
  for (let v = 0; v < size; v++) {
    const first = sequenceStart[v]!;
    const end = sequenceStart[v + 1]!;
    let distinct = 0;
    let selfLoops = 0;
    for (let i = first; i < end; i++) {
      const activity = sequence[i]!;
      if (lastVariant[activity] !== v + 1) distinct++;
      else if (sequence[i - 1] === activity) selfLoops++;
      lastVariant[activity] = v + 1;
    }
    const events = end - first;
    const found = { events, activities: distinct, rework: events - distinct, 'self-loops': selfLoops };
    value[v] = events === 0 ? NaN : found[metric];
  }
  return Float64Array.from(variantOf, (v) => value[v]!);
}

/** Transition time into an event. NaN for the first of a case, and where there is no start nor what stands for it. */
function waitingOf(
  { timeMs, caseStart }: LogColumns,
  startMs: Float64Array,
  orMs?: Float64Array
): (e: number, c: number) => number {
  return (e, c) => {
    if (e === caseStart[c]) return NaN;
    const start = startMs[e]!;
    return (orMs !== undefined && Number.isNaN(start) ? orMs[e]! : start) - timeMs[e - 1]!;
  };
}

/** What the events of each case have, joined; events with NaN have nothing. */
function overEvents(
  { caseStart }: LogColumns,
  valueOf: ((e: number, c: number) => number) | null,
  join: (a: number, b: number) => number
): Float64Array {
  const joined = new Float64Array(caseStart.length - 1).fill(NaN);
  if (valueOf === null) return joined;
  for (let c = 0; c < joined.length; c++) {
    let total = NaN;
    for (let e = caseStart[c]!; e < caseStart[c + 1]!; e++) {
      const value = valueOf(e, c);
      if (Number.isNaN(value)) continue;
      total = Number.isNaN(total) ? value : join(total, value);
    }
    joined[c] = total;
  }
  return joined;
}
