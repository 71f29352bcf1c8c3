/*
 * The case list in SQL: the second opinion on `caseWindow`, and what "show the SQL" shows. Over the tables
 * event(case_no, position, row_no, activity, complete_ms, start_ms) and selected_case(case_no). Core functions only. One SELECT, so that
 * `WITH selected_case AS (...)` can stand before it.
 */

/**
 * One row a case: variant_rank in the selection, start_ms and end_ms of its period, and every metric that needs no attribute (NULL where a
 * case has none); longest first, ties by case number.
 */
export const CASE_LIST_SQL = `SELECT case_no, variant_rank, start_ms, end_ms, end_ms - start_ms AS duration_ms,
  events, activities, events - activities AS rework, self_loops, waiting_ms, service_ms, longest_wait_ms
FROM (
  SELECT case_no,
    list(activity ORDER BY position) AS labels,
    min(coalesce(start_ms, complete_ms)) AS start_ms,
    max(complete_ms) AS end_ms,
    count(*) AS events,
    count(DISTINCT activity) AS activities,
    count(*) FILTER (WHERE previous_activity = activity) AS self_loops,
    sum(start_ms - previous_ms ORDER BY position) AS waiting_ms,
    sum(complete_ms - start_ms ORDER BY position) AS service_ms,
    max(coalesce(start_ms, complete_ms) - previous_ms) AS longest_wait_ms
  FROM (
    SELECT *, lag(activity) OVER before AS previous_activity, lag(complete_ms) OVER before AS previous_ms
    FROM event
    WHERE case_no IN (SELECT case_no FROM selected_case)
    WINDOW before AS (PARTITION BY case_no ORDER BY position)
  )
  GROUP BY case_no
)
JOIN (
  SELECT labels, row_number() OVER (ORDER BY count(*) DESC, labels) AS variant_rank
  FROM (
    SELECT list(activity ORDER BY position) AS labels
    FROM event
    WHERE case_no IN (SELECT case_no FROM selected_case)
    GROUP BY case_no
  )
  GROUP BY labels
) USING (labels)
ORDER BY duration_ms DESC, case_no`;
