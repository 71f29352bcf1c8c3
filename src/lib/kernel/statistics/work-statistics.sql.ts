/*
 * Tables of activities and of values in SQL: the second opinion on `activityStatistics` and `resourceStatistics`, and what "show the SQL"
 * shows. Over the tables event(case_no, position, row_no, activity, complete_ms, start_ms), row(row_no, attributes) and
 * selected_case(case_no). Core functions only; percentiles are type 7. Each is one SELECT, so that `WITH selected_case AS (...)` can
 * stand before it.
 */

/** Each selected event with its neighbours in its case. */
function neighbours(hasStart: boolean): string {
  return `SELECT case_no, position, row_no, activity,
    lag(activity) OVER in_case AS previous,
    lead(activity) OVER in_case AS following,
    row_number() OVER (PARTITION BY case_no, activity ORDER BY position) AS occurrence,
    complete_ms - start_ms AS service_ms,
    ${hasStart ? 'start_ms' : 'complete_ms'} - lag(complete_ms) OVER in_case AS before_ms
  FROM event
  WHERE case_no IN (SELECT case_no FROM selected_case)
  WINDOW in_case AS (PARTITION BY case_no ORDER BY position)`;
}

/** A column may be called as one of `event`'s: it comes as `value`. */
function valuesOf(column: string): string {
  return `JOIN (SELECT row_no, ${column} AS value FROM "row") USING (row_no)`;
}

const COUNTS = `count(*) AS events,
  count(DISTINCT case_no) AS cases,
  count(*) FILTER (WHERE previous IS NULL) AS first_cases,
  count(*) FILTER (WHERE following IS NULL) AS last_cases`;

function times(of: 'service' | 'before'): string {
  return `count(${of}_ms) AS ${of}_count,
  avg(${of}_ms) AS ${of}_mean_ms,
  median(${of}_ms) AS ${of}_median_ms,
  quantile_cont(${of}_ms, 0.9) AS ${of}_p90_ms,
  min(${of}_ms) AS ${of}_min_ms,
  max(${of}_ms) AS ${of}_max_ms,
  sum(${of}_ms) AS ${of}_sum_ms`;
}

/**
 * One row an activity: what was done, rework, loops, service times, times before it (in a log with start times only of events that have
 * one), distinct resources.
 * @param resource column in quotes; null where there is none
 */
export function activityStatisticsSql(hasStart: boolean, resource: string | null): string {
  return `SELECT activity,
  ${COUNTS},
  count(*) FILTER (WHERE occurrence = 2) AS rework_cases,
  count(*) FILTER (WHERE occurrence > 1) AS extra_executions,
  count(*) FILTER (WHERE previous = activity) AS self_loops,
  count(DISTINCT case_no) FILTER (WHERE previous = activity) AS self_loop_cases,
  count(*) FILTER (WHERE occurrence > 1 AND previous <> activity) AS loops,
  count(DISTINCT case_no) FILTER (WHERE occurrence > 1 AND previous <> activity) AS loop_cases,
  ${resource === null ? '' : 'count(DISTINCT value) AS resources,\n  '}${times('service')},
  ${times('before')}
FROM (
  ${neighbours(hasStart)}
)${resource === null ? '' : `\n${valuesOf(resource)}`}
GROUP BY activity
ORDER BY events DESC, activity`;
}

/**
 * One row a value of a column: what was done under it.
 * @param column in quotes
 */
export function valueStatisticsSql(column: string, hasStart: boolean): string {
  return `SELECT value,
  ${COUNTS},
  count(DISTINCT activity) AS activities,
  ${times('service')},
  ${times('before')}
FROM (
  ${neighbours(hasStart)}
)
${valuesOf(column)}
GROUP BY value
ORDER BY events DESC, value NULLS LAST`;
}
