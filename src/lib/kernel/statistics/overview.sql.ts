/*
 * The overview in SQL: the second opinion on `overview` and `busyTime`, and what "show the SQL" shows. Over the tables
 * event(case_no, position, row_no, activity, complete_ms, start_ms) and selected_case(case_no). Core functions only; percentiles are
 * type 7. Each is one SELECT, so that `WITH selected_case AS (...)` can stand before it.
 */

const DAY_MS = '864e5';
const SELECTED = 'case_no IN (SELECT case_no FROM selected_case)';

/** One row a selected case: events, began_ms, ended_ms (no case ends before it starts), sequence. */
const CASES = `SELECT case_no, count(*) AS events, list(activity ORDER BY position) AS sequence,
    min(coalesce(start_ms, complete_ms)) AS began_ms, max(complete_ms) AS completed_ms, greatest(completed_ms, began_ms) AS ended_ms
  FROM event
  WHERE ${SELECTED}
  GROUP BY case_no`;

/** One row: the log at a glance. */
export const OVERVIEW_SQL = `SELECT count(*) AS cases, sum(events) AS events, count(DISTINCT sequence) AS variants,
  (SELECT count(DISTINCT activity) FROM event WHERE ${SELECTED}) AS activities,
  min(began_ms) AS first_ms, max(completed_ms) AS last_ms,
  count(*) * ${DAY_MS} / nullif(max(began_ms) - min(began_ms), 0) AS arrivals_per_day,
  (max(began_ms) - min(began_ms)) / nullif(count(*) - 1, 0) AS arrival_gap_ms,
  count(*) * ${DAY_MS} / nullif(max(ended_ms) - min(ended_ms), 0) AS completions_per_day,
  (max(ended_ms) - min(ended_ms)) / nullif(count(*) - 1, 0) AS completion_gap_ms,
  sum(events) * ${DAY_MS} / nullif(max(completed_ms) - min(began_ms), 0) AS events_per_day,
  avg(events) AS mean_events, median(events) AS median_events,
  avg(completed_ms - began_ms) AS mean_ms, median(completed_ms - began_ms) AS median_ms,
  quantile_cont(completed_ms - began_ms, 0.9) AS p90_ms,
  sum(ended_ms - began_ms) / nullif(max(ended_ms) - min(began_ms), 0) AS active_mean
FROM (
  ${CASES}
)`;

/** One row: the most cases active at one moment, and when that is first so. A case is active from its start to its end, both included. */
export const ACTIVE_CASES_SQL = `SELECT max(active) AS active_most, arg_min(at_ms, (-active, at_ms)) AS at_ms
FROM (
  SELECT at_ms, sum(step) OVER (ORDER BY at_ms, step DESC ROWS UNBOUNDED PRECEDING) AS active
  FROM (
    SELECT unnest([began_ms, ended_ms]) AS at_ms, unnest([1, -1]) AS step
    FROM (
      ${CASES}
    )
  )
)`;

/** One row: the time in which at least one event is worked on, in all and per case. */
export const CYCLE_TIME_SQL = `SELECT sum(until_ms - from_ms) AS busy_ms,
  sum(until_ms - from_ms) / (SELECT count(*) FROM selected_case) AS cycle_time_ms
FROM (
  SELECT min(start_ms) AS from_ms, max(complete_ms) AS until_ms
  FROM (
    SELECT start_ms, complete_ms, sum(is_new) OVER (ORDER BY start_ms, complete_ms ROWS UNBOUNDED PRECEDING) AS stretch
    FROM (
      SELECT start_ms, complete_ms,
        CASE WHEN start_ms <= max(complete_ms) OVER (
          ORDER BY start_ms, complete_ms ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) THEN 0 ELSE 1 END AS is_new
      FROM event
      WHERE ${SELECTED} AND start_ms <= complete_ms
    )
  )
  GROUP BY stretch
)`;
