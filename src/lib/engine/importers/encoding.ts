import { MiningError } from '$lib/model/errors';
import type { FileDraft, TextEncoding } from '$lib/model/import';
import type { ByteSource } from './importer';
import { japaneseScore } from './japanese-score';
import { sourceName } from './sources';

/** Share of lines with undecodable bytes, above which a chosen encoding is refused. */
const MAX_DAMAGED_LINES = 0.2;
/** Bytes looked at to tell CP932 from EUC-JP. */
const SCORED_BYTES = 1 << 18;
/** Pairs of bytes looked at for UTF-16 without a mark. */
const UTF16_PAIRS = 2048;
/** Share of them with one zero byte: delimiters, digits and line ends, at least. */
const MIN_ZEROS = 0.2;

const BOM_UTF8 = [0xef, 0xbb, 0xbf];

/**
 * Find how a text is encoded: its mark, else strict UTF-8, else UTF-16LE by its zero bytes, else the better of CP932 and EUC-JP.
 *
 * @param head the first bytes; a sequence cut at the end does not count against UTF-8 unless `complete`
 * @throws MiningError `unsupported-format` for UTF-16BE and UTF-32
 */
export function detectEncoding(
  head: Uint8Array,
  complete: boolean,
  file: string
): { encoding: TextEncoding; by: FileDraft['encodingBy'] } {
  if (startsWith(head, BOM_UTF8)) return { encoding: 'utf-8', by: 'bom' };
  if (startsWith(head, [0xff, 0xfe, 0, 0])) throw new MiningError('unsupported-format', { file, kind: 'UTF-32' });
  if (startsWith(head, [0xff, 0xfe])) return { encoding: 'utf-16le', by: 'bom' };
  if (startsWith(head, [0xfe, 0xff])) throw new MiningError('unsupported-format', { file, kind: 'UTF-16BE' });
  const zeros = zeroBytes(head);
  if (zeros.odd > MIN_ZEROS && isUtf16Text(head, 'utf-16le')) return { encoding: 'utf-16le', by: 'score' };
  if (zeros.even > MIN_ZEROS && isUtf16Text(head, 'utf-16be'))
    throw new MiningError('unsupported-format', { file, kind: 'UTF-16BE' });
  if (isUtf8(head, complete)) return { encoding: 'utf-8', by: 'valid-utf-8' };
  const scored = head.subarray(0, SCORED_BYTES);
  const shiftJis = japaneseScore(scored, 'shift_jis');
  const euc = japaneseScore(scored, 'euc-jp');
  if (Math.max(shiftJis, euc) > 0) return { encoding: euc > shiftJis ? 'euc-jp' : 'shift_jis', by: 'score' };
  // neither makes sense: keep what UTF-8 can read, the rest is counted as damaged
  return { encoding: 'utf-8', by: 'score' };
}

/**
 * Refuse an encoding that does not fit the text.
 *
 * @throws MiningError `wrong-encoding` with the first line and the share of lines that cannot be read
 */
export function checkEncoding(head: Uint8Array, complete: boolean, encoding: TextEncoding, file: string): void {
  const lines = decodeHead(head, encoding, complete).split(/\r\n|\n|\r/);
  const damaged = (line: string): boolean => /[\uFFFD\0]/.test(line);
  const foreign = lines.filter((line) => /[^\x01-\x7e]/.test(line)).length;
  const count = lines.filter(damaged).length;
  const isWrong = count > lines.length * MAX_DAMAGED_LINES || (foreign >= 10 && count > foreign * MAX_DAMAGED_LINES);
  // UTF-8 read as UTF-16 is all ideographs, without an end of line
  const noLines = encoding === 'utf-16le' && lines.length === 1 && head.length > 1 && isUtf8(head, complete);
  if (!isWrong && !noLines) return;
  const line = noLines ? 1 : lines.findIndex(damaged) + 1;
  throw new MiningError('wrong-encoding', { file, encoding, line, share: noLines ? 1 : count / lines.length });
}

/** The head as text; a character cut at its end is left out unless `complete`. */
export function decodeHead(head: Uint8Array, encoding: TextEncoding, complete: boolean): string {
  return new TextDecoder(encoding).decode(head, { stream: !complete });
}

/** True where every byte is valid UTF-8; a sequence cut at the end passes unless `complete`. */
export function isUtf8(bytes: Uint8Array, complete: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !complete });
    return true;
  } catch {
    return false;
  }
}

/**
 * The source as UTF-8, chunk by chunk, without a byte order mark. UTF-8 passes as it is, invalid sequences included;
 * other encodings are transcoded, undecodable bytes becoming U+FFFD.
 */
export async function* utf8Stream(
  source: ByteSource,
  encoding: TextEncoding,
  onRead?: (storedBytes: number) => void
): AsyncGenerator<Uint8Array, void, void> {
  if (encoding === 'utf-8') {
    yield* withoutMark(source.stream(onRead));
    return;
  }
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  try {
    for await (const chunk of source.stream(onRead)) {
      const bytes = encoder.encode(decoder.decode(chunk, { stream: true }));
      if (bytes.length > 0) yield bytes;
    }
    const rest = encoder.encode(decoder.decode());
    if (rest.length > 0) yield rest;
  } catch (why) {
    if (why instanceof MiningError) throw why;
    throw new MiningError('wrong-encoding', { file: sourceName(source), encoding, why: String(why) });
  }
}

/** Drops EF BB BF at the beginning, however the chunks cut it. */
async function* withoutMark(chunks: AsyncGenerator<Uint8Array, void, void>): AsyncGenerator<Uint8Array, void, void> {
  let held = new Uint8Array(0);
  let begun = false;
  for await (const chunk of chunks) {
    if (begun) {
      yield chunk;
      continue;
    }
    const joined = held.length === 0 ? chunk : concat(held, chunk);
    if (joined.length < 3 && BOM_UTF8.slice(0, joined.length).every((byte, i) => joined[i] === byte)) {
      held = new Uint8Array(joined);
      continue;
    }
    begun = true;
    const rest = startsWith(joined, BOM_UTF8) ? joined.subarray(3) : joined;
    if (rest.length > 0) yield rest;
  }
  if (!begun && held.length > 0) yield held;
}

function zeroBytes(head: Uint8Array): { odd: number; even: number } {
  const pairs = Math.min(UTF16_PAIRS, head.length >> 1);
  let odd = 0;
  let even = 0;
  for (let i = 0; i < pairs; i++) {
    if (head[i * 2] === 0) even++;
    if (head[i * 2 + 1] === 0) odd++;
  }
  return { odd: odd / Math.max(1, pairs), even: even / Math.max(1, pairs) };
}

/** Text has no control characters but tabs and line ends, and no half of a surrogate pair. */
function isUtf16Text(head: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): boolean {
  const text = new TextDecoder(encoding).decode(head.subarray(0, 2 * UTF16_PAIRS), { stream: true });
  return !/[\0-\x08\x0e-\x1f\uFFFD]/.test(text);
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

function startsWith(head: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => head[i] === byte);
}
