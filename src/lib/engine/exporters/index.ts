import type { LogColumns, LogTable } from '$lib/model/log';
import type { LogFileFormat } from '../protocol';
import { exportCsv } from './csv';
import { exportXes } from './xes';

/** How each format is written. To add one: a generator of chunks beside this file, and a line here. */
const EXPORTERS = {
  csv: { write: (_name, table, log, keep) => exportCsv(table, log, keep), type: 'text/csv;charset=utf-8', isGzip: false },
  xes: { write: exportXes, type: 'application/gzip', isGzip: true }
} satisfies Record<LogFileFormat, Exporter>;

interface Exporter {
  readonly write: (
    name: string,
    table: LogTable,
    log: LogColumns,
    keep: Uint8Array | null
  ) => Generator<Uint8Array<ArrayBuffer>, void, void>;
  readonly type: string;
  readonly isGzip: boolean;
}

/**
 * The selected cases of a log as a file: CSV for spreadsheets, or XES compressed with gzip.
 *
 * @param name of the log, written into XES
 * @param keep [cases] 1 = selected; null = every case
 */
export async function exportLog(
  format: LogFileFormat,
  name: string,
  table: LogTable,
  log: LogColumns,
  keep: Uint8Array | null
): Promise<Blob> {
  const { write, type, isGzip } = EXPORTERS[format];
  const chunks = write(name, table, log, keep);
  const plain = new ReadableStream<BufferSource>({
    pull(controller) {
      const next = chunks.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    }
  });
  const stream = isGzip ? plain.pipeThrough(new CompressionStream('gzip')) : plain;
  return new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>, { headers: { 'content-type': type } }).blob();
}
