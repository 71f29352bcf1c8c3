/*
 * The spread of numbers in SQL: the second opinion on `spreadOf`, `attributeStatistics` and `caseHistogram`, and what "show the SQL"
 * shows. Over the tables event(case_no, position, row_no, activity, complete_ms, start_ms), row(row_no, attributes) and
 * selected_case(case_no). Core functions only; percentiles are type 7. Each is one SELECT, so that `WITH selected_case AS (...)` can
 * stand before it.
 */

function spread(number: string): string {
  return `count(${number}) AS count,
  min(${number}) AS min,
  quantile_cont(${number}, 0.05) AS p5,
  quantile_cont(${number}, 0.25) AS q1,
  median(${number}) AS median,
  quantile_cont(${number}, 0.75) AS q3,
  quantile_cont(${number}, 0.9) AS p90,
  quantile_cont(${number}, 0.95) AS p95,
  max(${number}) AS max,
  avg(${number}) AS mean,
  stddev_samp(${number}) AS sd,
  sum(${number}) AS sum`;
}

/**
 * One row: how a metric of the selected cases is spread, and how many have none.
 * @param metric a query for `case_no`, `metric`, of every case
 */
export function caseSpreadSql(metric: string): string {
  return `SELECT count(*) - count(metric) AS missing,
  ${spread('metric::DOUBLE')}
FROM (
  ${metric}
)
WHERE case_no IN (SELECT case_no FROM selected_case)`;
}

/**
 * One row a bin that is not empty: number (from 0), edges and cases. Bins of one width from the least metric of the selected cases to p99
 * (discrete), the last one up to the most; where all are whole numbers that lie close together, bins of as many whole numbers each.
 * @param metric a query for `case_no`, `metric`, of every case
 */
export function caseBinsSql(metric: string, bins: number): string {
  const most = Math.max(1, Math.floor(bins));
  return `SELECT len(list_filter(range(1, length), lambda i: metric >= least + i * width)) AS bin,
  any_value(least) + bin * any_value(width) AS from_metric,
  CASE WHEN bin = any_value(length) - 1 THEN greatest(any_value(most), from_metric + any_value(width))
    ELSE any_value(least) + (bin + 1) * any_value(width) END AS to_metric,
  count(*) AS cases
FROM (
  SELECT *, CASE WHEN width = 0 THEN 1 WHEN is_whole THEN ceil((upper - least + 1) / width)::BIGINT ELSE ${most} END AS length
  FROM (
    SELECT unnest(metrics) AS metric, least, most, CASE WHEN p99 > least THEN p99 ELSE most END AS upper,
      all_whole AND upper - least < 1e6 AS is_whole,
      CASE WHEN upper = least THEN 0 WHEN is_whole THEN ceil((upper - least + 1) / ${most}) ELSE (upper - least) / ${most} END AS width
    FROM (
      SELECT list(metric) AS metrics, min(metric) AS least, max(metric) AS most,
        list_sort(list(metric))[1 + ((count(*) - 1) * 99) // 100] AS p99, bool_and(metric = floor(metric)) AS all_whole
      FROM (
        SELECT metric::DOUBLE AS metric
        FROM (
          ${metric}
        )
        WHERE metric IS NOT NULL AND case_no IN (SELECT case_no FROM selected_case)
      )
    )
  )
)
GROUP BY bin
ORDER BY bin`;
}

/**
 * One row: what is in a column. `missing_cases` have no value at any event; `one_per_case`: no case has two different ones, and then its
 * number counts once a case.
 * @param value, number of an event, as SQL over `attributes`; `number` null where the column is neither numbers nor times
 * @param ofCase the file says that it belongs to the case: its first value counts, whatever else stands there
 */
export function attributeStatisticsSql(value: string, number: string | null, ofCase: boolean): string {
  const onePerCase =
    'count(DISTINCT (case_no, value)) FILTER (WHERE value IS NOT NULL) = count(DISTINCT case_no) FILTER (WHERE value IS NOT NULL)';
  const numbers = `CASE WHEN place = 1${ofCase ? '' : ' OR NOT once_a_case'} THEN number END`;
  const numbered = `,
    row_number() OVER (PARTITION BY event.case_no ORDER BY ${value} IS NULL, event.position) AS place,
    ${number} AS number`;
  const events = `SELECT event.case_no AS case_no, ${value} AS value${number === null ? '' : numbered}
  FROM event
  JOIN "row" AS attributes USING (row_no)
  WHERE event.case_no IN (SELECT case_no FROM selected_case)`;
  const onceACase = `SELECT *, count(DISTINCT (case_no, value)) FILTER (WHERE value IS NOT NULL) OVER ()
    = count(DISTINCT case_no) FILTER (WHERE value IS NOT NULL) OVER () AS once_a_case
  FROM (
  ${events}
  )`;
  return `SELECT count(value) AS events,
  count(*) - count(value) AS missing_events,
  count(DISTINCT case_no) FILTER (WHERE value IS NOT NULL) AS cases,
  count(DISTINCT case_no) - count(DISTINCT case_no) FILTER (WHERE value IS NOT NULL) AS missing_cases,
  count(DISTINCT value) AS distinct_values,
  ${onePerCase} AS one_per_case${number === null ? '' : `,\n  ${spread(numbers)}`}
FROM (
  ${number === null || ofCase ? events : onceACase}
)`;
}
