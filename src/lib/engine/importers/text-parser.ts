import { MiningError } from '$lib/model/errors';
import type { Dialect } from '$lib/model/import';
import { HASH_SEED, isBlank, isPadding } from './byte-text';
import { afterReturn, hashField, skipField } from './field-scan';

export const MAX_COLUMNS = 4_096;
export const MAX_FIELD_BYTES = 1 << 20;
export const MAX_RECORD_BYTES = 8 << 20;

const HASH_PRIME = 0x01000193;

/** Fields whose places are kept: beyond, they are only counted. */
const KEPT_FIELDS = MAX_COLUMNS + 2;
/** Bytes worked on at once: what is cut is still in the nearer caches when its columns are worked through. */
const PIECE_BYTES = 1 << 18;

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;

/** What a byte is to the scanner. Anything but ORDINARY ends an unquoted field. */
const ORDINARY = 0;
const DELIMITER = 1;
const LINE_END = 2;
/** At the beginning of a field: it may be quoted. */
const OPENING = 1;

/** Most records given at once. */
export const BATCH_RECORDS = 512;
/** Most fields of them. */
const BATCH_FIELDS = 1 << 16;

/** Takes the records. */
export interface RecordSink {
  /**
   * A record was cut: its field `i < count` is `parser.bytes[parser.from[parser.base + i] .. parser.to[parser.base + i])`.
   * @param line on which it begins, from 1
   * @param from where it begins; @param to where it ends, without its line end
   * @returns true to keep its first fields (as many as `parser.keep` was told) for `batch`
   */
  record(parser: RecordParser, count: number, line: number, from: number, to: number): boolean;
  /** Records were kept: field `i` of record `r` is at `r * stride + i`. Places are valid during the call only. */
  batch(parser: RecordParser, records: number): void;
}

/**
 * Cuts separated text into records and fields, byte by byte, from UTF-8 chunks of any size.
 *
 * Fields are places in `bytes`, never strings; the fields of some hundred records are given at once, so that a column can be
 * worked through in one go. Unquoted fields, and quoted ones without escapes, lie where they were read; others
 * are unescaped into scratch space behind the text. The hash of a field comes out of the loop that looks for its end.
 * `splitText` is the same in a few lines, for texts in memory; the two must agree.
 *
 * Cost: about 2 ns a byte; memory is twice a chunk and a record (8 MiB at most).
 */
export class RecordParser {
  bytes = new Uint8Array(1 << 16);
  from = new Int32Array(KEPT_FIELDS);
  to = new Int32Array(KEPT_FIELDS);
  /** FNV-1a of each field that `keep` was asked for */
  hashes = new Int32Array(KEPT_FIELDS);
  /** where the fields of the record being cut begin */
  base = 0;
  /** fields kept of each record of a batch */
  stride = 0;

  readonly #hashed = new Uint8Array(KEPT_FIELDS);
  readonly #kind = new Uint8Array(256);
  readonly #start = new Uint8Array(256);
  /** -1 where there is none */
  readonly #quote: number;
  readonly #escape: number;
  #batchRecords = 0;
  #kept = 0;
  #length = 0;
  #line = 1;
  #openQuoteLine = 0;
  /** line ends inside the quoted fields of the record being cut */
  #lines = 0;
  #scratch = 0;

  /** @param file named in errors */
  constructor(
    dialect: Dialect,
    private readonly sink: RecordSink,
    private readonly file: string
  ) {
    this.#quote = byteOf(dialect.quote);
    this.#escape = dialect.escape === dialect.quote ? -1 : byteOf(dialect.escape);
    const delimiter = byteOf(dialect.delimiter);
    if (delimiter >= 0) this.#kind[delimiter] = DELIMITER;
    this.#kind[LF] = LINE_END;
    this.#kind[CR] = LINE_END;
    if (this.#quote < 0) return;
    for (const byte of [SPACE, TAB, this.#quote]) if (byte !== delimiter) this.#start[byte] = OPENING;
  }

  /** From the next record on, keep the first `stride` fields of records for batches, and hash these of them. */
  keep(stride: number, hashed: Iterable<number>): void {
    this.#hashed.fill(0);
    for (const field of hashed) this.#hashed[field] = 1;
    this.stride = stride;
    this.#batchRecords = Math.max(1, Math.min(BATCH_RECORDS, Math.floor(BATCH_FIELDS / Math.max(1, stride))));
    const room = this.#batchRecords * stride + KEPT_FIELDS;
    this.from = new Int32Array(room);
    this.to = new Int32Array(room);
    this.hashes = new Int32Array(room);
  }

  /** @throws MiningError `row-too-large`, `unclosed-quote`; what the sink throws */
  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length;) {
      // a record is begun again with every piece: the longer it is, the larger they get
      const end = at + Math.max(PIECE_BYTES, this.#length);
      this.#pushPiece(chunk.subarray(at, end));
      at = end;
    }
  }

  #pushPiece(chunk: Uint8Array): void {
    const needed = 2 * (this.#length + chunk.length) + 2;
    if (this.bytes.length < needed) {
      const larger = new Uint8Array(needed + (needed >> 2));
      larger.set(this.bytes.subarray(0, this.#length));
      this.bytes = larger;
    }
    this.bytes.set(chunk, this.#length);
    this.#length += chunk.length;
    const used = this.#parse(false);
    this.bytes.copyWithin(0, used, this.#length);
    this.#length -= used;
    if (this.#length > MAX_RECORD_BYTES) throw this.#tooLarge(this.#line);
  }

  /** No more chunks: the last record may lack its line end. */
  end(): void {
    this.#parse(true);
    if (this.#openQuoteLine > 0) throw new MiningError('unclosed-quote', { file: this.file, line: this.#openQuoteLine });
  }

  /** @returns bytes that are done with */
  #parse(final: boolean): number {
    this.#scratch = this.#length + 1;
    const used = this.#cut(final);
    this.#giveBatch();
    return used;
  }

  #giveBatch(): void {
    if (this.#kept > 0) this.sink.batch(this, this.#kept);
    this.#kept = 0;
    this.base = 0;
  }

  #cut(final: boolean): number {
    const { bytes } = this;
    let { from, to, hashes, base } = this;
    const length = this.#length;
    const kind = this.#kind;
    const start = this.#start;
    const hashed = this.#hashed;
    // ends the last field without asking at every byte whether there is a next one
    bytes[length] = LF;
    let line = this.#line;
    let at = 0;
    while (at < length) {
      const recordFrom = at;
      let count = 0;
      let byte = 0;
      for (;;) {
        const field = count < KEPT_FIELDS ? count : KEPT_FIELDS - 1;
        const place = base + field;
        count++;
        if (start[bytes[at]!] === OPENING && this.#opensQuote(at)) {
          at = this.#quoted(at, length, line, place);
          if (at < 0) break;
        } else {
          from[place] = at;
          at = hashed[field] === 1 ? hashField(bytes, at, kind, hashes, place) : skipField(bytes, at, kind);
          to[place] = at;
        }
        byte = bytes[at]!;
        if (kind[byte] !== DELIMITER) break;
        at++;
      }
      const recordTo = at;
      const isCut = at < 0 || (!final && (at >= length || (byte === CR && at + 1 >= length)));
      if (isCut) {
        this.#line = line;
        this.#lines = 0;
        return recordFrom;
      }
      const recordLine = line;
      line += this.#lines + 1;
      this.#lines = 0;
      at = byte === CR ? afterReturn(bytes, at, length) : at + 1;
      if (count === 1 && this.#isBlankRecord()) continue;
      if (recordTo - recordFrom > MAX_RECORD_BYTES) throw this.#tooLarge(recordLine);
      if (this.sink.record(this, count, recordLine, recordFrom, recordTo)) {
        this.base += this.stride;
        if (++this.#kept === this.#batchRecords) this.#giveBatch();
      }
      // the sink may have called `keep`
      ({ from, to, hashes, base } = this);
    }
    this.#line = line;
    return length;
  }

  #isBlankRecord(): boolean {
    return isBlank(this.bytes, this.from[this.base]!, this.to[this.base]!);
  }

  /** Blanks may stand before a quote. */
  #opensQuote(at: number): boolean {
    let byte = this.bytes[at]!;
    while (byte !== this.#quote && this.#start[byte] === OPENING) byte = this.bytes[++at]!;
    return byte === this.#quote;
  }

  /** Reads a quoted field. @returns where its delimiter or line end is, -1 where the text ends before */
  #quoted(at: number, length: number, line: number, place: number): number {
    const bytes = this.bytes;
    const quote = this.#quote;
    const escape = this.#escape;
    while (bytes[at] !== quote) at++;
    let hash = HASH_SEED;
    const linesBefore = this.#lines;
    let copied = -1;
    let segment = ++at;
    for (;;) {
      if (at >= length) {
        this.#openQuoteLine = line + linesBefore;
        return -1;
      }
      let byte = bytes[at]!;
      if (byte === quote) {
        if (at + 1 >= length || bytes[at + 1] !== quote) break;
        copied = this.#copy(copied, segment, at);
        segment = ++at;
      } else if (byte === escape && at + 1 < length) {
        copied = this.#copy(copied, segment, at);
        segment = ++at;
        byte = bytes[at]!;
      }
      if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) this.#lines++;
      hash = Math.imul(hash ^ byte, HASH_PRIME);
      at++;
    }
    this.#openQuoteLine = 0;
    let to = at++;
    const rest = at;
    while (this.#kind[bytes[at]!] === ORDINARY) at++;
    if (at > rest && !isPadding(bytes, rest, at)) {
      copied = this.#copy(copied, segment, to);
      for (let i = rest; i < at; i++) hash = Math.imul(hash ^ bytes[i]!, HASH_PRIME);
      segment = rest;
      to = at;
    }
    if (copied >= 0) {
      copied = this.#copy(copied, segment, to);
      segment = copied;
      to = this.#scratch;
    }
    this.from[place] = segment;
    this.to[place] = to;
    this.hashes[place] = hash;
    return at;
  }

  /** Appends to the field's scratch space. @returns where that begins */
  #copy(copied: number, from: number, to: number): number {
    const begin = copied < 0 ? this.#scratch : copied;
    this.bytes.copyWithin(this.#scratch, from, to);
    this.#scratch += to - from;
    return begin;
  }

  #tooLarge(line: number): MiningError {
    if (this.#openQuoteLine > 0) return new MiningError('unclosed-quote', { file: this.file, line: this.#openQuoteLine });
    return new MiningError('row-too-large', { file: this.file, line, limit: MAX_RECORD_BYTES });
  }
}

/** A dialect's character as a byte, -1 for none. */
function byteOf(character: string): number {
  return character === '' ? -1 : character.charCodeAt(0) & 0x7f;
}
