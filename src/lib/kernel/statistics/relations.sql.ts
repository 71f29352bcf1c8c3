/*
 * What follows what in SQL: the second opinion on `eventuallyFollows`, `activityRelations` and `performanceSpectrum`, and what "show the
 * SQL" shows. Over the tables event(case_no, position, row_no, activity, complete_ms, start_ms) and selected_case(case_no). Core
 * functions only. Labels come as SQL texts, in quotes. Each is one SELECT, so that `WITH selected_case AS (...)` can stand before it.
 */

const SELECTED = 'case_no IN (SELECT case_no FROM selected_case)';

/** One row a pair of activities: how often the second stands anywhere behind the first in a case, and in how many cases. */
export const EVENTUALLY_FOLLOWS_SQL = `SELECT earlier.activity AS "from", later.activity AS "to",
  count(*) AS occurrences, count(DISTINCT case_no) AS cases
FROM event AS earlier
JOIN event AS later USING (case_no)
WHERE earlier.position < later.position AND ${SELECTED}
GROUP BY "from", "to"
ORDER BY cases DESC, occurrences DESC, "from", "to"`;

/**
 * One row an activity that stands somewhere before (behind) one: pairs and cases; those directly beside it, with their median transition
 * time; and the median time between each occurrence and the nearest of the other.
 */
export function activityRelationsSql(activity: string, side: 'before' | 'behind'): string {
  const ms =
    side === 'before'
      ? 'coalesce(one.start_ms, one.complete_ms) - other.complete_ms'
      : 'coalesce(other.start_ms, other.complete_ms) - one.complete_ms';
  const [isThere, distance] =
    side === 'before'
      ? ['other.position < one.position', 'one.position - other.position']
      : ['other.position > one.position', 'other.position - one.position'];
  return `SELECT activity, count(*) AS eventual, count(DISTINCT case_no) AS eventual_cases,
  count(*) FILTER (WHERE distance = 1) AS direct,
  count(DISTINCT case_no) FILTER (WHERE distance = 1) AS direct_cases,
  median(ms) FILTER (WHERE distance = 1) AS direct_median_ms,
  median(ms) FILTER (WHERE nearest = 1) AS next_median_ms
FROM (
  SELECT case_no, other.activity AS activity, ${distance} AS distance, ${ms} AS ms,
    row_number() OVER (PARTITION BY case_no, one.position, other.activity ORDER BY ${distance}) AS nearest
  FROM event AS one
  JOIN event AS other USING (case_no)
  WHERE one.activity = ${activity} AND ${isThere} AND ${SELECTED}
)
GROUP BY activity
ORDER BY direct DESC, eventual_cases DESC, activity`;
}

/** One row an occurrence of a path, in the order of time: from_ms, to_ms, and which quarter (0 .. 3) of the transition times it belongs to. */
export function performanceSpectrumSql(from: string, to: string): string {
  return `SELECT case_no, from_ms, to_ms,
  CASE WHEN ms <= quantile_cont(ms, 0.25) OVER () THEN 0
    WHEN ms <= median(ms) OVER () THEN 1
    WHEN ms <= quantile_cont(ms, 0.75) OVER () THEN 2
    ELSE 3 END AS quarter
FROM (
  SELECT case_no, complete_ms AS from_ms, lead(coalesce(start_ms, complete_ms)) OVER following AS to_ms, to_ms - from_ms AS ms,
    activity, lead(activity) OVER following AS next_activity
  FROM event
  WHERE ${SELECTED}
  WINDOW following AS (PARTITION BY case_no ORDER BY position)
)
WHERE activity = ${from} AND next_activity = ${to}
ORDER BY from_ms, case_no`;
}
