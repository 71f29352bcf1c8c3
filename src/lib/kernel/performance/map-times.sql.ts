/*
 * The times of the map in SQL: the second opinion on `mapTimes`, and what "show the SQL" shows. Over the tables
 * event(case_no, position, row_no, activity, complete_ms, start_ms) and selected_case(case_no). Core functions only; percentiles are type 7.
 * Each is one SELECT, so that `WITH selected_case AS (...)` can stand before it.
 */

const STATISTICS = `count(*) AS count,
  avg(ms) AS mean_ms,
  median(ms) AS median_ms,
  quantile_cont(ms, 0.9) AS p90_ms,
  min(ms) AS min_ms,
  max(ms) AS max_ms,
  sum(ms) AS sum_ms`;

/** One row an edge that occurs, its transition times: start (or complete) of the second minus complete of the first. */
export const TRANSITION_TIMES_SQL = `SELECT activity AS "from", next_activity AS "to",
  ${STATISTICS}
FROM (
  SELECT activity,
    lead(activity) OVER following AS next_activity,
    lead(coalesce(start_ms, complete_ms)) OVER following - complete_ms AS ms
  FROM event
  WHERE case_no IN (SELECT case_no FROM selected_case)
  WINDOW following AS (PARTITION BY case_no ORDER BY position)
)
WHERE next_activity IS NOT NULL
GROUP BY activity, next_activity
ORDER BY count DESC, "from", "to"`;

/** One row an activity with start times, its service times: complete minus start. */
export const SERVICE_TIMES_SQL = `SELECT activity,
  ${STATISTICS}
FROM (
  SELECT activity, complete_ms - start_ms AS ms
  FROM event
  WHERE case_no IN (SELECT case_no FROM selected_case) AND start_ms IS NOT NULL
)
GROUP BY activity
ORDER BY count DESC, activity`;

/** One row: the case durations (last complete minus first start or complete) and the period. */
export const CASE_FIGURES_SQL = `SELECT ${STATISTICS}, min(began_ms) AS first_ms, max(ended_ms) AS last_ms
FROM (
  SELECT case_no, min(coalesce(start_ms, complete_ms)) AS began_ms, max(complete_ms) AS ended_ms, ended_ms - began_ms AS ms
  FROM event
  WHERE case_no IN (SELECT case_no FROM selected_case)
  GROUP BY case_no
)`;
