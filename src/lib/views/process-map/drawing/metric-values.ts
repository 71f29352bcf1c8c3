import type { DurationStatistics, FrequencyMap, MapMetric, MapTimes } from '$lib/model/map';

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

/** [activities] the metric of the boxes; undefined while its times are computed or where there are none. */
export function nodeValues(
  metric: MapMetric,
  frequency: FrequencyMap,
  times: MapTimes | undefined
): ArrayLike<number> | undefined {
  switch (metric) {
    case 'total':
      return frequency.nodeCount;
    case 'cases':
      return frequency.nodeCases;
    case 'max-repetition':
      return frequency.nodeMaxRepetition;
    case 'rework':
      return frequency.nodeReworkCases;
    default:
      return times?.service ? durationsOf(times.service, metric) : undefined;
  }
}

/** [edges] the metric of the paths; undefined while its times are computed. */
export function edgeValues(
  metric: MapMetric,
  frequency: FrequencyMap,
  times: MapTimes | undefined
): ArrayLike<number> | undefined {
  switch (metric) {
    case 'total':
      return frequency.edgeCount;
    case 'cases':
      return frequency.edgeCases;
    case 'max-repetition':
      return frequency.edgeMaxRepetition;
    case 'rework':
      return frequency.edgeReworkCases;
    default:
      return times ? durationsOf(times.transition, metric) : undefined;
  }
}
