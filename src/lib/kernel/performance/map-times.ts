import type { LogColumns } from '$lib/model/log';
import type { MapTimes } from '$lib/model/map';
import { rankedStatistics } from './ranked-times';
import type { TimeIndex } from './time-index';

/**
 * Times of a process map for a selection of cases: transition times by edge, service times by activity (null in a log without start
 * times). Exact mean, median, p90 (type 7), min, max and sum; NaN where nothing is selected.
 *
 * @param index of the same log
 * @param keep [cases] 1 = selected; null for all
 *
 * Time: one sequential pass over the index. See `rankedStatistics`.
 */
export function mapTimes(index: TimeIndex, log: LogColumns, keep: Uint8Array | null = null): MapTimes {
  return {
    transition: rankedStatistics(index.transition, keep),
    service: log.startMs === null || index.service === null ? null : rankedStatistics(index.service, keep)
  };
}
