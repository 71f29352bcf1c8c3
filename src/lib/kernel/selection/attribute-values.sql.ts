/*
 * Values of an attribute in SQL: the second opinion on `attributeValues`, and what "show the SQL" shows. Over the tables
 * event(case_no, position, row_no, activity, complete_ms, start_ms), row(row_no, attributes) and selected_case(case_no). Core functions
 * only. Each is one SELECT, so that `WITH selected_case AS (...)` can stand before it.
 */

/**
 * One row a value: the selected cases with an event of it; cases descending, then the value, the missing one last.
 * @param column in quotes
 */
export function attributeValuesSql(column: string): string {
  return `SELECT attributes.${column} AS value, count(DISTINCT case_no) AS cases
FROM event
JOIN "row" AS attributes USING (row_no)
WHERE case_no IN (SELECT case_no FROM selected_case)
GROUP BY value
ORDER BY cases DESC, value NULLS LAST`;
}

/** One row: the selected cases. */
export const CASE_COUNT_SQL = 'SELECT count(*) AS cases FROM selected_case';
