/*
 * The variants in SQL: the second opinion on `variantList` and `VariantTable`, and what "show the SQL" shows. Over the tables
 * event(case_no, position, row_no, activity, complete_ms, start_ms) and selected_case(case_no). Core functions only. Each is one SELECT, so
 * that `WITH selected_case AS (...)` can stand before it.
 */

/** One row a variant: sequence (labels joined by arrows), cases, case durations; in the order of `variantList`. */
export const VARIANT_LIST_SQL = `SELECT array_to_string(labels, ' → ') AS sequence, count(*) AS cases,
  median(duration_ms) AS median_ms, avg(duration_ms) AS mean_ms, quantile_cont(duration_ms, 0.9) AS p90_ms
FROM (
  SELECT case_no,
    list(activity ORDER BY position) AS labels,
    max(complete_ms) - min(coalesce(start_ms, complete_ms)) AS duration_ms
  FROM event
  WHERE case_no IN (SELECT case_no FROM selected_case)
  GROUP BY case_no
)
GROUP BY labels
ORDER BY cases DESC, labels`;

/** One row a variant and step: sequence, position, transition times into the step (NULL for the first), service times where there are starts. */
export const VARIANT_STEPS_SQL = `SELECT array_to_string(labels, ' → ') AS sequence, position, avg(ms) AS mean_ms, median(ms) AS median_ms,
  avg(service_ms) AS service_mean_ms, median(service_ms) AS service_median_ms
FROM (
  SELECT case_no, position, complete_ms - start_ms AS service_ms,
    coalesce(start_ms, complete_ms) - lag(complete_ms) OVER (PARTITION BY case_no ORDER BY position) AS ms
  FROM event
  WHERE case_no IN (SELECT case_no FROM selected_case)
)
JOIN (SELECT case_no, list(activity ORDER BY position) AS labels FROM event GROUP BY case_no) USING (case_no)
GROUP BY labels, position
ORDER BY labels, position`;
