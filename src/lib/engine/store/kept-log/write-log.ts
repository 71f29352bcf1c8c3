import type { ImportedLog } from '../../protocol';
import { packColumn } from './column-part';
import { packCore } from './core-part';
import { packEvents } from './events-part';
import { packRows, rowsLeft } from './rows-part';
import { packTableTimes } from './times-part';

/** Where the parts of a log go: the vault's `PartWriter`. */
export interface PartSink {
  put(part: string, bytes: readonly Uint8Array[]): Promise<void>;
}

export const CORE = 'core';
export const EVENTS = 'events';
export const ROWS = 'rows';
export const TIMES = 'times';
export const columnPart = (index: number): string => `column:${index}`;

/**
 * Write a log as parts, see `FORMAT.md`: all of them, since each leans on the order of the events in the others.
 *
 * @param onDone told the bytes (in memory) that are done, after each part; see `sizeInMemory`
 *
 * Cost: some passes over every column, in slices: a worker goes on answering. Memory: about the size of the largest part besides.
 */
export async function writeLog(imported: ImportedLog, sink: PartSink, onDone: (bytes: number) => void = () => {}): Promise<void> {
  const { table, derived } = imported;
  const { log } = derived;
  const writing = crypto.randomUUID();
  let done = 0;
  const put = async (part: string, bytes: readonly Uint8Array[], ofMemory: number): Promise<void> => {
    await sink.put(part, bytes);
    onDone((done += ofMemory));
  };
  await put(CORE, await packCore(writing, imported), log.activity.byteLength);
  await put(EVENTS, await packEvents(writing, log), log.timeMs.byteLength);
  await put(ROWS, await packRows(writing, log), log.row.byteLength + log.caseIds.bytes.length);
  const left = rowsLeft(table.rows, log.row);
  await put(TIMES, await packTableTimes(writing, table, log, left), table.timeMs.byteLength);
  for (const [index, column] of table.columns.entries()) {
    const bytes = await packColumn(writing, column, log, left);
    await put(columnPart(index), bytes, column.codes.byteLength + column.dictionary.bytes.length);
  }
}

/** What `writeLog` has told when all is done. */
export function sizeInMemory({ table, derived: { log } }: ImportedLog): number {
  const times = log.activity.byteLength + log.timeMs.byteLength + table.timeMs.byteLength;
  const columns = table.columns.reduce((sum, { codes, dictionary }) => sum + codes.byteLength + dictionary.bytes.length, 0);
  return times + log.row.byteLength + log.caseIds.bytes.length + columns;
}
