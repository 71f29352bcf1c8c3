import { MiningError, type ErrorCode, type ErrorDetail } from '$lib/model/errors';
import { HASH_SEED, hashBytes } from '../column-builder';
import { decodeValue, Scratch } from './entities';
import type { EventRows } from './event-rows';
import { MarkupReader } from './markup-reader';
import type { Shape } from './place';

/** Bytes gathered before they are scanned. */
const BLOCK_BYTES = 1 << 20;
/** A tag longer than this is refused. */
const MAX_TAG_BYTES = 64 << 20;
/** Room behind the last byte: a NUL ends every run. */
const SLACK = 16;

const FNV_PRIME = 0x01000193;
const NO_BYTES = -1;

/**
 * Scans one XES file, fed in chunks of UTF-8 of any size, into `EventRows`. Where the file repeats itself it compares bytes
 * ([Note: shape prediction] in `place.ts`); everything else the `MarkupReader` reads.
 *
 * Every error carries `byte`, the offset in the UTF-8 text.
 */
export class XesScanner {
  #bytes: Uint8Array;
  #view: DataView;
  #end = 0;
  /** offset in the file of the first byte in `#bytes` */
  #base = 0;
  /** bytes that must be there before scanning goes on */
  #wanted: number;
  #scratch = new Scratch();
  readonly #markup: MarkupReader;

  /** @param blockBytes scan when as many bytes are there (tests make it small) */
  constructor(
    private readonly rows: EventRows,
    private readonly blockBytes = BLOCK_BYTES
  ) {
    this.#wanted = blockBytes;
    this.#bytes = new Uint8Array(blockBytes * 2 + SLACK);
    this.#view = new DataView(this.#bytes.buffer);
    this.#markup = new MarkupReader(rows, (code, at, detail) => this.#error(code, at, detail));
  }

  /** @throws MiningError `xes-malformed`, `xes-doctype`, `xes-too-deep`, `field-too-large` */
  feed(chunk: Uint8Array): void {
    for (let from = 0; from < chunk.length;) {
      const take = Math.min(chunk.length - from, Math.max(1, this.#wanted - this.#end));
      this.#append(chunk.subarray(from, from + take));
      from += take;
      if (this.#end >= this.#wanted) this.#scan();
    }
  }

  /** Scan what was fed and stop there; an open trace keeps what it has. */
  pause(): void {
    this.#scan();
    this.rows.pause();
  }

  /** The file's end. @throws MiningError `xes-truncated` inside an element, `xes-malformed` where there is none */
  finish(): void {
    this.#scan();
    const markup = this.#markup;
    if (markup.isOpen || this.#end > 0) throw this.#error('xes-truncated', this.#end, {});
    if (!markup.sawLog) throw this.#error('xes-malformed', this.#end, { expected: 'log' });
  }

  #append(part: Uint8Array): void {
    const needed = this.#end + part.length + SLACK;
    if (needed > this.#bytes.length) {
      const bytes = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
      bytes.set(this.#bytes.subarray(0, this.#end));
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer);
    }
    this.#bytes.set(part, this.#end);
    this.#end += part.length;
    this.#bytes[this.#end] = 0;
  }

  #scan(): void {
    const markup = this.#markup;
    let at = 0;
    for (;;) {
      at = this.#predict(at);
      const next = markup.advance(this.#bytes, at, this.#end);
      if (next < 0) break;
      at = next;
    }
    at = markup.consumed;
    const rest = this.#end - at;
    if (rest > MAX_TAG_BYTES) throw this.#error('field-too-large', at, { max: MAX_TAG_BYTES });
    this.#bytes.copyWithin(0, at, this.#end);
    this.#base += at;
    this.#end = rest;
    this.#bytes[rest] = 0;
    this.#wanted = Math.max(this.blockBytes, rest + 1, rest < 4096 ? 0 : rest * 2);
  }

  /** Go on from `at` as long as known shapes follow. @returns where they no longer do */
  #predict(at: number): number {
    const bytes = this.#bytes;
    const view = this.#view;
    const end = this.#end;
    const rows = this.rows;
    let last: Shape = this.#markup.last;
    let p = at;
    next: for (;;) {
      const candidates = last.next;
      candidate: for (let k = 0; k < candidates.length; k++) {
        const shape = candidates[k]!;
        const words = shape.words;
        const prefixLength = shape.prefix.length;
        if (p + prefixLength >= end) continue;
        for (let w = 0, q = p; w < words.length; w++, q += 4) if (view.getInt32(q, true) !== words[w]) continue candidate;
        if (view.getInt32(p + prefixLength - 4, true) !== shape.lastWord) continue;
        const column = shape.column!;
        const isOfEvent = column.scope === 'event';
        if (!shape.fresh) {
          const stamp = isOfEvent ? rows.event : rows.trace;
          if (column.seen === stamp) continue;
          if (column.prior !== null && column.prior.seen !== stamp) continue;
        }
        const suffix = shape.suffix;
        const from = p + prefixLength;
        let to = from;
        let hash = HASH_SEED;
        let length = 0;
        if (suffix.length > 0) {
          const stops = shape.stops;
          let byte = bytes[to]!;
          while (stops[byte] === 0) {
            hash = Math.imul(hash ^ byte, FNV_PRIME);
            byte = bytes[++to]!;
          }
          length = to - from;
          if (byte !== suffix[0]) {
            if (byte === 0 || (to = this.#coded(from, end, suffix[0]!)) < 0) break next;
            length = NO_BYTES;
          }
          if (to + suffix.length > end) break next;
          for (let i = 1; i < suffix.length; i++) if (bytes[to + i] !== suffix[i]) continue candidate;
        }
        const steps = shape.steps;
        for (let i = 0; i < steps.length; i++) rows.step(steps[i]!);
        column.seen = isOfEvent ? rows.event : rows.trace;
        if (length > 0) {
          rows.put(column, bytes, from, to, hash);
        } else if (length === NO_BYTES) {
          const scratch = this.#scratch;
          rows.put(column, scratch.bytes, 0, scratch.length, hashBytes(scratch.bytes, 0, scratch.length));
        } else {
          rows.put(column, bytes, from, from, HASH_SEED);
        }
        p = to + suffix.length;
        if (k > 0) {
          candidates[k] = candidates[k - 1]!;
          candidates[k - 1] = shape;
        }
        last = shape;
        continue next;
      }
      break;
    }
    this.#markup.last = last;
    return p;
  }

  /** A value with references or line ends, decoded into `#scratch`. @returns the position of its quote, or -1 */
  #coded(from: number, end: number, quote: number): number {
    const to = this.#bytes.indexOf(quote, from);
    if (to < 0 || to >= end) return -1;
    return decodeValue(this.#bytes, from, to, this.#scratch) < 0 ? to : -1;
  }

  #error(code: ErrorCode, at: number, detail: ErrorDetail): MiningError {
    return new MiningError(code, { byte: this.#base + at, ...detail });
  }
}
