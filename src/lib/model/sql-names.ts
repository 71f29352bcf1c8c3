/** A table that SQL over the open log can ask. */
export interface SqlTable {
  readonly name: string;
  readonly columns: readonly SqlColumn[];
}

export interface SqlColumn {
  readonly name: string;
  /** DuckDB's word for it */
  readonly type: 'INTEGER' | 'DOUBLE' | 'VARCHAR';
}

/** Columns of `event` and `selected_event`. Times are UTC milliseconds; `position` counts from 0 in its case. */
export const EVENT_COLUMNS: readonly SqlColumn[] = [
  { name: 'case_no', type: 'INTEGER' },
  { name: 'position', type: 'INTEGER' },
  { name: 'row_no', type: 'INTEGER' },
  { name: 'activity', type: 'VARCHAR' },
  { name: 'complete_ms', type: 'DOUBLE' },
  { name: 'start_ms', type: 'DOUBLE' }
];

/**
 * The tables that SQL finds, of a log with these columns:
 * `selected_event` - the events that views show: of the selected cases, as named and trimmed by the selection;
 * `selected_case` - the selected cases; `event` - every event of the log, as the log names it; `log_case` - every case with its id;
 * `row` - the attributes as loaded, texts, found by `row_no`.
 */
export function sqlTables(columnNames: readonly string[]): readonly SqlTable[] {
  const caseNo: SqlColumn = { name: 'case_no', type: 'INTEGER' };
  return [
    { name: 'selected_event', columns: EVENT_COLUMNS },
    { name: 'selected_case', columns: [caseNo] },
    { name: 'event', columns: EVENT_COLUMNS },
    { name: 'log_case', columns: [caseNo, { name: 'case_id', type: 'VARCHAR' }] },
    {
      name: 'row',
      columns: [
        { name: 'row_no', type: 'INTEGER' },
        ...sqlNames(columnNames).map((name): SqlColumn => ({ name, type: 'VARCHAR' }))
      ]
    }
  ];
}

/**
 * The names that columns have in the table `row`: their own, but since SQL tells no upper from lower case and `row_no` is taken, a
 * name that is there already gets a number.
 */
export function sqlNames(names: readonly string[]): string[] {
  const taken = new Set(['row_no']);
  return names.map((name) => {
    let free = name;
    for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${name} (${n})`;
    taken.add(free.toLowerCase());
    return free;
  });
}
