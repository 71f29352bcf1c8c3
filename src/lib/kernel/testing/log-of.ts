import { allTexts, codeArray, dictionaryOf } from '$lib/model/dictionary';
import type { ColumnRole, DerivedLog, LifecycleMode, LogColumns, LogTable, TableColumn } from '$lib/model/log';
import { deriveLog } from '../log/derive';
import type { SelectionInput } from '../selection/selection-input';

/** A row of a small log for tests. Times in minutes. */
export interface TestRow {
  readonly case: string | null;
  readonly activity: string | null;
  readonly at: number;
  readonly start?: number | null;
  readonly transition?: string;
  readonly instance?: string;
  readonly colour?: string | null;
}

export const MINUTE_MS = 60_000;

/** A dictionary-coded column as an importer makes it. */
export function columnOf(name: string, role: ColumnRole, texts: readonly (string | null)[]): TableColumn {
  const known = new Map<string, number>();
  const codes = texts.map((text) => {
    if (text === null || text === '') return 0;
    let code = known.get(text);
    if (code === undefined) known.set(text, (code = known.size + 1));
    return code;
  });
  const narrow = codeArray(known.size, texts.length);
  narrow.set(codes);
  return {
    name,
    role,
    type: 'text',
    scope: 'event',
    path: null,
    xesType: null,
    codes: narrow,
    dictionary: dictionaryOf(['', ...known.keys()])
  };
}

/** A table with the columns case, activity, lifecycle, instance, colour (0 .. 4); start times where a row has `start`. */
export function tableOf(rows: readonly TestRow[]): LogTable {
  const withStart = rows.some(({ start }) => start !== undefined);
  return {
    name: 'test',
    rows: rows.length,
    columns: [
      columnOf(
        'case',
        'case',
        rows.map((row) => row.case)
      ),
      columnOf(
        'activity',
        'activity',
        rows.map((row) => row.activity)
      ),
      columnOf(
        'lifecycle:transition',
        'lifecycle',
        rows.map((row) => row.transition ?? null)
      ),
      columnOf(
        'concept:instance',
        'attribute',
        rows.map((row) => row.instance ?? null)
      ),
      columnOf(
        'colour',
        'attribute',
        rows.map((row) => row.colour ?? null)
      )
    ],
    timeMs: Float64Array.from(rows, ({ at }) => at * MINUTE_MS),
    startMs: withStart ? Float64Array.from(rows, ({ start }) => (start ?? NaN) * MINUTE_MS) : null
  };
}

/** The log of these rows. */
export function derivedFrom(
  rows: readonly TestRow[],
  lifecycleMode: LifecycleMode = 'every-row'
): DerivedLog & { table: LogTable } {
  const table = tableOf(rows);
  return { table, ...deriveLog(table, { caseColumns: [0], activityColumns: [1], lifecycleMode }) };
}

/** One string a case, one letter an activity, a minute between events; case i starts at minute 1000 i. */
export function logOf(...traces: readonly string[]): DerivedLog & { table: LogTable } {
  return derivedFrom(
    traces.flatMap((trace, c) => Array.from(trace, (activity, i) => ({ case: `c${c}`, activity, at: c * 1000 + i })))
  );
}

/** What clauses of a small log are answered from; its values are plain numbers, and it has no SQL. */
export function inputOf({ log, table }: { log: LogColumns; table: LogTable }): SelectionInput {
  return {
    log,
    table,
    numbersOf: ({ dictionary }) => Float64Array.from(allTexts(dictionary), (text) => (text === '' ? NaN : Number(text))),
    sqlCases: () => {
      throw new Error('no SQL here');
    }
  };
}

/** Each case of a log as its events: the plain form that naive reference code walks. */
export function casesOf({ log, table }: DerivedLog & { table: LogTable }) {
  return Array.from({ length: log.caseStart.length - 1 }, (_, c) =>
    Array.from({ length: log.caseStart[c + 1]! - log.caseStart[c]! }, (__, i) => {
      const e = log.caseStart[c]! + i;
      return {
        activity: log.activity[e]!,
        label: log.activities[log.activity[e]!]!,
        timeMs: log.timeMs[e]!,
        startMs: log.startMs === null ? NaN : log.startMs[e]!,
        row: log.row[e]!,
        colour: table.columns[4]!.codes[log.row[e]!]!
      };
    })
  );
}
