import type { LogColumns } from '$lib/model/log';
import type { CaseBrush } from '$lib/model/statistics';
import type { SortedTimes } from '../performance/ranked-times';
import { percentileBy } from './spread';

/** What is below each rank of the selected cases in the order of a metric. */
interface Ranks {
  readonly keep: Uint8Array | null;
  /** [n] ascending */
  readonly values: Float64Array;
  /** [n + 1] events and sum of the metric of the cases before a rank */
  readonly events: Float64Array;
  readonly sum: Float64Array;
}

const known = new WeakMap<SortedTimes, Ranks>();

/**
 * Cases and events within a range of a case metric, and the metric within it. Both bounds belong to the range; one that is NaN is none.
 *
 * @param sorted the metric of the log's cases, ascending: `sortedMetric`
 * @param cases selected
 * @param keep [cases] 1 = selected; null for all
 *
 * Time O(log cases); the first call for a selection takes O(cases). Memory 24 bytes a case.
 */
export function caseBrush(
  log: LogColumns,
  sorted: SortedTimes,
  cases: number,
  min: number,
  max: number,
  keep: Uint8Array | null = null
): CaseBrush {
  let ranks = known.get(sorted);
  if (ranks?.keep !== keep || ranks === undefined) known.set(sorted, (ranks = ranksOf(log, sorted, keep)));
  const { values, events, sum } = ranks;
  const from = Number.isNaN(min) ? 0 : firstAtLeast(values, min);
  const to = Math.max(from, Number.isNaN(max) ? values.length : firstAbove(values, max));
  const count = to - from;
  return {
    cases: count,
    events: events[to]! - events[from]!,
    caseShare: cases === 0 ? NaN : count / cases,
    min: count === 0 ? NaN : values[from]!,
    median: count === 0 ? NaN : percentileBy((rank) => values[from + rank]!, count, 0.5),
    mean: count === 0 ? NaN : (sum[to]! - sum[from]!) / count,
    max: count === 0 ? NaN : values[to - 1]!
  };
}

function ranksOf({ caseStart }: LogColumns, { timeMs, caseOf }: SortedTimes, keep: Uint8Array | null): Ranks {
  const values = new Float64Array(timeMs.length);
  const events = new Float64Array(timeMs.length + 1);
  const sum = new Float64Array(timeMs.length + 1);
  let n = 0;
  for (let i = 0; i < timeMs.length; i++) {
    const c = caseOf[i]!;
    if (keep !== null && keep[c] === 0) continue;
    values[n] = timeMs[i]!;
    events[n + 1] = events[n]! + caseStart[c + 1]! - caseStart[c]!;
    sum[n + 1] = sum[n]! + timeMs[i]!;
    n++;
  }
  return { keep, values: values.subarray(0, n), events: events.subarray(0, n + 1), sum: sum.subarray(0, n + 1) };
}

function firstAtLeast(ascending: Float64Array, bound: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

function firstAbove(ascending: Float64Array, bound: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
