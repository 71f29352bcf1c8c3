import type { LogColumns } from '$lib/model/log';
import type { CalendarCount, CalendarHeatmap } from '$lib/model/timing';
import { casePeriods } from '../performance/case-periods';
import { offsetAt, type ZoneOffsets } from './zone-offsets';

const HOUR_MS = 3_600_000;
const HOURS_A_WEEK = 168;
/** 1970-01-01 was a Thursday: hours from Monday to it */
const THURSDAY = 72;

/**
 * Count by hour of the clock and day of the week: complete times of events (of one activity), case starts or case ends.
 *
 * @param zone covers the log's period
 * @param activity code, for `events` only; null for any
 * @param keep [cases] 1 = selected; null for all
 * @returns count [7 x 24], Monday first
 *
 * Time O(events of the selected cases), O(cases) for starts and ends.
 */
export function calendarHeatmap(
  log: LogColumns,
  zone: ZoneOffsets,
  of: CalendarCount,
  activity: number | null,
  keep: Uint8Array | null = null
): CalendarHeatmap {
  const count = new Uint32Array(HOURS_A_WEEK);
  const hourOf = hourFinder(zone);
  const { caseStart, timeMs } = log;
  const { fromUtcMs, toUtcMs } = casePeriods(log);
  for (let c = 0; c + 1 < caseStart.length; c++) {
    const first = caseStart[c]!;
    const end = caseStart[c + 1]!;
    if (first === end || (keep !== null && keep[c] === 0)) continue;
    if (of !== 'events') count[hourOf(of === 'case-starts' ? fromUtcMs[c]! : toUtcMs[c]!)]!++;
    else {
      for (let e = first; e < end; e++) {
        if (activity === null || log.activity[e] === activity) count[hourOf(timeMs[e]!)]!++;
      }
    }
  }
  return { total: count.reduce((sum, n) => sum + n, 0), count };
}

/** Hour of the week of a moment. The offset is looked up anew only where the last one no longer holds. */
function hourFinder(zone: ZoneOffsets): (utcMs: number) => number {
  const { fromUtcMs } = zone;
  let from = Infinity;
  let until = -Infinity;
  let offset = 0;
  return (utcMs) => {
    if (!(utcMs >= from && utcMs < until)) {
      offset = offsetAt(zone, utcMs);
      let next = 0;
      while (next < fromUtcMs.length && fromUtcMs[next]! <= utcMs) next++;
      from = next === 0 ? -Infinity : fromUtcMs[next - 1]!;
      until = next < fromUtcMs.length ? fromUtcMs[next]! : Infinity;
    }
    const hour = (Math.floor((utcMs + offset) / HOUR_MS) + THURSDAY) % HOURS_A_WEEK;
    return hour < 0 ? hour + HOURS_A_WEEK : hour;
  };
}
