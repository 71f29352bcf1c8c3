import { deriveLog } from '$lib/kernel/log/derive';
import { MiningError } from '$lib/model/errors';
import type { ImportReport } from '$lib/model/import';
import type { LogShape, LogTable } from '$lib/model/log';
import type { ImportedLog } from '../../protocol';
import { LazyLog, type PartSource } from './lazy-log';
import { writeLog } from './write-log';

const SHAPE: LogShape = { caseColumns: [0], activityColumns: [1], lifecycleMode: 'every-row' };

/** A table as if it had been imported. */
export function importedOf(table: LogTable, shape = SHAPE): ImportedLog {
  const derived = deriveLog(table, shape);
  const report: ImportReport = {
    ...derived.report,
    logName: 'test',
    files: ['test.csv'],
    sizeBytes: 1,
    rowsRead: table.rows,
    quarantine: { total: 0, byReason: {}, rows: [], truncated: false },
    timeZone: null,
    unnamedTraces: 0,
    emptyTraces: 0
  };
  return { table, shape, derived, report, timeZone: 'Asia/Tokyo' };
}

/** A log's parts, in memory. */
export async function partsOf(imported: ImportedLog): Promise<PartSource & { readonly parts: ReadonlyMap<string, Uint8Array> }> {
  const parts = new Map<string, Uint8Array>();
  await writeLog(imported, {
    async put(part, bytes) {
      parts.set(part, Buffer.concat(bytes));
    }
  });
  return {
    parts,
    async read(part) {
      const bytes = parts.get(part);
      if (!bytes) throw new MiningError('object-missing');
      return new Uint8Array(bytes);
    }
  };
}

/** A log written and read again, whole. */
export async function readBack(imported: ImportedLog): Promise<ImportedLog> {
  const lazy = await LazyLog.open(await partsOf(imported));
  await lazy.load({ events: true, rows: true, times: true, columns: imported.table.columns.keys() });
  return wholeOf(lazy.imported);
}

/** A log that is loaded whole, as the plain objects an import makes. */
export function wholeOf({ table, derived, ...rest }: ImportedLog): ImportedLog {
  const columns = table.columns.map((column) => ({ ...column, dictionary: { ...column.dictionary } }));
  return {
    ...rest,
    table: { ...table, columns },
    derived: { ...derived, log: { ...derived.log, caseIds: { ...derived.log.caseIds } } }
  };
}

/** Where two plain values differ: in a kind of array, a bit of a number, a text, a name that only one has. */
export function differences(is: unknown, should: unknown, at = 'log'): string[] {
  if (ArrayBuffer.isView(is) && ArrayBuffer.isView(should)) {
    const [a, b] = [is, should].map((view) => Buffer.from(view.buffer, view.byteOffset, view.byteLength));
    return is.constructor === should.constructor && a!.equals(b!) ? [] : [at];
  }
  if (typeof is !== 'object' || typeof should !== 'object' || is === null || should === null)
    return Object.is(is, should) ? [] : [at];
  const names = new Set([...Object.keys(is), ...Object.keys(should)]);
  return [...names].flatMap((name) => {
    const [a, b] = [is, should].map((each) => (each as Record<string, unknown>)[name]);
    return name in is && name in should ? differences(a, b, `${at}.${name}`) : [`${at}.${name}`];
  });
}
