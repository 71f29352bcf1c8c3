import { MiningError } from '$lib/model/errors';
import type { Dialect, DraftOptions, FileDraft } from '$lib/model/import';
import { headOf } from './archive/head';
import { detectDialect, withoutSepLine } from './dialect';
import { checkEncoding, decodeHead, detectEncoding } from './encoding';
import { columnNames, numberedNames } from './header';
import type { ByteSource } from './importer';
import { sourceName } from './sources';
import { MAX_RECORD_BYTES } from './text-parser';
import { firstLines, isBlankText, splitText, type SplitText } from './text-split';

/** Inflated bytes the preview is made from, of all files together, and at least of each. */
const HEAD_BYTES = 2 << 20;
const LEAST_BYTES = 1 << 16;
/** Lines shown as they are written. */
const SHOWN_LINES = 20;
/** Records looked at: of short ones, two megabytes hold more than anyone needs. */
const MAX_RECORDS = 50_000;

/** What the first megabytes of one source say. */
export interface TextHead {
  readonly file: FileDraft;
  readonly dialect: Dialect;
  readonly names: string[];
  /** records with the right number of fields, and the lines they begin on */
  readonly rows: string[][];
  readonly lines: number[];
  readonly raggedRows: number;
  /** that was the whole source */
  readonly complete: boolean;
}

/**
 * Look at the head of a source.
 *
 * @param files how many share the preview
 * @throws MiningError `empty-file`, `wrong-encoding`, `row-too-large`, `unclosed-quote`, `too-many-columns`, and what opening throws
 * Cost: some tens of milliseconds, whatever the file's size.
 */
export async function readHead(source: ByteSource, files: number, options: DraftOptions): Promise<TextHead> {
  const name = sourceName(source);
  let { bytes, complete } = await headOf(source, Math.max(LEAST_BYTES, Math.floor(HEAD_BYTES / files)));
  if (!complete && !hasTwoLines(bytes)) ({ bytes, complete } = await headOf(source, MAX_RECORD_BYTES + 1));
  const found = detectEncoding(bytes, complete, name);
  const encoding = options.encoding ?? found.encoding;
  if (options.encoding !== undefined) checkEncoding(bytes, complete, encoding, name);
  const written = decodeHead(bytes, encoding, complete);
  if (complete && isBlankText(written)) throw new MiningError('empty-file', { file: name });
  if (!complete && !/[\r\n]/.test(written)) throw tooLong(written, options.dialect, name);
  const dialect = detectDialect(written, complete, options.dialect);
  const text = withoutSepLine(written);
  const split = splitText(text, dialect, { maxRecords: MAX_RECORDS, complete });
  const skippedLines = text.length < written.length ? 1 : 0;
  if (split.openQuoteLine !== null && (complete || split.rows.length < 2)) {
    throw new MiningError('unclosed-quote', { file: name, line: split.openQuoteLine + skippedLines });
  }
  if (split.rows.length === 0 && complete) throw new MiningError('empty-file', { file: name });
  if (!complete && split.rows.length < (dialect.header ? 2 : 1)) {
    throw new MiningError('row-too-large', { file: name, line: lineAfter(split) + skippedLines, limit: MAX_RECORD_BYTES });
  }
  const names = dialect.header ? columnNames(split.rows[0]!, name) : numberedNames(usual(split.counts), name);
  const rows: string[][] = [];
  const lines: number[] = [];
  const first = dialect.header ? 1 : 0;
  for (let i = first; i < split.rows.length; i++) {
    const row = fitted(split.rows[i]!, names.length, dialect.header && isBlankText(split.rows[0]!.at(-1)!));
    if (row === null) continue;
    rows.push(row);
    lines.push(split.lines[i]! + skippedLines);
  }
  return {
    file: {
      name: source.name,
      entry: source.entry,
      sizeBytes: source.sizeBytes,
      kind: 'text',
      compressed: source.compressed,
      encoding,
      encodingBy: options.encoding === undefined ? found.by : 'chosen',
      head: firstLines(written, SHOWN_LINES)
    },
    dialect,
    names,
    rows,
    lines,
    raggedRows: split.rows.length - first - rows.length,
    complete: complete && split.rows.length < MAX_RECORDS
  };
}

/** The cells of a record that fits: one empty cell too many is dropped, a nameless last one may lack. */
function fitted(row: string[], fields: number, mayLackLast: boolean): string[] | null {
  if (row.length === fields) return row;
  if (row.length === fields + 1 && row[fields] === '') return row.slice(0, fields);
  return mayLackLast && row.length === fields - 1 ? [...row, ''] : null;
}

/** A line that does not end: too many columns where it is cut into more than there may be, else too large. */
function tooLong(text: string, fixed: Partial<Dialect> | undefined, file: string): MiningError {
  const delimiters = fixed?.delimiter === undefined ? [',', ';', '\t', '|'] : [fixed.delimiter];
  const most = Math.max(...delimiters.map((delimiter) => (delimiter === '' ? 1 : text.split(delimiter, 20_000).length)));
  // names beyond a limit are the more telling fault, where they are many
  if (most > 4096) return new MiningError('too-many-columns', { file, count: most, limit: 4096 });
  return new MiningError('row-too-large', { file, line: 1, limit: MAX_RECORD_BYTES });
}

function hasTwoLines(bytes: Uint8Array): boolean {
  const first = bytes.findIndex((byte) => byte === 10 || byte === 13);
  return first >= 0 && bytes.subarray(first + 2).some((byte) => byte === 10 || byte === 13);
}

/** The line behind the only record, which lies on one line as a rule. */
function lineAfter(split: SplitText): number {
  return (split.lines[0] ?? 0) + 1;
}

/** The most frequent number of fields. */
function usual(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  let best = 1;
  for (const [count, n] of times) if (n > (times.get(best) ?? 0)) best = count;
  return best;
}
