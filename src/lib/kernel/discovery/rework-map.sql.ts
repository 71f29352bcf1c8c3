/*
 * Rework in SQL: the second opinion on `reworkMap`. Over the tables event(case_no, position, row_no, activity, complete_ms, start_ms) and
 * selected_case(case_no). Core functions only. Each is one SELECT, so that `WITH selected_case AS (...)` can stand before it.
 */

const RETURNS = `SELECT case_no, activity,
    lag(activity) OVER (PARTITION BY case_no ORDER BY position) AS previous,
    row_number() OVER (PARTITION BY case_no, activity ORDER BY position) > 1 AS returned
  FROM event
  WHERE case_no IN (SELECT case_no FROM selected_case)`;

/** One row an activity that comes back: activity, extra, self_loops, loops, self_loop_cases, loop_cases; most extra executions first. */
export const REWORK_NODES_SQL = `SELECT activity,
  count(*) AS extra,
  count(*) FILTER (WHERE previous = activity) AS self_loops,
  count(*) FILTER (WHERE previous <> activity) AS loops,
  count(DISTINCT case_no) FILTER (WHERE previous = activity) AS self_loop_cases,
  count(DISTINCT case_no) FILTER (WHERE previous <> activity) AS loop_cases
FROM (
  ${RETURNS}
)
WHERE returned
GROUP BY activity
ORDER BY extra DESC, activity`;

/** One row an edge over which cases come back: from, to, extra. */
export const REWORK_EDGES_SQL = `SELECT previous AS "from", activity AS "to", count(*) AS extra
FROM (
  ${RETURNS}
)
WHERE returned
GROUP BY previous, activity
ORDER BY extra DESC, "from", "to"`;
