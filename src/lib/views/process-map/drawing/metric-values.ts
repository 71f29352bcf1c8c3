import type { DurationStatistics, EdgeMetric, FrequencyMap, MapMetric, MapTimes, ReworkMap } from '$lib/model/map';

const TIME_METRICS = ['mean', 'median', 'p90', 'min', 'max', 'sum'] as const;
type TimeMetric = (typeof TIME_METRICS)[number];

export function isTimeMetric(metric: MapMetric): metric is TimeMetric {
  return (TIME_METRICS as readonly string[]).includes(metric);
}

/** One statistic of durations, ms. */
export function durationsOf(statistics: DurationStatistics, metric: TimeMetric): Float64Array {
  return {
    mean: statistics.meanMs,
    median: statistics.medianMs,
    p90: statistics.p90Ms,
    min: statistics.minMs,
    max: statistics.maxMs,
    sum: statistics.sumMs
  }[metric];
}

/** The numbers of one selection, as far as they are there. */
export interface MapNumbers {
  readonly frequency: FrequencyMap;
  readonly times: MapTimes | undefined;
  readonly rework: ReworkMap | undefined;
}

/** Whether a metric is read from the rework of the selection. */
export function isReworkMetric(metric: MapMetric): boolean {
  return metric === 'extra' || metric === 'self-loops' || metric === 'loops';
}

/** [activities] executions beyond the first of each case */
export function extraOf({ nodeCount, nodeCases }: FrequencyMap): Float64Array {
  return nodeCount.map((count, activity) => count - nodeCases[activity]!);
}

/** [activities] the metric of the boxes; undefined while its numbers are computed or where there are none. */
export function nodeValues(metric: MapMetric, { frequency, times, rework }: MapNumbers): ArrayLike<number> | undefined {
  switch (metric) {
    case 'total':
      return frequency.nodeCount;
    case 'cases':
      return frequency.nodeCases;
    case 'max-repetition':
      return frequency.nodeMaxRepetition;
    case 'rework':
      return frequency.nodeReworkCases;
    case 'extra':
      return extraOf(frequency);
    case 'self-loops':
      return rework?.selfLoops;
    case 'loops':
      return rework?.loops;
    default:
      return times?.service ? durationsOf(times.service, metric) : undefined;
  }
}

/** [edges] the metric of the paths; undefined while its numbers are computed. */
export function edgeValues(metric: EdgeMetric, { frequency, times, rework }: MapNumbers): ArrayLike<number> | undefined {
  switch (metric) {
    case 'total':
      return frequency.edgeCount;
    case 'cases':
      return frequency.edgeCases;
    case 'max-repetition':
      return frequency.edgeMaxRepetition;
    case 'rework':
      return frequency.edgeReworkCases;
    case 'extra':
      return rework?.edgeExtra;
    default:
      return times ? durationsOf(times.transition, metric) : undefined;
  }
}
