import { CSV_BOM, CSV_LINE_END, csvCell } from '$lib/model/csv-cell';
import type { LogColumns, LogTable, TableColumn } from '$lib/model/log';
import { ByteWriter } from './byte-writer';
import { InstantWriter } from './instant-text';
import { type PlainForm, RenderedValues, withoutBytes } from './rendered-values';

const PLAIN_NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** `" ,` anywhere; `= + - @` and the first byte of their full-width forms, which only matter at the beginning. */
const PLAIN: PlainForm = { before: new Uint8Array(0), isPlain: withoutBytes([0x22, 0x2c, 0x3d, 0x2b, 0x2d, 0x40, 0xef]) };

const encoder = new TextEncoder();

/**
 * The selected cases as CSV for spreadsheets: UTF-8 with its mark, CRLF, cells that would be formulas guarded. The columns as they
 * were loaded, then the complete time and, where the log has one, the start, in ISO 8601 UTC. Events in the order of `LogColumns`.
 *
 * @param keep [cases] 1 = selected; null = every case
 * Cost: O(events x columns); about a megabyte is held at a time.
 */
export function* exportCsv(
  table: LogTable,
  log: LogColumns,
  keep: Uint8Array | null
): Generator<Uint8Array<ArrayBuffer>, void, void> {
  const columns = table.columns.filter((column) => !isBareGroup(column));
  const names = columns.map((column) => column.name);
  names.push(freeName('time:timestamp', names));
  if (log.startMs) names.push(freeName('start_timestamp', names));
  const writer = new ByteWriter();
  writer.text(CSV_BOM + names.map(csvCell).join(',') + CSV_LINE_END);
  const cells = columns.map(
    ({ dictionary, type }) => new RenderedValues(dictionary, PLAIN, (text) => cellOf(text, type === 'number'))
  );
  const comma = encoder.encode(',');
  const lineEnd = encoder.encode(CSV_LINE_END);
  const completes = new InstantWriter('Z');
  const starts = new InstantWriter('Z');
  for (let c = 0; c + 1 < log.caseStart.length; c++) {
    if (keep?.[c] === 0) continue;
    for (let e = log.caseStart[c]!; e < log.caseStart[c + 1]!; e++) {
      const row = log.row[e]!;
      for (let i = 0; i < columns.length; i++) {
        cells[i]!.write(writer, columns[i]!.codes[row]!);
        writer.write(comma);
      }
      completes.write(writer, log.timeMs[e]!);
      if (log.startMs) {
        writer.write(comma);
        starts.write(writer, log.startMs[e]!);
      }
      writer.write(lineEnd);
      if (writer.isFull) yield writer.take();
    }
  }
  yield writer.take();
}

/** Whether a text is a number that spreadsheets read as one: its minus is no formula. */
export function isPlainNumber(text: string): boolean {
  return PLAIN_NUMBER.test(text);
}

/** A number stays one. */
function cellOf(text: string, isNumber: boolean): string {
  return isNumber && isPlainNumber(text) ? text : csvCell(text);
}

/** A list or container of XES has no value of its own. */
function isBareGroup({ xesType, dictionary }: TableColumn): boolean {
  return (xesType === 'list' || xesType === 'container') && dictionary.size === 1;
}

function freeName(name: string, taken: readonly string[]): string {
  let free = name;
  for (let n = 2; taken.includes(free); n++) free = `${name} (${n})`;
  return free;
}
