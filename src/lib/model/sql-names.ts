import type { TableColumn } from './log';

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
 * `row` - the attributes as loaded, texts, found by `row_no`; a column of times stands there a second time, as UTC milliseconds.
 */
export function sqlTables(columns: readonly NamedColumn[]): readonly SqlTable[] {
  const { texts, times } = rowNames(columns);
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
        ...texts.map((name): SqlColumn => ({ name, type: 'VARCHAR' })),
        ...times.filter((name) => name !== null).map((name): SqlColumn => ({ name, type: 'DOUBLE' }))
      ]
    }
  ];
}

type NamedColumn = Pick<TableColumn, 'name' | 'type'>;

/** What the columns of a log are called in the table `row`. */
export interface RowNames {
  /** [columns] their texts */
  readonly texts: readonly string[];
  /** [columns] of a column of times its UTC milliseconds (`<name> ms`); null for others */
  readonly times: readonly (string | null)[];
}

/** @param columns of the log's table, in its order */
export function rowNames(columns: readonly NamedColumn[]): RowNames {
  const timed = columns.filter(({ type }) => type === 'time');
  const names = sqlNames([...columns.map(({ name }) => name), ...timed.map(({ name }) => `${name} ms`)]);
  const times = names.slice(columns.length);
  return {
    texts: names.slice(0, columns.length),
    times: columns.map(({ type }) => (type === 'time' ? times.shift()! : null))
  };
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
