/*
 * The frequency map in SQL: the second opinion on `frequencyMap`, and what "show the SQL" shows. Over the tables
 * event(case_no, position, row_no, activity, complete_ms, start_ms) and selected_case(case_no). Core functions only. Each is one SELECT, so
 * that `WITH selected_case AS (...)` can stand before it.
 */

/** One row an edge that occurs: from, to, count, cases, max_repetition, rework_cases; by count descending, then label. */
export const FREQUENCY_EDGES_SQL = `SELECT activity AS "from", next_activity AS "to",
  sum(times)::BIGINT AS count,
  count(*) AS cases,
  max(times) AS max_repetition,
  count(*) FILTER (WHERE times > 1) AS rework_cases
FROM (
  SELECT case_no, activity, next_activity, count(*) AS times
  FROM (
    SELECT case_no, activity, lead(activity) OVER (PARTITION BY case_no ORDER BY position) AS next_activity
    FROM event
    WHERE case_no IN (SELECT case_no FROM selected_case)
  )
  WHERE next_activity IS NOT NULL
  GROUP BY case_no, activity, next_activity
)
GROUP BY activity, next_activity
ORDER BY count DESC, "from", "to"`;

/** One row an activity that occurs: activity, count, cases, max_repetition, rework_cases, starts, ends. */
export const FREQUENCY_NODES_SQL = `SELECT activity,
  sum(times)::BIGINT AS count,
  count(*) AS cases,
  max(times) AS max_repetition,
  count(*) FILTER (WHERE times > 1) AS rework_cases,
  sum(started)::BIGINT AS starts,
  sum(ended)::BIGINT AS ends
FROM (
  SELECT case_no, activity, count(*) AS times,
    count(*) FILTER (WHERE position = 0) AS started,
    count(*) FILTER (WHERE position = last_position) AS ended
  FROM (
    SELECT case_no, position, activity, max(position) OVER (PARTITION BY case_no) AS last_position
    FROM event
    WHERE case_no IN (SELECT case_no FROM selected_case)
  )
  GROUP BY case_no, activity
)
GROUP BY activity
ORDER BY count DESC, activity`;

/** One row: cases, events, variants. */
export const FREQUENCY_TOTALS_SQL = `SELECT count(*) AS cases, coalesce(sum(events), 0)::BIGINT AS events, count(DISTINCT sequence) AS variants
FROM (
  SELECT case_no, count(*) AS events, list(activity ORDER BY position) AS sequence
  FROM event
  WHERE case_no IN (SELECT case_no FROM selected_case)
  GROUP BY case_no
)`;
