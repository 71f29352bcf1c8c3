import { allTexts } from '$lib/model/dictionary';
import { MiningError } from '$lib/model/errors';
import type { ColumnDraft, DraftOptions, FileDraft, ImportDraft } from '$lib/model/import';
import { SINGLE_ROLES, type ColumnRole } from '$lib/model/log';
import { describeColumns, needsZone, proposeLifecycle } from '../columns';
import type { ByteSource } from '../importer';
import { sourceName } from '../sources';
import { type AttributeColumn, isGroup } from './attribute-column';
import { EventRows } from './event-rows';
import { locating } from './located-error';
import { XesScanner } from './scanner';
import { typeOf } from './xes-table';
import { sourceEncoding, xmlChunks } from './xml-encoding';

/** Bytes of UTF-8 looked at, shared out among the files. */
const PREVIEW_BYTES = 4 << 20;
const MIN_PREVIEW_BYTES = 1 << 18;
/** Bytes of each file looked at where those hold no time. */
const SEARCHED_BYTES = 64 << 20;
/** Cells described: events x attributes. The rest of the preview is only counted. */
const DESCRIBED_CELLS = 200_000;
const PREVIEW_ROWS = 100;
const HEAD_LINES = 20;
const HEAD_LINE_CHARACTERS = 200;

/** Roles of the standard's keys, and of keys that common tools write. */
const KEY_ROLES: ReadonlyMap<string, ColumnRole> = new Map([
  ['case:concept:name', 'case'],
  ['concept:name', 'activity'],
  ['time:timestamp', 'timestamp'],
  ['start_timestamp', 'start'],
  ['time:start', 'start'],
  ['time:start_timestamp', 'start'],
  ['start:timestamp', 'start'],
  ['org:resource', 'resource'],
  ['org:role', 'role'],
  ['cost:total', 'cost'],
  ['lifecycle:transition', 'lifecycle']
]);

/** What was read of the files. */
interface Heads {
  readonly rows: EventRows;
  readonly files: readonly FileDraft[];
  /** every file was read to its end */
  readonly complete: boolean;
}

/** Events as texts, column by column and row by row. */
interface Records {
  readonly attributes: readonly AttributeColumn[];
  readonly rows: readonly string[][];
  /** numbers of the events, from 1 */
  readonly lines: readonly number[];
}

/**
 * What the first megabytes of XES files hold, as a draft.
 *
 * @throws MiningError what the scanner throws, and `empty-file`; where the files were read to their end, `xes-no-traces` and `xes-no-time`
 */
export async function inspectXes(sources: readonly ByteSource[], options: DraftOptions): Promise<ImportDraft> {
  const budget = Math.max(MIN_PREVIEW_BYTES, Math.floor(PREVIEW_BYTES / sources.length));
  let heads = await readHeads(sources, options, budget);
  let records = recordsOf(heads.rows);
  let columns = draftColumns(records);
  if (!heads.complete && !columns.some(canBeTime)) {
    heads = await readHeads(sources, options, SEARCHED_BYTES);
    records = recordsOf(heads.rows);
    columns = draftColumns(records);
  }
  const { rows, files, complete } = heads;
  const file = files[0]!.name;
  if (complete && rows.event === 0 && rows.trace === 0) throw new MiningError('xes-no-traces', { file });
  if (complete && !columns.some(canBeTime)) throw new MiningError('xes-no-time', { file, events: rows.event });
  return {
    name: logName(sources[0]!),
    kind: 'xes',
    files,
    dialect: null,
    columns,
    rows: rows.row,
    complete,
    preview: records.rows.slice(0, PREVIEW_ROWS),
    needsZone: needsZone(columns),
    lifecycle: proposeLifecycle(columns, records.rows),
    raggedRows: 0
  };
}

async function readHeads(sources: readonly ByteSource[], options: DraftOptions, budget: number): Promise<Heads> {
  const rows = new EventRows(null);
  const files: FileDraft[] = [];
  let complete = true;
  for (const source of sources) {
    const { encoding, by, label } = await sourceEncoding(source, options.encoding ?? null);
    const { name, entry, sizeBytes, compressed } = source;
    const { isWhole, head } = await locating(source, label, () => scanHead(source, label, rows, budget));
    files.push({ name, entry, sizeBytes, kind: 'xes', compressed, encoding, encodingBy: by, head });
    complete &&= isWhole;
  }
  return { rows, files, complete };
}

async function scanHead(
  source: ByteSource,
  label: string,
  rows: EventRows,
  budget: number
): Promise<{ isWhole: boolean; head: string[] }> {
  const scanner = new XesScanner(rows);
  rows.beginFile(sourceName(source));
  let head: string[] = [];
  let room = budget;
  for await (const chunk of xmlChunks(source, label)) {
    if (head.length === 0) head = linesOf(chunk);
    scanner.feed(chunk.subarray(0, room));
    room -= chunk.length;
    if (room < 0) break;
  }
  if (room === budget) throw new MiningError('empty-file', { file: sourceName(source) });
  if (room >= 0) scanner.finish();
  else scanner.pause();
  return { isWhole: room >= 0, head };
}

function linesOf(chunk: Uint8Array): string[] {
  const text = new TextDecoder().decode(chunk.subarray(0, HEAD_LINES * HEAD_LINE_CHARACTERS));
  const lines = text.split(/\r\n|\n|\r/).slice(0, HEAD_LINES);
  return lines.map((line) => (line.length > HEAD_LINE_CHARACTERS ? `${line.slice(0, HEAD_LINE_CHARACTERS)}…` : line));
}

/** Lists and containers hold no value of their own: they are no columns to choose, and come with the import by themselves. */
function recordsOf(rows: EventRows): Records {
  const attributes = rows.attributes.all.filter((column) => !isGroup(column.xesType));
  const count = Math.min(rows.row, Math.ceil(DESCRIBED_CELLS / Math.max(1, attributes.length)));
  const records = Array.from({ length: count }, () => new Array<string>(attributes.length));
  attributes.forEach((attribute, at) => {
    const { codes, dictionary } = attribute.finish(rows.row);
    const texts = allTexts(dictionary);
    for (let row = 0; row < count; row++) records[row]![at] = texts[codes[row]!]!;
  });
  return { attributes, rows: records, lines: Array.from({ length: count }, (_, row) => row + 1) };
}

/** Columns as their values describe them, with the types of their tags and the roles of their keys. */
function draftColumns({ attributes, rows, lines }: Records): ColumnDraft[] {
  const header = attributes.map((attribute) => attribute.name);
  const scopes = attributes.map((attribute) => attribute.scope);
  const described = describeColumns(header, rows, lines, scopes);
  const byKey = new Set(header.map((name) => KEY_ROLES.get(name)).filter((role) => role !== undefined));
  const taken = new Set<ColumnRole>();
  return described.map((column, at) => {
    const tagged = typeOf(attributes[at]!.xesType);
    const type = tagged === 'text' ? column.type : tagged;
    const ofKey = KEY_ROLES.get(column.name);
    let role = ofKey ?? (byKey.has(column.role) ? 'attribute' : column.role);
    if (SINGLE_ROLES.has(role)) {
      if (taken.has(role)) role = 'attribute';
      taken.add(role);
    }
    return { ...column, type, role };
  });
}

function canBeTime(column: ColumnDraft): boolean {
  return column.format !== null;
}

/** The file's name without what it ends with. */
function logName(source: ByteSource): string {
  const name = (source.entry ?? source.name).split(/[/\\]/).at(-1)!;
  return name.replace(/\.(gz|gzip|zip)$/i, '').replace(/\.(xes|xml)$/i, '') || name;
}
