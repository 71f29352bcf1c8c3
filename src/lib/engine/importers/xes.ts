import { MiningError } from '$lib/model/errors';
import type { ImportedTable, ImportPlan } from '$lib/model/import';
import type { ByteSource, Importer, ReadProgress } from './importer';
import { sourceName } from './sources';
import { EventRows } from './xes/event-rows';
import { locating } from './xes/located-error';
import { inspectXes } from './xes/preview';
import { XesScanner } from './xes/scanner';
import { rulesOf, xesTable } from './xes/xes-table';
import { sourceEncoding, xmlChunks } from './xes/xml-encoding';

/** The document's element, behind what may come before it. */
const ROOT = /^\s*(?:<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^[>]*(?:\[[^\]]*\])?[^>]*>|\s)*<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)/;

/**
 * XES (IEEE 1849) by our own byte scanner. Every attribute of an event is a column named by its key, every attribute of a trace one
 * named `case:KEY` whose value all events of the trace have; nested attributes are columns named by the keys from the outermost in,
 * joined with ` > `. Attributes of the log, globals, classifiers and extensions are left out.
 */
export const xesImporter: Importer = {
  kind: 'xes',
  accepts: (head, name) => name.endsWith('.xes') || rootOf(head) === 'log',
  inspect: inspectXes,
  read
};

async function read(sources: readonly ByteSource[], plan: ImportPlan, progress: ReadProgress): Promise<ImportedTable> {
  const rows = new EventRows(rulesOf(plan));
  let storedBefore = 0;
  for (const source of sources) {
    let stored = 0;
    const { label } = await sourceEncoding(source, plan.encoding);
    await locating(source, label, async () => {
      const scanner = new XesScanner(rows);
      rows.beginFile(sourceName(source));
      for await (const chunk of xmlChunks(source, label, (bytes) => (stored = bytes))) {
        scanner.feed(chunk);
        progress(storedBefore + stored, rows.row);
      }
      scanner.finish();
    });
    storedBefore += source.sizeBytes;
    progress(storedBefore, rows.row);
  }
  try {
    return xesTable(rows, plan);
  } catch (thrown) {
    if (!(thrown instanceof MiningError) || sources[0] === undefined) throw thrown;
    throw new MiningError(thrown.code, { file: sourceName(sources[0]), ...thrown.detail });
  }
}

function rootOf(head: Uint8Array): string | null {
  const text = String.fromCharCode(...head.subarray(0, 8192).filter((byte) => byte !== 0)).replace(
    /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/,
    ''
  );
  return ROOT.exec(text)?.[1] ?? null;
}
