import type { VariantIndex } from '$lib/model/log';
import type { VariantCases } from './variant-cases';

/** Below this many variants, gathering takes no time worth saving. */
const MIN_VARIANTS = 1 << 16;
/** Items that fewer of the variants hold are gathered: their bits would be mostly zeros. */
const MIN_SHARE = 1 / 50;
/** What a word of bits costs beside an entry that is gathered; measured. */
const WORD_COST = 0.6;

/** Which variants hold an item (edge or activity), as bits: variant v is bit `v % 32` of word `v >> 5`. */
export interface ItemBits {
  /** words an item */
  readonly words: number;
  /** [items] first word in `bits`; -1 where the item has none */
  readonly at: Int32Array;
  readonly bits: Uint32Array;
}

const known = new WeakMap<VariantIndex, { edges: ItemBits; nodes: ItemBits } | null>();

/**
 * Bits of the items that many variants hold, for logs in which nearly every case is a variant of its own; null for logs of fewer
 * variants. Built once a log: V / 8 bytes an item.
 */
export function itemBitsOf(variants: VariantIndex): { edges: ItemBits; nodes: ItemBits } | null {
  let found = known.get(variants);
  if (found === undefined) {
    const { size, edgeStart, edgeVariant, nodeStart, nodeVariant } = variants;
    found =
      size < MIN_VARIANTS ? null : { edges: collect(size, edgeStart, edgeVariant), nodes: collect(size, nodeStart, nodeVariant) };
    known.set(variants, found);
  }
  return found;
}

function collect(size: number, itemStart: Uint32Array, itemVariant: Uint32Array): ItemBits {
  const words = (size + 31) >>> 5;
  const at = new Int32Array(itemStart.length - 1).fill(-1);
  let next = 0;
  for (let item = 0; item < at.length; item++) {
    if (itemStart[item + 1]! - itemStart[item]! < size * MIN_SHARE) continue;
    at[item] = next;
    next += words;
  }
  const bits = new Uint32Array(next);
  for (let item = 0; item < at.length; item++) {
    const from = at[item]!;
    if (from < 0) continue;
    for (let i = itemStart[item]!; i < itemStart[item + 1]!; i++) {
      const variant = itemVariant[i]!;
      bits[from + (variant >>> 5)]! |= 1 << (variant & 31);
    }
  }
  return { words, at, bits };
}

/**
 * The selected cases of each variant, one plane of bits a binary digit: plane k holds the digit of weight 2^k.
 *
 * Time O(variants x planes).
 */
export function planesOf(cases: VariantCases): Uint32Array[] {
  let digits = 0;
  for (let v = 0; v < cases.length; v++) digits |= cases[v]!;
  const planes: Uint32Array[] = [];
  for (let k = 0; k < 32 - Math.clz32(digits); k++) {
    const plane = new Uint32Array((cases.length + 31) >>> 5);
    let word = 0;
    for (let v = 0; v < cases.length; v++) {
      word |= ((cases[v]! >>> k) & 1) << (v & 31);
      if ((v & 31) === 31) {
        plane[v >>> 5] = word;
        word = 0;
      }
    }
    if ((cases.length & 31) !== 0) plane[cases.length >>> 5] = word;
    planes.push(plane);
  }
  return planes;
}

/** Counting by bits is quicker than gathering `entries` numbers. */
export function bitsAreQuicker({ words }: ItemBits, planes: readonly Uint32Array[], entries: number): boolean {
  return words * planes.length * WORD_COST < entries;
}

/** Selected cases whose variant holds the item with first word `at`. */
export function casesByBits({ bits, words }: ItemBits, at: number, planes: readonly Uint32Array[]): number {
  let total = 0;
  for (let k = 0; k < planes.length; k++) total += commonBits(bits, at, planes[k]!, words) * 2 ** k;
  return total;
}

/**
 * Ones in both: bits are added in nibbles, two words at a time, and in bytes for as long as a byte can hold the sum.
 * Source: Warren, Hacker's Delight (2012), section 5-1.
 */
function commonBits(bits: Uint32Array, at: number, plane: Uint32Array, words: number): number {
  let ones = 0;
  let i = 0;
  while (i + 1 < words) {
    const stop = Math.min(i + 30, words - 1);
    let bytes = 0;
    for (; i < stop; i += 2) {
      let a = bits[at + i]! & plane[i]!;
      let b = bits[at + i + 1]! & plane[i + 1]!;
      a -= (a >>> 1) & 0x55555555;
      b -= (b >>> 1) & 0x55555555;
      const nibbles = ((a & 0x33333333) + ((a >>> 2) & 0x33333333) + (b & 0x33333333) + ((b >>> 2) & 0x33333333)) | 0;
      bytes = (bytes + (nibbles & 0x0f0f0f0f) + ((nibbles >>> 4) & 0x0f0f0f0f)) | 0;
    }
    ones += (bytes & 0xff) + ((bytes >>> 8) & 0xff) + ((bytes >>> 16) & 0xff) + (bytes >>> 24);
  }
  for (; i < words; i++) {
    for (let word = bits[at + i]! & plane[i]!; word !== 0; word &= word - 1) ones++;
  }
  return ones;
}
