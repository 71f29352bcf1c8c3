import { MiningError } from '$lib/model/errors';
import type { TimeHistogram } from '$lib/model/analysis';
import type { LogColumns } from '$lib/model/log';
import { rankedStatistics, type SortedTimes } from './ranked-times';
import type { TimeIndex } from './time-index';

/**
 * The transition times of an edge (index into `VariantIndex.edgeFrom`) in a selection of cases, binned: see `TimeHistogram`.
 *
 * @throws MiningError `unknown-edge`
 *
 * Time O(times of the edge).
 */
export function edgeHistogram(
  index: TimeIndex,
  log: LogColumns,
  edge: number,
  bins: number,
  keep: Uint8Array | null = null
): TimeHistogram {
  if (!(edge >= 0 && edge < log.variants.edgeFrom.length)) throw new MiningError('unknown-edge', { edge });
  return histogramOf(selectedTimes(index.transition, [edge], keep), bins);
}

/**
 * The service times of an activity (code) in a selection of cases; in a log without start times, the transition times into it.
 *
 * @throws MiningError `unknown-edge` where there is no such activity
 *
 * Time O(times of the activity), without start times O(n log n).
 */
export function nodeHistogram(
  index: TimeIndex,
  log: LogColumns,
  activity: number,
  bins: number,
  keep: Uint8Array | null = null
): TimeHistogram {
  if (!(activity >= 0 && activity < log.activities.length)) throw new MiningError('unknown-edge', { activity });
  if (index.service !== null) return histogramOf(selectedTimes(index.service, [activity], keep), bins);
  const waysIn: number[] = [];
  log.variants.edgeTo.forEach((to, edge) => {
    if (to === activity) waysIn.push(edge);
  });
  return histogramOf(selectedTimes(index.transition, waysIn, keep), bins);
}

/** The selected times of some segments, ascending. */
function selectedTimes(
  { start, timeMs, caseOf }: SortedTimes,
  segments: readonly number[],
  keep: Uint8Array | null
): Float64Array {
  let room = 0;
  for (const s of segments) room += start[s + 1]! - start[s]!;
  const times = new Float64Array(room);
  let n = 0;
  for (const s of segments) {
    for (let i = start[s]!; i < start[s + 1]!; i++) {
      times[n] = timeMs[i]!;
      if (keep === null || keep[caseOf[i]!] === 1) n++;
    }
  }
  const selected = times.subarray(0, n);
  return segments.length > 1 ? selected.sort() : selected;
}

/** Bins of one width from the least to p99, the last one up to the largest; one bin where all times are the same; none without times. */
function histogramOf(times: Float64Array, bins: number): TimeHistogram {
  const n = times.length;
  const whole = rankedStatistics({ start: Uint32Array.of(0, n), timeMs: times, caseOf: new Uint32Array(0) }, null);
  const minMs = whole.minMs[0]!;
  const maxMs = whole.maxMs[0]!;
  const p99 = n === 0 ? NaN : times[Math.floor((n - 1) * 0.99)]!;
  const upper = p99 > minMs ? p99 : maxMs;
  const length = n === 0 ? 0 : upper === minMs ? 1 : Math.max(1, Math.floor(bins));
  const width = (upper - minMs) / length;
  const binFromMs = Float64Array.from({ length }, (_, i) => minMs + i * width);
  const binToMs = Float64Array.from({ length }, (_, i) => (i === length - 1 ? maxMs : minMs + (i + 1) * width));
  const binCount = new Uint32Array(length);
  let bin = 0;
  for (let i = 0; i < n; i++) {
    while (bin < length - 1 && times[i]! >= binToMs[bin]!) bin++;
    binCount[bin]!++;
  }
  return {
    count: n,
    binFromMs,
    binToMs,
    binCount,
    minMs,
    medianMs: whole.medianMs[0]!,
    meanMs: whole.meanMs[0]!,
    p90Ms: whole.p90Ms[0]!,
    maxMs,
    sumMs: whole.sumMs[0]!
  };
}
