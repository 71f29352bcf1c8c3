import type { SqlAnalysis } from '$lib/model/sql-catalogue';
import type { SqlMacroName } from '$lib/model/sql-macros';

/** What the numbers are called whose statement is shown. */
const analyses = {
  'process-map': 'Paths: counts',
  'map-times': 'Paths: times',
  activities: 'Activities',
  'service-times': 'Service times',
  'rework-map': 'Rework',
  totals: 'Totals',
  'case-figures': 'Case times',
  'case-count': 'Number of cases',
  'case-window': 'Case list',
  variants: 'Variants',
  'variant-steps': 'Steps of variants',
  'edge-histogram': 'Spread of a path’s times',
  'node-histogram': 'Spread of an activity’s times',
  'attribute-values': 'Values of an attribute',
  overview: 'Overview',
  'active-cases': 'Most active cases',
  'cycle-time': 'Cycle time',
  'time-series': 'Events and cases over time',
  'case-spread': 'Spread of a case metric',
  'case-histogram': 'Histogram of a case metric',
  'activity-statistics': 'Activities: statistics',
  'resource-statistics': 'Values of a column: statistics',
  'attribute-statistics': 'Attribute: statistics',
  'calendar-heatmap': 'Hour by weekday',
  'dotted-chart': 'Dotted chart',
  'performance-spectrum': 'Performance spectrum of a path',
  'activity-relations': 'What comes before or behind an activity',
  'eventually-follows': 'Eventually follows'
} satisfies Record<SqlAnalysis, string>;

const macros = {
  process_cases: 'One row a case: its activities as a list (labels), their times, number of events, beginning, end and duration.',
  process_equals: 'Whether these activities follow each other directly, in this order. NULL stands for any activity.',
  match_process:
    'Whether the case runs through these nodes in order, each one of several activities; directly := true without anything between.',
  activity_pattern: 'An activity as a pattern for match_process_regex, with its special characters escaped.',
  match_process_regex: 'Whether the case fits a regular expression over its activities, each written as <Activity>.',
  match_activities: 'Whether the case starts or ends with, holds all or any of, or does not hold, these activities.',
  variant: 'The activities as one text, with arrows between.',
  shortened: 'The activities with repetitions in a row cut to the given number.',
  variant_distance:
    'How many activities must be put in, taken out or exchanged to make one variant of the other. Exact for up to 90 different activities.',
  cluster_variants: 'The most frequent variants, put together where they differ in no more than the given number of activities.',
  calc_throughput:
    'Milliseconds from one activity (its first or last occurrence; NULL: the case’s beginning) to another. NULL where there is no such pair.',
  calc_rework: 'Events beyond the first of each activity; of all activities or of those given.',
  calc_crop:
    'The events of each case from the first of one activity to the first (far: last) of another behind it. Cases without it have none.',
  calc_crop_to_null: 'Every event, with its activity where it lies in that part, otherwise NULL.',
  activity_lag: 'A value of the event before in the same case (or n events before).',
  activity_lead: 'A value of the next event in the same case (or n events on).',
  index_activity:
    'Events with their place in the case (order), among those of the same activity (type), and in a run of the same activity (loop); from 1.',
  source_target: 'One row a pair of events that follow each other: both activities, their times, the time between.',
  create_eventlog: 'Events of another case notion: from any table, with expressions for case, activity and time.',
  merge_eventlog:
    'Two such logs as one, cases joined by case_id, events in order of time; where times are equal the first log’s go first.',
  utc: 'UTC milliseconds as a TIMESTAMP.'
} satisfies Record<SqlMacroName, string>;

export const sql = {
  title: 'SQL',
  analyses,
  macros,
  editor: 'Statement',
  editorHint: 'One query. Ctrl+Enter runs it.',
  run: 'Run',
  cancel: 'Cancel',
  running: 'Running…',
  timeLimit: 'Time limit',
  seconds: (n: string) => `${n} s`,
  rowLimit: 'Rows at most',
  copy: 'Copy',
  copied: 'Copied.',
  csv: 'CSV',
  csvTitle: 'Save the rows as CSV',
  copyRows: 'Copy rows',
  result: 'Result',
  asTable: 'Table',
  asChart: 'Chart',
  view: 'Show the result as',
  rows: (n: string, ms: string) => (n === '1' ? `1 row in ${ms}` : `${n} rows in ${ms}`),
  cut: (n: string) => `Only the first ${n} rows: there are more.`,
  noRows: 'The query gave no row.',
  empty: 'Write a query, or start from one of the statements on the left.',
  otherSelection: 'The filters have changed since this was run.',
  runAgain: 'Run again',
  inLine: (n: string) => `Line ${n}`,
  side: 'Tables, functions, history',
  tables: 'Tables',
  functions: 'Functions',
  history: 'History',
  noHistory: 'Statements that you run are listed here until the page is closed. They are kept nowhere else.',
  insert: (name: string) => `Insert ${name}`,
  useExample: 'Use the example',
  search: 'Search',
  rowsShort: (n: string) => `${n} rows`,
  failedShort: 'failed',
  about: {
    selected_event: 'The events that every view shows: of the selected cases, as the filters name and trim them.',
    selected_case: 'The cases that the filters keep.',
    event: 'Every event of the log, whatever the filters say.',
    log_case: 'Every case with its id.',
    row: 'The columns as imported, as text. Found by row_no; write "row" in quotes.',
    times: 'Times are UTC milliseconds: utc(complete_ms) makes a TIMESTAMP of them.',
    reads: 'Queries only read. Nothing leaves this browser; no file and no network can be reached.'
  },
  chart: {
    kind: 'Chart',
    bar: 'Bars',
    line: 'Line',
    scatter: 'Points',
    x: 'Across',
    y: 'Up',
    label: (y: string, x: string) => `${y} by ${x}`,
    noNumbers: 'A chart needs a column of numbers.',
    first: (n: string) => `Shows the first ${n} rows.`,
    point: (x: string, y: string) => `${x}: ${y}`
  },
  behind: {
    show: 'Show the SQL',
    title: 'The SQL behind the numbers',
    note: 'The same numbers in SQL, with the filters written out. It runs in this browser, in DuckDB.',
    which: 'Numbers',
    run: 'Run as second opinion',
    open: 'Open in the console',
    agrees: (equal: string, all: string) => `Second opinion: ${equal} of ${all} numbers equal`,
    listed: (n: string) => `The first ${n} are listed.`
  }
};
