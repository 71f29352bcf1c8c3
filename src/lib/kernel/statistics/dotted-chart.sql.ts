import type { DottedRows, DottedX } from '$lib/model/timing';

/*
 * The dotted chart in SQL: the second opinion on `dottedChart`, and what "show the SQL" shows. Over the tables
 * event(case_no, position, row_no, activity, complete_ms, start_ms), row(row_no, attributes) and selected_case(case_no). Core functions
 * only. One SELECT, so that `WITH selected_case AS (...)` can stand before it.
 */

const X: Readonly<Record<DottedX, string>> = {
  time: 'complete_ms',
  'since-start': 'complete_ms - began_ms',
  position: 'coalesce((row_number() OVER in_order - 1) / nullif(events - 1, 0), 0)'
};

const ORDER: Readonly<Record<Exclude<DottedRows, 'column'>, string>> = {
  start: 'began_ms',
  end: 'greatest(began_ms, ended_ms)',
  duration: 'ended_ms - began_ms',
  events: 'events'
};

/**
 * One row an event: where its dot stands, from 0 at the top.
 * @param column in quotes; its values are the rows where `rows` says so
 */
export function dottedChartSql(x: DottedX, rows: DottedRows, column: string | null): string {
  const value = rows === 'column' ? column : null;
  const key = rows !== 'column' ? `${ORDER[rows]}, case_no` : 'first_ms, value';
  return `SELECT case_no, activity${value === null ? '' : ', value'}, x, dense_rank() OVER (ORDER BY ${key}) - 1 AS "row"
FROM (
  SELECT case_no, position, activity, began_ms, ended_ms, events, ${X[x]} AS x${
    value === null ? '' : `,\n    value, min(complete_ms) OVER (PARTITION BY value) AS first_ms`
  }
  FROM event
  JOIN (
    SELECT case_no, min(coalesce(start_ms, complete_ms)) AS began_ms, max(complete_ms) AS ended_ms, count(*) AS events
    FROM event
    WHERE case_no IN (SELECT case_no FROM selected_case)
    GROUP BY case_no
  ) USING (case_no)${value === null ? '' : `\n  JOIN (SELECT row_no, ${value} AS value FROM "row") USING (row_no)`}
  WINDOW in_order AS (PARTITION BY case_no ORDER BY position)
)
ORDER BY case_no, position`;
}
