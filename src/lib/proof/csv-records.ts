import { CSV_BOM, csvRecord } from '$lib/model/csv-cell';

const QUOTE = 34;
const LINE_FEED = 10;

/** Split bytes into CSV records, each with its line end: a line feed inside quotes ends none. */
export async function* splitRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array();
  let quoted = false;
  for await (const chunk of chunks) {
    let begin = 0;
    for (let at = 0; at < chunk.length; at++) {
      if (chunk[at] === QUOTE) quoted = !quoted;
      if (chunk[at] !== LINE_FEED || quoted) continue;
      yield join(rest, chunk.subarray(begin, at + 1));
      rest = new Uint8Array();
      begin = at + 1;
    }
    rest = join(rest, chunk.subarray(begin));
  }
  if (rest.length > 0) yield rest;
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b.slice();
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

const CELL = /(?:^|,)(?:"([^"]*(?:""[^"]*)*)"|([^",]*))/gy;

/**
 * The cells of one record as they stand in the file, guards and all.
 *
 * @param isFirst of the file: a byte order mark is taken away
 * @returns undefined where it is no UTF-8, or not written as `csvRecord` writes
 */
export function cellsOf(record: Uint8Array, isFirst = false): string[] | undefined {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(record);
  } catch {
    return undefined;
  }
  if (isFirst) {
    if (!text.startsWith(CSV_BOM)) return undefined;
    text = text.slice(CSV_BOM.length);
  }
  if (!text.endsWith('\r\n')) return undefined;
  const line = text.slice(0, -2);
  const cells: string[] = [];
  CELL.lastIndex = 0;
  do {
    const match = CELL.exec(line);
    if (!match || (match[0] === '' && cells.length > 0)) return undefined;
    cells.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
  } while (CELL.lastIndex < line.length);
  // written anew it must be the same: a guarded cell starts with ', so that it is not guarded again
  return csvRecord(cells) === text ? cells : undefined;
}
