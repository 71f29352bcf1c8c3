import { dictionaryOf } from '$lib/model/dictionary';
import type { LogColumns, LogTable } from '$lib/model/log';
import { quotedName } from './clause-sql';
import type { DuckDb } from './duckdb';
import { sqlNames } from './sql-names';

/** Rows a batch: large enough to be quick, small enough that the copy on the way costs little memory. */
const BATCH_ROWS = 1 << 19;

const EVENT_TABLE = `CREATE TABLE event (
  case_no INTEGER, position INTEGER, row_no INTEGER, activity VARCHAR, complete_ms DOUBLE, start_ms DOUBLE)`;

/** `event`: one row an event, in order. Times are UTC milliseconds; `position` counts from 0 in its case. */
export async function fillEvents(connection: DuckDb['connection'], log: LogColumns): Promise<void> {
  const { codedColumn, float64Column, int32Column, ipcOf } = await import('./arrow-columns');
  await connection.query(EVENT_TABLE);
  const activities = dictionaryOf(log.activities);
  const events = log.activity.length;
  let caseNo = 0;
  for (let from = 0; from < events; from += BATCH_ROWS) {
    const to = Math.min(events, from + BATCH_ROWS);
    const caseNos = new Int32Array(to - from);
    const positions = new Int32Array(to - from);
    for (let e = from; e < to; e++) {
      while (log.caseStart[caseNo + 1]! <= e) caseNo++;
      caseNos[e - from] = caseNo;
      positions[e - from] = e - log.caseStart[caseNo]!;
    }
    const batch = ipcOf([
      ['case_no', int32Column(caseNos)],
      ['position', int32Column(positions)],
      ['row_no', int32Column(Int32Array.from(log.row.subarray(from, to)))],
      ['activity', codedColumn(log.activity.subarray(from, to), activities, -1)],
      ['complete_ms', float64Column(log.timeMs.slice(from, to))],
      ['start_ms', float64Column(log.startMs ? log.startMs.slice(from, to) : new Float64Array(to - from).fill(NaN))]
    ]);
    await connection.insertArrowFromIPCStream(batch, { name: 'event', create: false });
  }
}

/** `row`: the attributes as loaded, one column each, and `row_no`, which `event.row_no` refers to. */
export async function fillRows(connection: DuckDb['connection'], table: LogTable): Promise<void> {
  const { codedColumn, int32Column, ipcOf } = await import('./arrow-columns');
  const names = sqlNames(table.columns.map((column) => column.name));
  const declared = names.map((name) => `${quotedName(name)} VARCHAR`);
  await connection.query(`CREATE TABLE "row" (${['row_no INTEGER', ...declared].join(', ')})`);
  for (let from = 0; from < table.rows; from += BATCH_ROWS) {
    const to = Math.min(table.rows, from + BATCH_ROWS);
    const rowNos = Int32Array.from({ length: to - from }, (_, i) => from + i);
    const columns = table.columns.map((column, i): [string, ReturnType<typeof codedColumn>] => [
      names[i]!,
      codedColumn(column.codes.subarray(from, to), column.dictionary, 0)
    ]);
    await connection.insertArrowFromIPCStream(ipcOf([['row_no', int32Column(rowNos)], ...columns]), {
      name: 'row',
      create: false
    });
  }
}

/** `selected_case`: the numbers of the cases the current selection keeps. */
export async function fillSelection(connection: DuckDb['connection'], log: LogColumns, keep: Uint8Array | null): Promise<void> {
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
