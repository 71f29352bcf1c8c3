/**
 * A function for process questions that every query can use, made by `CREATE MACRO` when DuckDB starts. Of DuckDB's core functions only.
 * Its words stand in `i18n/{en,ja}/sql.ts` under `macros`.
 */
export interface SqlMacro {
  /** with what it takes; `:=` gives what an argument is when it is left out */
  readonly takes: string;
  /** an expression, or after `TABLE` a query: then it is asked with FROM */
  readonly is: string;
  /** a whole statement */
  readonly example: string;
}

/** The labels of each case, with what most questions need. */
const CASES = 'FROM process_cases()';
/** Where a table of events comes from: any table or common table expression with the columns of `event`. */
const EVENTS = "events := 'selected_event'";

/**
 * Every macro by name. Where Celonis PQL has a function of the name, it answers the same question; what it takes is written as SQL can:
 * the activities of a case are a list of labels, as `process_cases` gives them.
 */
export const SQL_MACROS = {
  process_cases: {
    takes: EVENTS,
    is: `TABLE SELECT case_no,
  list(activity ORDER BY position) AS labels,
  list(complete_ms ORDER BY position) AS times_ms,
  count(*) AS events,
  min(coalesce(start_ms, complete_ms)) AS began_ms,
  max(complete_ms) AS ended_ms,
  max(complete_ms) - min(coalesce(start_ms, complete_ms)) AS duration_ms
FROM query_table(events) GROUP BY case_no`,
    example: 'SELECT case_id, events, duration_ms\nFROM process_cases() JOIN log_case USING (case_no)\nORDER BY duration_ms DESC'
  },
  process_equals: {
    takes: 'labels, steps, at_start := false, at_end := false',
    is: `len(list_filter(range(0, len(labels) - len(steps) + 1), lambda i:
  (NOT at_start OR i = 0) AND (NOT at_end OR i = len(labels) - len(steps))
  AND len(list_filter(steps, lambda step, j: step <> labels[i + j])) = 0)) > 0`,
    example: `SELECT count(*) AS cases\n${CASES}\nWHERE process_equals(labels, ['A', NULL, 'B'])`
  },
  match_process: {
    takes: 'labels, nodes, directly := false',
    is: `CASE WHEN directly
  THEN len(list_filter(range(0, len(labels) - len(nodes) + 1), lambda i:
    len(list_filter(nodes, lambda node, j: NOT list_contains(node, labels[i + j]))) = 0)) > 0
  ELSE list_reduce(range(1, len(labels) + 1), lambda done, i:
    done + coalesce(list_contains(nodes[done + 1], labels[i]), false)::BIGINT, 0::BIGINT) = len(nodes) END`,
    example: `SELECT count(*) AS cases\n${CASES}\nWHERE match_process(labels, [['A'], ['B', 'C']])`
  },
  activity_pattern: {
    takes: 'label',
    is: "regexp_escape('<' || label || '>')",
    example: "SELECT activity_pattern('A (1)')"
  },
  match_process_regex: {
    takes: 'labels, pattern',
    is: "regexp_matches(coalesce('<' || array_to_string(labels, '><') || '>', ''), pattern)",
    example: `SELECT count(*) AS cases\n${CASES}\nWHERE match_process_regex(labels, '^<A>(<B>)+<[^>]*>$')`
  },
  match_activities: {
    takes: 'labels, starting := [], node := [], node_any := [], ending := [], excluding := [], excluding_all := []',
    is: `(len(starting) = 0 OR list_contains(starting::VARCHAR[], labels[1]))
  AND list_has_all(labels, node::VARCHAR[])
  AND (len(node_any) = 0 OR list_has_any(labels, node_any::VARCHAR[]))
  AND (len(ending) = 0 OR list_contains(ending::VARCHAR[], labels[-1]))
  AND NOT list_has_any(labels, excluding::VARCHAR[])
  AND (len(excluding_all) = 0 OR NOT list_has_all(labels, excluding_all::VARCHAR[]))`,
    example: `SELECT count(*) AS cases\n${CASES}\nWHERE match_activities(labels, starting := ['A'], excluding := ['B'])`
  },
  variant: {
    takes: 'labels',
    is: "array_to_string(labels, ' → ')",
    example: `SELECT variant(labels) AS variant, count(*) AS cases\n${CASES}\nGROUP BY ALL\nORDER BY cases DESC`
  },
  shortened: {
    takes: 'labels, most := 2',
    is: 'list_filter(labels, lambda label, i: i <= most OR len(list_distinct(labels[i - most:i])) > 1)',
    example: `SELECT variant(shortened(labels, most := 1)) AS variant, count(*) AS cases\n${CASES}\nGROUP BY ALL\nORDER BY cases DESC`
  },
  variant_distance: {
    takes: 'one, other',
    is: `levenshtein(
  array_to_string(list_transform(one, lambda label: chr(33 + list_position(list_sort(list_distinct(list_concat(one, other))), label)::INTEGER)), ''),
  array_to_string(list_transform(other, lambda label: chr(33 + list_position(list_sort(list_distinct(list_concat(one, other))), label)::INTEGER)), ''))`,
    example: "SELECT variant_distance(['A', 'B', 'C'], ['A', 'C'])"
  },
  cluster_variants: {
    takes: `distance := 2, variants := 100, ${EVENTS}`,
    is: `TABLE WITH RECURSIVE counted AS (
  SELECT labels, count(*) AS cases, row_number() OVER (ORDER BY count(*) DESC, labels) AS variant_no
  FROM (SELECT list(activity ORDER BY position) AS labels FROM query_table(events) GROUP BY case_no)
  GROUP BY labels QUALIFY variant_no <= variants
), near AS (
  SELECT a.variant_no AS one, b.variant_no AS other
  FROM counted AS a, counted AS b WHERE variant_distance(a.labels, b.labels) <= distance
), reached AS (
  SELECT variant_no, variant_no AS first FROM counted
  UNION
  SELECT near.other, reached.first FROM reached JOIN near ON near.one = reached.variant_no
)
SELECT dense_rank() OVER (ORDER BY min(first)) AS cluster, variant_no, cases, labels
FROM reached JOIN counted USING (variant_no) GROUP BY variant_no, cases, labels`,
    example:
      'SELECT cluster, count(*) AS variants, sum(cases) AS cases\nFROM cluster_variants(distance := 1)\nGROUP BY cluster\nORDER BY cluster'
  },
  calc_throughput: {
    takes: 'labels, times_ms, from_activity := NULL, to_activity := NULL, from_last := false, to_first := false',
    is: `list_filter([times_ms[CASE WHEN to_activity IS NULL THEN len(labels)
    WHEN to_first THEN list_position(labels, to_activity::VARCHAR)
    ELSE len(labels) + 1 - list_position(list_reverse(labels), to_activity::VARCHAR) END]
  - times_ms[CASE WHEN from_activity IS NULL THEN 1
    WHEN from_last THEN len(labels) + 1 - list_position(list_reverse(labels), from_activity::VARCHAR)
    ELSE list_position(labels, from_activity::VARCHAR) END]], lambda ms: ms >= 0)[1]`,
    example: `SELECT median(calc_throughput(labels, times_ms, from_activity := 'A', to_activity := 'B')) / 3600000 AS hours\n${CASES}`
  },
  calc_rework: {
    takes: 'labels, activities := []',
    is: `len(list_filter(labels, lambda label: len(activities) = 0 OR list_contains(activities::VARCHAR[], label)))
  - len(list_distinct(list_filter(labels, lambda label: len(activities) = 0 OR list_contains(activities::VARCHAR[], label))))`,
    example: `SELECT calc_rework(labels) AS extra_events, count(*) AS cases\n${CASES}\nGROUP BY ALL\nORDER BY ALL`
  },
  calc_crop: {
    takes: `from_activity := NULL, to_activity := NULL, far := false, ${EVENTS}`,
    is: `TABLE SELECT * EXCLUDE (crop_from, crop_to)
FROM (
  SELECT *, CASE
    WHEN to_activity IS NULL THEN max(position) OVER (PARTITION BY case_no)
    WHEN far THEN max(position) FILTER (WHERE activity = to_activity AND position > crop_from) OVER (PARTITION BY case_no)
    ELSE min(position) FILTER (WHERE activity = to_activity AND position > crop_from) OVER (PARTITION BY case_no) END AS crop_to
  FROM (
    SELECT *, CASE WHEN from_activity IS NULL THEN -1
      ELSE min(position) FILTER (WHERE activity = from_activity) OVER (PARTITION BY case_no) END AS crop_from
    FROM query_table(events)
  )
)
WHERE position BETWEEN crop_from AND crop_to`,
    example:
      "WITH part AS (FROM calc_crop(from_activity := 'A', to_activity := 'B'))\nSELECT activity, count(*) AS events\nFROM part\nGROUP BY activity\nORDER BY events DESC"
  },
  calc_crop_to_null: {
    takes: `from_activity := NULL, to_activity := NULL, far := false, ${EVENTS}`,
    is: `TABLE SELECT all_events.*, part.activity AS cropped_activity
FROM query_table(events) AS all_events
LEFT JOIN calc_crop(from_activity := from_activity, to_activity := to_activity, far := far, events := events) AS part
  USING (case_no, position)`,
    example:
      "SELECT case_no, position, activity, cropped_activity\nFROM calc_crop_to_null(from_activity := 'A', to_activity := 'B')\nORDER BY case_no, position"
  },
  activity_lag: {
    takes: 'value, case_no, event_position, n := 1',
    is: 'lag(value, n) OVER (PARTITION BY case_no ORDER BY event_position)',
    example: 'SELECT activity, activity_lag(activity, case_no, position) AS before\nFROM selected_event'
  },
  activity_lead: {
    takes: 'value, case_no, event_position, n := 1',
    is: 'lead(value, n) OVER (PARTITION BY case_no ORDER BY event_position)',
    example: 'SELECT activity, activity_lead(activity, case_no, position) AS after\nFROM selected_event'
  },
  index_activity: {
    takes: EVENTS,
    is: `TABLE SELECT * EXCLUDE (run),
  row_number() OVER (PARTITION BY case_no, activity, run ORDER BY position) AS index_activity_loop
FROM (
  SELECT *,
    row_number() OVER (PARTITION BY case_no ORDER BY position) AS index_activity_order,
    row_number() OVER (PARTITION BY case_no, activity ORDER BY position) AS index_activity_type,
    index_activity_order - index_activity_type AS run
  FROM query_table(events)
)`,
    example:
      'SELECT activity, max(index_activity_loop) AS longest_loop\nFROM index_activity()\nGROUP BY activity\nORDER BY longest_loop DESC'
  },
  source_target: {
    takes: EVENTS,
    is: `TABLE SELECT case_no, activity AS source, lead(activity) OVER following AS target,
  complete_ms AS source_ms, lead(coalesce(start_ms, complete_ms)) OVER following AS target_ms,
  target_ms - source_ms AS transition_ms,
  row_no AS source_row_no, lead(row_no) OVER following AS target_row_no
FROM query_table(events)
WINDOW following AS (PARTITION BY case_no ORDER BY position)
QUALIFY target IS NOT NULL`,
    example:
      'SELECT source, target, count(*) AS times, median(transition_ms) / 3600000 AS median_hours\nFROM source_target()\nGROUP BY ALL\nORDER BY times DESC'
  },
  create_eventlog: {
    takes: 'source, case_id, activity, complete_ms, start_ms := NULL',
    is: `TABLE SELECT dense_rank() OVER (ORDER BY event_case) - 1 AS case_no,
  row_number() OVER (PARTITION BY event_case ORDER BY event_ms, event_no) - 1 AS position,
  event_no AS row_no, event_activity AS activity, event_ms AS complete_ms, event_start_ms AS start_ms, event_case AS case_id
FROM (
  SELECT case_id::VARCHAR AS event_case, activity::VARCHAR AS event_activity, complete_ms::DOUBLE AS event_ms,
    start_ms::DOUBLE AS event_start_ms, row_number() OVER () - 1 AS event_no
  FROM query_table(source)
)
WHERE event_case IS NOT NULL AND event_activity IS NOT NULL`,
    example:
      "WITH by_activity AS (FROM create_eventlog('selected_event', activity, case_no, complete_ms))\nSELECT activity, count(*) AS events\nFROM by_activity\nGROUP BY activity"
  },
  merge_eventlog: {
    takes: 'first_log, second_log',
    is: `TABLE SELECT dense_rank() OVER (ORDER BY case_id) - 1 AS case_no,
  row_number() OVER (PARTITION BY case_id ORDER BY complete_ms, of_log, position) - 1 AS position,
  row_no, activity, complete_ms, start_ms, case_id
FROM (
  SELECT case_id, position, row_no, activity, complete_ms, start_ms, 1 AS of_log FROM query_table(first_log)
  UNION ALL
  SELECT case_id, position, row_no, activity, complete_ms, start_ms, 2 AS of_log FROM query_table(second_log)
)`,
    example: `WITH events AS (FROM create_eventlog('selected_event', case_no, activity, complete_ms)),
  starts AS (FROM create_eventlog('selected_event', case_no, 'before ' || activity, complete_ms - 1))
SELECT case_no, position, activity
FROM merge_eventlog('starts', 'events')
ORDER BY case_no, position`
  },
  utc: {
    takes: 'ms',
    is: 'make_timestamp(CASE WHEN isfinite(ms) THEN (ms * 1000)::BIGINT END)',
    example:
      "SELECT date_trunc('month', utc(began_ms)) AS month, count(*) AS cases\nFROM process_cases()\nGROUP BY ALL\nORDER BY ALL"
  }
} as const satisfies Readonly<Record<string, SqlMacro>>;

export type SqlMacroName = keyof typeof SQL_MACROS;

export const SQL_MACRO_NAMES = Object.keys(SQL_MACROS) as readonly SqlMacroName[];

/** The statement that makes a macro. In the order of the list: later ones use earlier ones. */
export function macroSql(name: SqlMacroName): string {
  const { takes, is }: SqlMacro = SQL_MACROS[name];
  return `CREATE MACRO ${name}(${takes}) AS ${is}`;
}

/** The macros that ask `selected_event` where they are told nothing else. */
export const MACROS_OF_SELECTION: readonly SqlMacroName[] = SQL_MACRO_NAMES.filter((name) =>
  SQL_MACROS[name].takes.includes(EVENTS)
);
