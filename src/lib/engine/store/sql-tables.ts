import { codeArray, dictionaryOf } from '$lib/model/dictionary';
import type { CodeArray, LogColumns, LogTable, TableColumn } from '$lib/model/log';
import { EVENT_COLUMNS, rowNames, sqlTables, type SqlColumn } from '$lib/model/sql-names';
import { quotedName } from './selection-sql/quoted';
import type { DuckDb } from './duckdb';

type Connection = DuckDb['connection'];

/** Rows a batch: large enough to be quick, small enough that the copy on the way costs little memory. */
const BATCH_ROWS = 1 << 19;

function tableSql(name: string, columns: readonly SqlColumn[]): string {
  return `CREATE TABLE ${quotedName(name)} (${columns.map((column) => `${quotedName(column.name)} ${column.type}`).join(', ')})`;
}

/**
 * A table of events (`EVENT_COLUMNS`), one row an event, in order.
 * @param keep [cases] 1 = selected; null = every case
 */
export async function fillEvents(connection: Connection, name: string, log: LogColumns, keep: Uint8Array | null): Promise<void> {
  const { codedColumn, float64Column, int32Column, ipcOf } = await import('./arrow-columns');
  await connection.query(tableSql(name, EVENT_COLUMNS));
  const activities = dictionaryOf(log.activities);
  const cases = log.caseStart.length - 1;
  let caseNo = 0;
  let e = 0;
  while (caseNo < cases) {
    const size = Math.max(1, Math.min(BATCH_ROWS, log.activity.length - e));
    const caseNos = new Int32Array(size);
    const positions = new Int32Array(size);
    const rowNos = new Int32Array(size);
    const codes: CodeArray = codeArray(log.activities.length, size);
    const completeMs = new Float64Array(size);
    const startMs = new Float64Array(size).fill(NaN);
    let rows = 0;
    while (caseNo < cases && rows < size) {
      const end = log.caseStart[caseNo + 1]!;
      if (keep?.[caseNo] === 0) e = end;
      for (; e < end && rows < size; e++, rows++) {
        caseNos[rows] = caseNo;
        positions[rows] = e - log.caseStart[caseNo]!;
        rowNos[rows] = log.row[e]!;
        codes[rows] = log.activity[e]!;
        completeMs[rows] = log.timeMs[e]!;
        if (log.startMs) startMs[rows] = log.startMs[e]!;
      }
      if (e === end) caseNo++;
    }
    if (rows === 0) continue;
    const batch = ipcOf([
      ['case_no', int32Column(caseNos.slice(0, rows))],
      ['position', int32Column(positions.slice(0, rows))],
      ['row_no', int32Column(rowNos.slice(0, rows))],
      ['activity', codedColumn(codes.slice(0, rows), activities, -1)],
      ['complete_ms', float64Column(completeMs.slice(0, rows))],
      ['start_ms', float64Column(startMs.slice(0, rows))]
    ]);
    await connection.insertArrowFromIPCStream(batch, { name, create: false });
  }
}

/**
 * `row`: the attributes as loaded, one column each, and `row_no`, which `event.row_no` refers to; columns of times as milliseconds as well.
 * @param numbersOf as `OpenLog` has it
 */
export async function fillRows(
  connection: Connection,
  table: LogTable,
  numbersOf: (column: TableColumn) => Float64Array
): Promise<void> {
  const { codedColumn, float64Column, int32Column, ipcOf } = await import('./arrow-columns');
  const { name, columns: declared } = sqlTables(table.columns).find((each) => each.name === 'row')!;
  const { texts, times } = rowNames(table.columns);
  await connection.query(tableSql(name, declared));
  for (let from = 0; from < table.rows; from += BATCH_ROWS) {
    const to = Math.min(table.rows, from + BATCH_ROWS);
    const rowNos = Int32Array.from({ length: to - from }, (_, i) => from + i);
    const columns = table.columns.map((column, i): [string, ReturnType<typeof codedColumn>] => [
      texts[i]!,
      codedColumn(column.codes.subarray(from, to), column.dictionary, 0)
    ]);
    for (const [i, column] of table.columns.entries()) {
      const timeName = times[i];
      if (!timeName) continue;
      const numbers = numbersOf(column);
      columns.push([timeName, float64Column(Float64Array.from(column.codes.subarray(from, to), (code) => numbers[code]!))]);
    }
    await connection.insertArrowFromIPCStream(ipcOf([['row_no', int32Column(rowNos)], ...columns]), { name, create: false });
  }
}

/** `log_case`: every case with its id. */
export async function fillCases(connection: Connection, { caseIds, caseStart }: LogColumns): Promise<void> {
  const { codedColumn, int32Column, ipcOf } = await import('./arrow-columns');
  const { name, columns } = sqlTables([]).find((each) => each.name === 'log_case')!;
  await connection.query(tableSql(name, columns));
  const caseNos = Int32Array.from({ length: caseStart.length - 1 }, (_, c) => c);
  if (caseNos.length === 0) return;
  const batch = ipcOf([
    ['case_no', int32Column(caseNos)],
    ['case_id', codedColumn(Uint32Array.from(caseNos), caseIds, -1)]
  ]);
  await connection.insertArrowFromIPCStream(batch, { name, create: false });
}

/** `selected_case`: the numbers of the cases the current selection keeps. */
export async function fillSelection(connection: Connection, log: LogColumns, keep: Uint8Array | null): Promise<void> {
  const { int32Column, ipcOf } = await import('./arrow-columns');
  const cases = log.caseStart.length - 1;
  const selected: number[] = [];
  for (let c = 0; c < cases; c++) if (!keep || keep[c]) selected.push(c);
  await connection.query('CREATE OR REPLACE TABLE selected_case (case_no INTEGER)');
  if (selected.length === 0) return;
  await connection.insertArrowFromIPCStream(ipcOf([['case_no', int32Column(Int32Array.from(selected))]]), {
    name: 'selected_case',
    create: false
  });
}
