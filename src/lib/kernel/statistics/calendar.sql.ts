import type { TimeUnit } from '$lib/model/statistics';
import type { CalendarCount } from '$lib/model/timing';
import { goesByTime } from './calendar-edges';
import type { ZoneOffsets } from './zone-offsets';

/*
 * Counts by the clock and the calendar in SQL: the second opinion on `calendarHeatmap` and `timeSeries`, and what "show the SQL" shows.
 * Over the tables event(case_no, position, row_no, activity, complete_ms, start_ms) and selected_case(case_no). Core functions only: the
 * offsets of the zone are written out. Each is one SELECT, so that `WITH selected_case AS (...)` can stand before it.
 */

const SELECTED = 'case_no IN (SELECT case_no FROM selected_case)';

/** What the zone's clock shows at a moment: milliseconds, counted as if they were UTC. */
function clockOf({ fromUtcMs, offsetMs }: ZoneOffsets, ms: string): string {
  const changes = Array.from(fromUtcMs.subarray(1), (from, i) => `WHEN ${ms} >= ${from} THEN ${offsetMs[i + 1]!}`).reverse();
  if (changes.length === 0) return offsetMs[0] === 0 ? ms : `${ms} + ${offsetMs[0]!}`;
  return `${ms} + CASE ${changes.join(' ')} ELSE ${offsetMs[0]!} END`;
}

/** Moments that are counted: events (of one activity, in quotes), case starts or case ends. */
function momentsOf(of: CalendarCount, activity: string | null): string {
  if (of === 'events') {
    return `SELECT complete_ms AS ms FROM event WHERE ${SELECTED}${activity === null ? '' : ` AND activity = ${activity}`}`;
  }
  const moment = of === 'case-starts' ? 'min(coalesce(start_ms, complete_ms))' : 'max(complete_ms)';
  return `SELECT ${moment} AS ms FROM event WHERE ${SELECTED} GROUP BY case_no`;
}

/** One row an hour of the week that has any: weekday 1 (Monday) .. 7, hour, count. */
export function calendarHeatmapSql(of: CalendarCount, activity: string | null, zone: ZoneOffsets): string {
  // 1970-01-01 was a Thursday: three days behind Monday
  return `SELECT hour_of_week // 24 + 1 AS weekday, hour_of_week % 24 AS hour, count(*) AS count
FROM (
  SELECT ((floor((${clockOf(zone, 'ms')}) / 36e5)::BIGINT + 72) % 168 + 168) % 168 AS hour_of_week
  FROM (
    ${momentsOf(of, activity)}
  )
)
GROUP BY weekday, hour
ORDER BY weekday, hour`;
}

const STEP_MS: Partial<Record<TimeUnit, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000
};

/**
 * One row a bin of the calendar that has any: its beginning by the clock, events by complete time, case starts and case ends (no case
 * ends before it starts).
 */
export function timeSeriesSql(unit: TimeUnit, size: number, zone: ZoneOffsets): string {
  return `SELECT make_timestamp(${goesByTime(unit, size) ? `(${clockOf(zone, 'at_ms')})` : 'at_ms'}::BIGINT * 1000) AS bin,
  count(*) FILTER (WHERE kind = 'event') AS events,
  count(*) FILTER (WHERE kind = 'start') AS cases_started,
  count(*) FILTER (WHERE kind = 'end') AS cases_ended
FROM (
  SELECT kind, ${beginningOf(unit, size, zone)} AS at_ms
  FROM (
    SELECT 'event' AS kind, complete_ms AS ms FROM event WHERE ${SELECTED}
    UNION ALL
    SELECT unnest(['start', 'end']) AS kind, unnest([began_ms, greatest(began_ms, ended_ms)]) AS ms
    FROM (
      SELECT min(coalesce(start_ms, complete_ms)) AS began_ms, max(complete_ms) AS ended_ms
      FROM event WHERE ${SELECTED} GROUP BY case_no
    )
  )
)
GROUP BY at_ms
ORDER BY at_ms`;
}

/** The beginning of the bin of `ms`: UTC milliseconds where bins go by time, otherwise what the clock shows. */
function beginningOf(unit: TimeUnit, size: number, zone: ZoneOffsets): string {
  const stepMs = STEP_MS[unit];
  const clock = clockOf(zone, 'ms');
  if (stepMs !== undefined) {
    const step = stepMs * size;
    const floorOf = (ms: string, shift: number): string => `floor((${ms} + ${shift}) / ${step}) * ${step} - ${shift}`;
    return goesByTime(unit, size) ? floorOf('ms', zone.offsetMs[0]!) : floorOf(clock, unit === 'week' ? 259_200_000 : 0);
  }
  const months = (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1) * size;
  const at = `make_timestamp(floor(${clock})::BIGINT * 1000)`;
  const month = `(floor((year(${at}) * 12 + month(${at}) - 1) / ${months}) * ${months})::BIGINT`;
  const year = `floor(${month} / 12)::BIGINT`;
  return `epoch_ms(make_timestamp(${year}, ${month} - 12 * ${year} + 1, 1, 0, 0, 0))`;
}
