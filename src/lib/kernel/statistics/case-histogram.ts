import type { CaseHistogram } from '$lib/model/statistics';
import type { CaseMetric } from '$lib/model/selection';
import type { SortedTimes } from '../performance/ranked-times';
import { keptTimes } from './active-cases';
import { linearBins, logBins } from './bins';
import { spreadOf } from './spread';

const ECDF_POINTS = 500;

/**
 * How a metric of the selected cases is spread: bins, cumulative shares, percentiles.
 *
 * @param sorted the metric of the log's cases, ascending: `sortedMetric`
 * @param cases selected
 * @param keep [cases] 1 = selected; null for all
 *
 * Time O(cases).
 */
export function caseHistogram(
  sorted: SortedTimes,
  metric: CaseMetric,
  cases: number,
  bins: number,
  scale: 'linear' | 'log',
  keep: Uint8Array | null = null
): CaseHistogram {
  const values = keptTimes(sorted, keep);
  return {
    metric,
    missing: cases - values.length,
    spread: spreadOf(values),
    scale,
    bins: scale === 'log' ? logBins(values, null, bins) : linearBins(values, null, bins),
    ...cumulativeShares(values)
  };
}

/** The share of numbers at or below: at every distinct number, or at evenly placed ranks where there are too many. */
function cumulativeShares(ascending: Float64Array): { ecdfValue: Float64Array; ecdfShare: Float64Array } {
  const n = ascending.length;
  const value = new Float64Array(Math.min(n, ECDF_POINTS));
  const share = new Float64Array(value.length);
  let distinct = 0;
  for (let i = 0; i < n && distinct <= ECDF_POINTS; i++) if (i === n - 1 || ascending[i + 1] !== ascending[i]) distinct++;
  let points = 0;
  if (distinct <= ECDF_POINTS) {
    for (let i = 0; i < n; i++) {
      if (i < n - 1 && ascending[i + 1] === ascending[i]) continue;
      value[points] = ascending[i]!;
      share[points++] = (i + 1) / n;
    }
  } else {
    let last = -1;
    for (let p = 0; p < ECDF_POINTS; p++) {
      let i = Math.round((p * (n - 1)) / (ECDF_POINTS - 1));
      if (i <= last) continue;
      // to the last of its equals, so that the share is exact
      while (i < n - 1 && ascending[i + 1] === ascending[i]) i++;
      value[points] = ascending[i]!;
      share[points++] = (i + 1) / n;
      last = i;
    }
  }
  return { ecdfValue: value.slice(0, points), ecdfShare: share.slice(0, points) };
}
