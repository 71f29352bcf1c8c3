import { hashBytes } from '../column-builder';
import type { AttributeColumn } from './attribute-column';
import { DOUBLE_QUOTE_STOPS, SINGLE_QUOTE_STOPS } from './tag-reader';

export const DOCUMENT = 0;
export const LOG = 1;
export const TRACE = 2;
export const EVENT = 3;
/** an attribute, or the `values` of one */
export const ATTRIBUTE = 4;
/** what is no data: globals, classifiers, extensions, attributes of the log, unknown elements without a key */
export const SKIPPED = 5;
export type PlaceKind = typeof DOCUMENT | typeof LOG | typeof TRACE | typeof EVENT | typeof ATTRIBUTE | typeof SKIPPED;

/** What happens between two attributes. */
export const OPEN_TRACE = 1;
export const CLOSE_TRACE = 2;
export const OPEN_EVENT = 3;
export const CLOSE_EVENT = 4;

/** Shapes remembered of one place at most, and ways on from one shape. Beyond, the general reader does the work. */
const MAX_SHAPES = 2048;
const MAX_NEXT = 12;

const QUOTE = 0x22;

/**
 * [Note: shape prediction] A log repeats itself: after an attribute come, byte for byte, the same bytes up to the next value.
 * A `Shape` is one such stretch: `prefix` from the end of one attribute's tag to the next attribute's value (an event's end and
 * the next one's start included), then a value, then `suffix` to the tag's end. It was read by the general reader once, in the
 * place `from`; wherever the same bytes come again in the same place, they mean the same: the steps in `steps`, a value for
 * `column`, and the place `to` afterwards. `next` are the shapes that followed this one lately, likely ones first.
 */
export class Shape {
  readonly next: Shape[] = [];
  /** the prefix as little-endian words, and its last four bytes once more */
  readonly words: Int32Array;
  readonly lastWord: number;
  readonly stops: Uint8Array;

  constructor(
    readonly from: Place,
    readonly to: Place,
    readonly prefix: Uint8Array,
    /** [quote ... >]; empty where the tag has no value */
    readonly suffix: Uint8Array,
    readonly steps: Uint8Array,
    readonly column: AttributeColumn | null,
    /** the event (trace) that `column` belongs to begins in the prefix */
    readonly fresh: boolean
  ) {
    const view = new DataView(prefix.buffer, prefix.byteOffset, prefix.length);
    this.words = Int32Array.from({ length: prefix.length >> 2 }, (_, i) => view.getInt32(i * 4, true));
    this.lastWord = prefix.length < 4 ? 0 : view.getInt32(prefix.length - 4, true);
    this.stops = suffix.length === 0 || suffix[0] === QUOTE ? DOUBLE_QUOTE_STOPS : SINGLE_QUOTE_STOPS;
  }

  /** Expect `shape` after this one. */
  expect(shape: Shape): void {
    const known = this.next.indexOf(shape);
    if (known >= 0) this.next.splice(known, 1);
    else if (this.next.length === MAX_NEXT) this.next.pop();
    this.next.unshift(shape);
  }
}

/** Where in the document a reader stands: the open elements, as a path. One object a path. */
export class Place {
  /** stands for "some way to this place": what may come after is in its `next` */
  readonly entry: Shape;
  readonly depth: number;
  /** the same element and key, occurring once more in the same event (trace) */
  later: Place | null = null;
  #children = new Map<number, Place[]>();
  #shapes = new Map<number, Shape[]>();
  #shapeCount = 0;

  constructor(
    readonly kind: PlaceKind,
    readonly parent: Place | null,
    /** the element's name as written */
    readonly tag: Uint8Array,
    /** the attribute's key as read; empty where there is none */
    readonly key: Uint8Array,
    readonly column: AttributeColumn | null
  ) {
    this.depth = parent === null ? 0 : parent.depth + 1;
    this.entry = new Shape(this, this, new Uint8Array(0), new Uint8Array(0), new Uint8Array(0), null, false);
  }

  /** The known place of the element named `bytes[nameFrom .. nameTo)` with the key `keys[keyFrom .. keyTo)`: its first occurrence. */
  child(
    bytes: Uint8Array,
    nameFrom: number,
    nameTo: number,
    keys: Uint8Array,
    keyFrom: number,
    keyTo: number
  ): Place | undefined {
    const list = this.#children.get(hashBytes(bytes, nameFrom, nameTo) ^ hashBytes(keys, keyFrom, keyTo));
    return list?.find((place) => sameBytes(place.tag, bytes, nameFrom, nameTo) && sameBytes(place.key, keys, keyFrom, keyTo));
  }

  addChild(place: Place): Place {
    const hash = hashBytes(place.tag, 0, place.tag.length) ^ hashBytes(place.key, 0, place.key.length);
    const list = this.#children.get(hash);
    if (list) list.push(place);
    else this.#children.set(hash, [place]);
    return place;
  }

  /** The shape of these bytes, made where it is new; undefined where too many are known. */
  shape(
    prefix: Uint8Array,
    suffix: Uint8Array,
    steps: readonly number[],
    column: AttributeColumn,
    to: Place,
    fresh: boolean
  ): Shape | undefined {
    const hash = hashBytes(prefix, 0, prefix.length) ^ hashBytes(suffix, 0, suffix.length);
    const list = this.#shapes.get(hash);
    const known = list?.find(
      (shape) =>
        shape.column === column &&
        shape.to === to &&
        sameBytes(shape.prefix, prefix, 0, prefix.length) &&
        sameBytes(shape.suffix, suffix, 0, suffix.length)
    );
    if (known || this.#shapeCount === MAX_SHAPES) return known;
    this.#shapeCount++;
    const shape = new Shape(this, to, prefix.slice(), suffix.slice(), Uint8Array.from(steps), column, fresh);
    if (list) list.push(shape);
    else this.#shapes.set(hash, [shape]);
    return shape;
  }
}

/** Whether `bytes[from .. to)` is all of `known`. */
export function sameBytes(known: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (known.length !== to - from) return false;
  for (let i = 0; i < known.length; i++) if (known[i] !== bytes[from + i]) return false;
  return true;
}
