import type { FrequencyMap, MapTimes } from '$lib/model/map';

export const DELAY_MEASURES = ['sum', 'median', 'p90'] as const;
export type DelayMeasure = (typeof DELAY_MEASURES)[number];

/** One edge in the ranking of delays. */
export interface Delay {
  readonly edge: number;
  readonly rank: number;
  readonly count: number;
  readonly sumMs: number;
  readonly medianMs: number;
  readonly meanMs: number;
  readonly p90Ms: number;
  /** 0..1 of all positive transition time of the selection */
  readonly share: number;
}

/**
 * The edges that cost most time, worst first; ties by edge. Edges whose measure is not above zero are no delay.
 *
 * @param measure what ranks them: total time by default, so that a long wait of a single case does not come first
 */
export function topDelays(
  frequency: FrequencyMap,
  times: MapTimes,
  limit: number,
  measure: DelayMeasure = 'sum'
): readonly Delay[] {
  const { sumMs, medianMs, meanMs, p90Ms } = times.transition;
  const value = { sum: sumMs, median: medianMs, p90: p90Ms }[measure];
  let total = 0;
  for (const sum of sumMs) if (sum > 0) total += sum;
  const edges = [...value.keys()].filter((edge) => frequency.edgeCount[edge]! > 0 && value[edge]! > 0);
  edges.sort((a, b) => value[b]! - value[a]! || a - b);
  return edges.slice(0, limit).map((edge, i) => ({
    edge,
    rank: i + 1,
    count: frequency.edgeCount[edge]!,
    sumMs: sumMs[edge]!,
    medianMs: medianMs[edge]!,
    meanMs: meanMs[edge]!,
    p90Ms: p90Ms[edge]!,
    share: Math.max(0, sumMs[edge]!) / total
  }));
}
