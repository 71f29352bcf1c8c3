import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { allTexts } from '$lib/model/dictionary';
import { MiningError } from '$lib/model/errors';
import { EventRows } from '$lib/engine/importers/xes/event-rows';
import { XesScanner } from '$lib/engine/importers/xes/scanner';

/** An event as column name -> value; empty values are left out. */
export type EventRecord = ReadonlyMap<string, string>;

interface OpenElement {
  readonly kind: 'log' | 'trace' | 'event' | 'attribute' | 'other';
  /** column name of an attribute; for `values` that of the list */
  readonly name: string;
  /** the trace's or event's record and counts that attributes inside go to */
  readonly record: Map<string, string>;
  readonly counts: Map<string, number>;
}

/** What a walk with saxes (a conformant parser) finds in a document: the rules of `xes.ts`, told a second time, simply. */
export function walkWithSaxes(text: string): { events: EventRecord[]; traces: number } {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const open: OpenElement[] = [];
  const events: EventRecord[] = [];
  let traces = 0;
  let traceEvents: Map<string, string>[] = [];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const parent = open.at(-1);
    const element = opened(tag, parent);
    open.push(element);
    if (element.kind === 'trace') traces++;
    if (element.kind === 'event') traceEvents.push(element.record);
  });
  parser.on('closetag', () => {
    const element = open.pop()!;
    if (element.kind === 'trace' || (element.kind === 'event' && open.at(-1)!.kind === 'log')) {
      for (const event of traceEvents) events.push(new Map(element.kind === 'trace' ? [...element.record, ...event] : event));
      traceEvents = [];
    }
  });
  parser.write(text).close();
  return { events, traces };
}

function opened(tag: SaxesTagPlain, parent: OpenElement | undefined): OpenElement {
  const local = tag.name.replace(/^.*:/, '');
  const key = tag.attributes['key'];
  const fresh = (kind: OpenElement['kind'], name = ''): OpenElement => ({ kind, name, record: new Map(), counts: new Map() });
  if (parent === undefined) return fresh('log');
  if (parent.kind === 'log') return fresh(local === 'trace' || local === 'event' ? local : 'other');
  if (parent.kind === 'other') return fresh('other');
  if (parent.kind === 'trace' && local === 'event') return fresh('event');
  const { record, counts } = parent;
  if (key === undefined) {
    return parent.kind === 'attribute' && local === 'values' ? { ...parent } : fresh('other');
  }
  const plain = parent.kind === 'attribute' ? `${parent.name} > ${key}` : parent.kind === 'trace' ? `case:${key}` : key;
  const occurrence = (counts.get(plain) ?? 0) + 1;
  counts.set(plain, occurrence);
  const name = occurrence === 1 ? plain : `${plain} (${occurrence})`;
  const value = tag.attributes['value'];
  if (value !== undefined && value !== '') record.set(name, value);
  return { kind: 'attribute', name, record, counts };
}

/** What our scanner finds, fed with chunks of the given sizes in turn. */
export function walkWithScanner(
  bytes: Uint8Array,
  chunkSizes: readonly number[],
  blockBytes?: number
): { events: EventRecord[]; traces: number } {
  const rows = new EventRows(null);
  const scanner = new XesScanner(rows, blockBytes);
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = chunkSizes[i % chunkSizes.length]!;
    scanner.feed(bytes.subarray(at, at + size));
    at += size;
  }
  scanner.finish();
  return { events: recordsOf(rows), traces: rows.trace };
}

/** The rows as records. The rows must not be used afterwards. */
export function recordsOf(rows: EventRows): EventRecord[] {
  const records = Array.from({ length: rows.row }, () => new Map<string, string>());
  for (const column of rows.attributes.all) {
    const { codes, dictionary } = column.finish(rows.row);
    const texts = allTexts(dictionary);
    for (let row = 0; row < rows.row; row++) if (codes[row] !== 0) records[row]!.set(column.name, texts[codes[row]!]!);
  }
  return records;
}

/** A file as the importers take it. */
export function fileOf(content: string | Uint8Array, name = 'log.xes'): File {
  return new File([content as BlobPart], name);
}

/** The code of the error that `work` ends with; anything but a `MiningError` is thrown on. */
export async function errorOf(work: () => Promise<unknown>): Promise<MiningError | null> {
  try {
    await work();
    return null;
  } catch (thrown) {
    if (thrown instanceof MiningError) return thrown;
    throw thrown;
  }
}
