/*
 * The spread of times in SQL: the second opinion on `edgeHistogram` and `nodeHistogram`, and what "show the SQL" shows. Over the tables
 * event(case_no, position, row_no, activity, complete_ms, start_ms) and selected_case(case_no). Core functions only. Labels come as SQL
 * texts, in quotes. Each is one SELECT, so that `WITH selected_case AS (...)` can stand before it.
 */

const FOLLOWING = `SELECT activity,
    lag(activity) OVER following AS from_activity,
    coalesce(start_ms, complete_ms) - lag(complete_ms) OVER following AS ms
  FROM event
  WHERE case_no IN (SELECT case_no FROM selected_case)
  WINDOW following AS (PARTITION BY case_no ORDER BY position)`;

/** Transition times of a path: one row a bin that is not empty, see `histogramSql`. */
export function edgeHistogramSql(from: string, to: string, bins: number): string {
  return histogramSql(`FROM (\n  ${FOLLOWING}\n) WHERE from_activity = ${from} AND activity = ${to}`, bins);
}

/** Transition times into an activity, from wherever. */
export function waysInHistogramSql(activity: string, bins: number): string {
  return histogramSql(`FROM (\n  ${FOLLOWING}\n) WHERE from_activity IS NOT NULL AND activity = ${activity}`, bins);
}

/** Service times of an activity. */
export function serviceHistogramSql(activity: string, bins: number): string {
  const events =
    'SELECT activity, complete_ms - start_ms AS ms\n  FROM event\n  WHERE case_no IN (SELECT case_no FROM selected_case)';
  return histogramSql(`FROM (\n  ${events} AND start_ms IS NOT NULL\n) WHERE activity = ${activity}`, bins);
}

/**
 * Bins of one width from the least to p99 (discrete), the last one up to the largest; one bin where all times are the same. Each row has
 * the bin's number from 0 and its count, and the figures of all times.
 */
function histogramSql(times: string, bins: number): string {
  const most = Math.max(1, Math.floor(bins));
  return `SELECT CASE WHEN upper_ms = min_ms THEN 0
    ELSE len(list_filter(range(1, ${most}), lambda i: ms >= min_ms + i * ((upper_ms - min_ms) / ${most}))) END AS bin,
  count(*) AS bin_count,
  any_value(count) AS count, any_value(min_ms) AS min_ms, any_value(median_ms) AS median_ms, any_value(mean_ms) AS mean_ms,
  any_value(p90_ms) AS p90_ms, any_value(max_ms) AS max_ms, any_value(sum_ms) AS sum_ms
FROM (
  SELECT unnest(all_ms) AS ms, * EXCLUDE (all_ms), CASE WHEN p99_ms > min_ms THEN p99_ms ELSE max_ms END AS upper_ms
  FROM (
    SELECT list(ms) AS all_ms, count(*) AS count, min(ms) AS min_ms, median(ms) AS median_ms, avg(ms) AS mean_ms,
      quantile_cont(ms, 0.9) AS p90_ms, max(ms) AS max_ms, sum(ms) AS sum_ms,
      list_sort(list(ms))[1 + ((count(*) - 1) * 99) // 100] AS p99_ms
    ${times}
  )
)
GROUP BY bin
ORDER BY bin`;
}
