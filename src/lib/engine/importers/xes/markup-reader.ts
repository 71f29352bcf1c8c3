import type { ErrorCode, ErrorDetail, MiningError } from '$lib/model/errors';
import { hashBytes } from '../column-builder';
import { type AttributeColumn, widerTag } from './attribute-column';
import { BetweenTags } from './between-tags';
import { decodeValue, Scratch } from './entities';
import type { EventRows } from './event-rows';
import {
  ATTRIBUTE,
  CLOSE_EVENT,
  CLOSE_TRACE,
  DOCUMENT,
  EVENT,
  LOG,
  OPEN_EVENT,
  OPEN_TRACE,
  Place,
  type PlaceKind,
  sameBytes,
  type Shape,
  SKIPPED,
  TRACE
} from './place';
import { INCOMPLETE, isWord, MALFORMED, TagReader } from './tag-reader';

/** Elements open at once; deeper is refused. */
const MAX_DEPTH = 64;
/** Longer stretches between two values are not remembered as shapes. */
const MAX_PREFIX_BYTES = 1024;
const MAX_SUFFIX_BYTES = 64;

/** What an error shows of the markup at fault. */
const SHOWN_BYTES = 40;

const SLASH = 0x2f;
const QUESTION = 0x3f;
const EXCLAMATION = 0x21;

const NOTHING = new Uint8Array(0);
/** stands for the key of an element that has none: no key can hold a NUL */
const KEYLESS = Uint8Array.of(0);
const XES_TAGS: ReadonlySet<string> = new Set(['string', 'date', 'int', 'float', 'boolean', 'id', 'list', 'container']);

const decoder = new TextDecoder();

/**
 * Reads any XES markup, one tag after the other, and teaches the scanner the shapes it meets ([Note: shape prediction]).
 * Not checked, because nothing depends on it: names against the XML alphabet, repeated attributes other than `key` and `value`,
 * references in text, namespaces' addresses.
 */
export class MarkupReader {
  /** the shape that was read last; its `to` is the place reading stands at */
  last: Shape;
  /** where reading stopped for want of bytes */
  consumed = 0;
  sawLog = false;
  readonly #between: BetweenTags;
  readonly #tag = new TagReader();
  readonly #key = new Scratch();
  readonly #value = new Scratch();
  #steps: number[] = [];

  constructor(
    private readonly rows: EventRows,
    private readonly fault: (code: ErrorCode, at: number, detail: ErrorDetail) => MiningError
  ) {
    this.last = new Place(DOCUMENT, null, NOTHING, NOTHING, null).entry;
    this.#between = new BetweenTags(fault);
  }

  /** Some element, comment or instruction is not closed yet. */
  get isOpen(): boolean {
    return this.#between.isOpen || this.last.to.kind !== DOCUMENT;
  }

  /**
   * Read from `at` (between two tags) until an attribute of an event or trace was read.
   *
   * @param end end of the bytes there are; `bytes[end]` is 0
   * @returns where reading may go on, or -1 where more bytes are needed; `consumed` then says from where on they must be kept
   */
  advance(bytes: Uint8Array, at: number, end: number): number {
    // a stretch that begins inside a comment is not known whole
    const gap = this.#between.isOpen ? -1 : at;
    const before = this.last;
    let place = before.to;
    let p = at;
    this.#steps = [];
    for (;;) {
      p = this.#between.skip(bytes, p, end, place.kind === DOCUMENT);
      if (this.#between.isOpen || p >= end - 1) break;
      const second = bytes[p + 1]!;
      if (second === SLASH) {
        const next = this.#tag.readEnd(bytes, p, end);
        if (next === INCOMPLETE) break;
        if (next === MALFORMED) throw this.#malformed(this.#tag.faultAt);
        place = this.#close(place, bytes, p);
        p = next;
      } else if (second === EXCLAMATION || second === QUESTION) {
        const next = this.#between.begin(bytes, p, end, place.kind === DOCUMENT);
        if (next < 0) break;
        p = next;
      } else {
        const next = this.#tag.read(bytes, p, end);
        if (next === INCOMPLETE) break;
        if (next === MALFORMED) throw this.#malformed(this.#tag.faultAt);
        const opened = this.#open(place, bytes, p);
        const isAttribute = opened.column !== null && this.#tag.keyFrom >= 0;
        const to = this.#tag.selfClosing ? place : opened;
        if (this.#tag.selfClosing && !isAttribute) this.#left(opened);
        if (isAttribute) {
          const shape = this.#learn(before.to, to, opened.column, bytes, gap, next);
          if (shape) before.expect(shape);
          this.last = shape ?? to.entry;
          return next;
        }
        place = to;
        p = next;
      }
    }
    this.consumed = Math.min(p, end);
    this.last = place.entry;
    return -1;
  }

  #close(place: Place, bytes: Uint8Array, at: number): Place {
    const { nameFrom, nameTo } = this.#tag;
    if (place.parent === null || !sameBytes(place.tag, bytes, nameFrom, nameTo)) {
      const expected = place.parent === null ? null : `</${shown(place.tag, 0, place.tag.length)}>`;
      throw this.#malformed(at, { found: `</${shown(bytes, nameFrom, nameTo)}>`, expected });
    }
    this.#left(place);
    return place.parent;
  }

  #left(place: Place): void {
    if (place.kind === EVENT) this.#step(CLOSE_EVENT);
    else if (place.kind === TRACE) this.#step(CLOSE_TRACE);
  }

  #step(step: number): void {
    this.#steps.push(step);
    this.rows.step(step);
  }

  /** The place of the element whose start tag was just read. Its value, where it has one, is stored. */
  #open(place: Place, bytes: Uint8Array, at: number): Place {
    const tag = this.#tag;
    if (place.depth === MAX_DEPTH) throw this.fault('xes-too-deep', at, { max: MAX_DEPTH });
    const kind = this.#kindOf(place, bytes, at);
    if (kind === ATTRIBUTE && tag.keyFrom >= 0) return this.#attribute(place, bytes);
    if (kind === EVENT) this.#step(OPEN_EVENT);
    else if (kind === TRACE) this.#step(OPEN_TRACE);
    return (
      place.child(bytes, tag.nameFrom, tag.nameTo, KEYLESS, 0, 1) ??
      place.addChild(
        new Place(kind, place, bytes.slice(tag.nameFrom, tag.nameTo), KEYLESS, kind === ATTRIBUTE ? place.column : null)
      )
    );
  }

  #kindOf(place: Place, bytes: Uint8Array, at: number): PlaceKind {
    const { localFrom, nameTo, keyFrom } = this.#tag;
    switch (place.kind) {
      case DOCUMENT:
        if (this.sawLog || !isWord(bytes, localFrom, nameTo, 'log')) {
          const found = `<${shown(bytes, this.#tag.nameFrom, nameTo)}>`;
          throw this.#malformed(at, { found, expected: this.sawLog ? null : '<log>' });
        }
        this.sawLog = true;
        return LOG;
      case LOG:
        if (isWord(bytes, localFrom, nameTo, 'trace')) return TRACE;
        return isWord(bytes, localFrom, nameTo, 'event') ? EVENT : SKIPPED;
      case TRACE:
        if (isWord(bytes, localFrom, nameTo, 'event')) return EVENT;
        return keyFrom >= 0 ? ATTRIBUTE : SKIPPED;
      case EVENT:
        return keyFrom >= 0 ? ATTRIBUTE : SKIPPED;
      case ATTRIBUTE:
        return keyFrom >= 0 || isWord(bytes, localFrom, nameTo, 'values') ? ATTRIBUTE : SKIPPED;
      case SKIPPED:
        return SKIPPED;
    }
  }

  #attribute(place: Place, bytes: Uint8Array): Place {
    const { rows } = this;
    const tag = this.#tag;
    let keys = bytes;
    let { keyFrom, keyTo } = tag;
    if (tag.keyCoded) {
      this.#decode(bytes, keyFrom, keyTo, this.#key);
      keys = this.#key.bytes;
      keyFrom = 0;
      keyTo = this.#key.length;
    }
    let opened = place.child(bytes, tag.nameFrom, tag.nameTo, keys, keyFrom, keyTo);
    const xesType = opened === undefined ? xesTypeOf(bytes, tag) : '';
    if (opened === undefined) {
      const scope = place.column?.scope ?? (place.kind === EVENT ? 'event' : 'case');
      const column = rows.attributes.first(scope, place.column, decoder.decode(keys.subarray(keyFrom, keyTo)), xesType);
      const [name, key] = [bytes.slice(tag.nameFrom, tag.nameTo), keys.slice(keyFrom, keyTo)];
      opened = place.addChild(new Place(ATTRIBUTE, place, name, key, column));
      column.xesType = widerTag(column.xesType, xesType);
    }
    let column = opened.column!;
    const stamp = column.scope === 'event' ? rows.event : rows.trace;
    while (column.seen === stamp) {
      if (opened.later === null) {
        const type = xesTypeOf(bytes, tag);
        const later: AttributeColumn = rows.attributes.later(column, type);
        later.xesType = widerTag(later.xesType, type);
        opened.later = new Place(ATTRIBUTE, place, opened.tag, opened.key, later);
      }
      opened = opened.later;
      column = opened.column!;
    }
    column.seen = stamp;
    this.#store(column, bytes);
    return opened;
  }

  #store(column: AttributeColumn, bytes: Uint8Array): void {
    const { valueFrom, valueTo, valueCoded } = this.#tag;
    if (valueCoded) {
      this.#decode(bytes, valueFrom, valueTo, this.#value);
      const { bytes: decoded, length } = this.#value;
      this.rows.put(column, decoded, 0, length, hashBytes(decoded, 0, length));
    } else {
      this.rows.put(column, bytes, valueFrom, valueTo, hashBytes(bytes, valueFrom, valueTo));
    }
  }

  #decode(bytes: Uint8Array, from: number, to: number, out: Scratch): void {
    const fault = decodeValue(bytes, from, to, out);
    if (fault >= 0) throw this.#malformed(fault, { found: shown(bytes, fault, to) });
  }

  /** The stretch from `gap` to the value just read, as a shape; undefined where it cannot be told beforehand. */
  #learn(from: Place, to: Place, column: AttributeColumn, bytes: Uint8Array, gap: number, end: number): Shape | undefined {
    const { keyFrom, valueFrom, valueTo } = this.#tag;
    const prefixEnd = valueFrom < 0 ? end : valueFrom;
    if (gap < 0 || keyFrom > prefixEnd || prefixEnd - gap > MAX_PREFIX_BYTES) return undefined;
    if (valueFrom >= 0 && end - valueTo > MAX_SUFFIX_BYTES) return undefined;
    const suffix = valueFrom < 0 ? NOTHING : bytes.subarray(valueTo, end);
    const opens = column.scope === 'event' ? OPEN_EVENT : OPEN_TRACE;
    return from.shape(bytes.subarray(gap, prefixEnd), suffix, this.#steps, column, to, this.#steps.includes(opens));
  }

  #malformed(at: number, detail: ErrorDetail = {}): MiningError {
    return this.fault('xes-malformed', at, detail);
  }
}

/** Markup as an error shows it. */
function shown(bytes: Uint8Array, from: number, to: number): string {
  return decoder.decode(bytes.subarray(from, Math.min(to, from + SHOWN_BYTES)));
}

function xesTypeOf(bytes: Uint8Array, tag: TagReader): string {
  const name = decoder.decode(bytes.subarray(tag.localFrom, tag.nameTo));
  return XES_TAGS.has(name) ? name : 'string';
}
