import { MiningError } from '$lib/model/errors';
import type { DraftOptions, ImportDraft, ImportedTable, ImportPlan, TextEncoding } from '$lib/model/import';
import { headOf } from './archive/head';
import { describeColumns, needsZone, proposeLifecycle } from './columns';
import { decodeHead, detectEncoding, isUtf8, utf8Stream } from './encoding';
import { foreignKind, looksBinary } from './foreign-kind';
import { columnNames, matchHeaders } from './header';
import type { ByteSource, Importer, ReadProgress } from './importer';
import { RowBuilder } from './row-builder';
import { sourceName } from './sources';
import { readHead, type TextHead } from './text-head';
import { MAX_COLUMNS, RecordParser, type RecordSink } from './text-parser';
import { isBlankText } from './text-split';

/** Records shown cell by cell. */
const PREVIEW_ROWS = 100;
/** Bytes looked at to see whether a file has its plan's encoding. */
const ENCODING_BYTES = 1 << 16;

/** CSV, TSV and other separated text, in any encoding of `ENCODINGS`. The importer of last resort: takes whatever is text. */
export const textImporter: Importer = {
  kind: 'text',
  accepts: (head, name) => foreignKind(head, name) === null && (isUtf16(head) || !looksBinary(head)),
  inspect,
  read
};

async function inspect(sources: readonly ByteSource[], options: DraftOptions): Promise<ImportDraft> {
  const heads: TextHead[] = [];
  for (const source of sources) {
    const dialect = heads[0] ? { ...heads[0].dialect, ...options.dialect } : options.dialect;
    heads.push(await readHead(source, sources.length, { ...options, ...(dialect && { dialect }) }));
  }
  const [first] = heads;
  if (!first) throw new MiningError('empty-file');
  const { names, rows, lines } = joined(heads);
  if (rows.length === 0 && heads.every((head) => head.complete && head.raggedRows === 0)) {
    throw new MiningError('header-only', { file: first.file.name, columns: names.length });
  }
  const columns = describeColumns(names, rows, lines);
  return {
    name: logName(sources[0]!),
    kind: 'text',
    files: heads.map((head) => head.file),
    dialect: first.dialect,
    columns,
    rows: rows.length,
    complete: heads.every((head) => head.complete),
    preview: rows.slice(0, PREVIEW_ROWS),
    needsZone: needsZone(columns),
    lifecycle: proposeLifecycle(columns, rows),
    raggedRows: heads.reduce((sum, head) => sum + head.raggedRows, 0)
  };
}

/** The rows of all heads, in the column order of the first. */
function joined(heads: readonly TextHead[]): { names: string[]; rows: string[][]; lines: number[] } {
  const { names } = heads[0]!;
  const rows: string[][] = [];
  const lines: number[] = [];
  for (const head of heads) {
    const order = matchHeaders(names, head.names, fullName(head));
    const inOrder = order.every((from, to) => from === to);
    for (const row of head.rows) rows.push(inOrder ? row : order.map((from) => row[from]!));
    for (const line of head.lines) lines.push(line);
  }
  return { names, rows, lines };
}

async function read(sources: readonly ByteSource[], plan: ImportPlan, progress: ReadProgress): Promise<ImportedTable> {
  const { dialect } = plan;
  if (!dialect) throw new MiningError('internal', { why: 'a plan for text without a dialect' });
  const rows = new RowBuilder(plan);
  let storedBefore = 0;
  for (const [i, source] of sources.entries()) {
    const name = sourceName(source);
    const encoding = await encodingOf(source, plan.encoding, i === 0);
    const begin = new FileBeginning(rows, plan, name, encoding);
    const parser = new RecordParser(dialect, begin, name);
    if (!dialect.header) begin.withoutHeader(parser);
    let stored = 0;
    for await (const chunk of utf8Stream(source, encoding, (bytes) => (stored = bytes))) {
      parser.push(chunk);
      progress(storedBefore + stored, rows.rowsRead);
    }
    parser.end();
    rows.endFile();
    storedBefore += source.sizeBytes;
    progress(storedBefore, rows.rowsRead);
  }
  if (rows.rowsRead === 0) throw new MiningError('header-only', { file: sources[0]?.name ?? '' });
  return rows.finish();
}

/** Reads the header of a file, then hands its records to the rows. */
class FileBeginning implements RecordSink {
  #isOpen = true;
  constructor(
    private readonly rows: RowBuilder,
    private readonly plan: ImportPlan,
    private readonly file: string,
    private readonly encoding: TextEncoding
  ) {}

  withoutHeader(parser: RecordParser): void {
    const fieldOf = new Map(this.plan.columns.map((column) => [column.index, column.index]));
    this.#begin(parser, fieldOf, this.plan.columns.length, false);
  }

  record(parser: RecordParser, count: number, line: number, from: number, to: number): boolean {
    if (!this.#isOpen) return this.rows.record(parser, count, line, from, to);
    const text = (a: number, z: number): string => new TextDecoder().decode(parser.bytes.subarray(a, z));
    if (line === 1 && /^"?sep=.?"?$/i.test(text(from, Math.min(to, from + 8)))) return false;
    if (count > MAX_COLUMNS) throw new MiningError('too-many-columns', { file: this.file, count, limit: MAX_COLUMNS });
    const cells = Array.from({ length: count }, (_, i) => text(parser.from[i]!, parser.to[i]!));
    const wanted = [...this.plan.columns].sort((a, b) => a.index - b.index);
    const wantedNames = wanted.map((column) => column.name);
    const fields = matchHeaders(wantedNames, columnNames(cells, this.file), this.file);
    const fieldOf = new Map(wanted.map((column, i) => [column.index, fields[i]!]));
    this.#begin(parser, fieldOf, count, isBlankText(cells.at(-1)!));
    return false;
  }

  batch(parser: RecordParser, records: number): void {
    this.rows.batch(parser, records);
  }

  #begin(parser: RecordParser, fieldOf: ReadonlyMap<number, number>, fields: number, mayLackLast: boolean): void {
    this.#isOpen = false;
    this.rows.beginFile(parser, { file: this.file, encoding: this.encoding, fieldOf, fields, mayLackLast });
  }
}

/**
 * The plan's encoding, which was found in (or chosen for) the first file; another file has its own where it says so or where
 * the plan's does not fit.
 */
async function encodingOf(source: ByteSource, planned: TextEncoding | null, isFirst: boolean): Promise<TextEncoding> {
  const { bytes, complete } = await headOf(source, ENCODING_BYTES);
  const found = detectEncoding(bytes, complete, sourceName(source));
  if (planned === null || planned === found.encoding) return found.encoding;
  if (isFirst) return planned;
  if (found.by === 'bom') return found.encoding;
  const fits = planned === 'utf-8' ? isUtf8(bytes, complete) : !decodeHead(bytes, planned, complete).includes('\uFFFD');
  const isForeign = bytes.some((byte) => byte >= 0x80);
  return fits && !(found.by === 'valid-utf-8' && isForeign) ? planned : found.encoding;
}

function isUtf16(head: Uint8Array): boolean {
  try {
    return detectEncoding(head, false, '').encoding === 'utf-16le';
  } catch {
    // big-endian or 32 bits: text, which `inspect` names and refuses
    return true;
  }
}

/** The file's name without what it ends with. */
function logName(source: ByteSource): string {
  const name = (source.entry ?? source.name).split(/[/\\]/).at(-1)!;
  return name.replace(/\.(gz|gzip|zip)$/i, '').replace(/\.(csv|tsv|txt|tab|dat|psv)$/i, '') || name;
}

function fullName(head: TextHead): string {
  return sourceName(head.file);
}
