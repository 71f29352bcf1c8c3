import type { LogSummary } from '$lib/model/analysis';
import type { DurationStatistics, FrequencyMap, MapTimes } from '$lib/model/map';

/** One way into or out of an activity; `activity` null = the start or the end of the case. */
export interface Way {
  readonly direction: 'from' | 'to';
  readonly edge: number | null;
  readonly activity: number | null;
  readonly count: number;
  readonly medianMs: number;
}

/** Edges of the selection into and out of an activity, the most frequent first, with the cases that start or end with it. */
export function waysOf(
  activity: number,
  summary: LogSummary,
  frequency: FrequencyMap,
  times: MapTimes | undefined
): readonly Way[] {
  const ways: Way[] = [];
  const add = (direction: 'from' | 'to', edge: number, other: number): void => {
    const count = frequency.edgeCount[edge]!;
    if (count > 0) ways.push({ direction, edge, activity: other, count, medianMs: times?.transition.medianMs[edge] ?? NaN });
  };
  for (let edge = 0; edge < summary.edgeFrom.length; edge++) {
    if (summary.edgeTo[edge] === activity) add('from', edge, summary.edgeFrom[edge]!);
    if (summary.edgeFrom[edge] === activity) add('to', edge, summary.edgeTo[edge]!);
  }
  const starts = frequency.starts[activity]!;
  const ends = frequency.ends[activity]!;
  if (starts > 0) ways.push({ direction: 'from', edge: null, activity: null, count: starts, medianMs: NaN });
  if (ends > 0) ways.push({ direction: 'to', edge: null, activity: null, count: ends, medianMs: NaN });
  return ways.sort((a, b) => (a.direction === b.direction ? b.count - a.count : a.direction === 'from' ? -1 : 1));
}

export const TIME_METRICS = ['median', 'mean', 'p90', 'min', 'max', 'sum'] as const;

/** One entry of duration statistics by the name of its metric. */
export function timesAt(statistics: DurationStatistics, at: number): Record<(typeof TIME_METRICS)[number], number> {
  return {
    median: statistics.medianMs[at]!,
    mean: statistics.meanMs[at]!,
    p90: statistics.p90Ms[at]!,
    min: statistics.minMs[at]!,
    max: statistics.maxMs[at]!,
    sum: statistics.sumMs[at]!
  };
}
