import type { LogColumns } from '$lib/model/log';
import { variantCases, type VariantCases } from './variant-cases';

/** Below this many variants, gathering takes no time worth saving. */
const MIN_VARIANTS = 1 << 16;
/** Items that fewer of the variants hold are gathered: their bits would be mostly zeros. */
const MIN_SHARE = 1 / 20;

/**
 * Which variants hold an item (edge or activity): those of a single case as bits (variant v is bit `v % 32` of word `v >> 5`), which
 * can only be selected or not; those of several cases as a list.
 */
export interface ItemBits {
  /** words an item */
  readonly words: number;
  /** [items] first word in `bits`; -1 where the item has none, and no list */
  readonly at: Int32Array;
  readonly bits: Uint32Array;
  /** [items + 1] into `several` */
  readonly severalStart: Uint32Array;
  readonly several: Uint32Array;
}

const known = new WeakMap<LogColumns, { edges: ItemBits; nodes: ItemBits } | null>();

/**
 * Bits of the items that many variants hold, for logs in which most cases are a variant of their own; null for logs of fewer
 * variants. Built once a log: V / 8 bytes an item.
 */
export function itemBitsOf(log: LogColumns): { edges: ItemBits; nodes: ItemBits } | null {
  let found = known.get(log);
  if (found === undefined) {
    const { size, edgeStart, edgeVariant, nodeStart, nodeVariant } = log.variants;
    const cases = size < MIN_VARIANTS ? null : variantCases(log);
    found = cases && { edges: collect(cases, edgeStart, edgeVariant), nodes: collect(cases, nodeStart, nodeVariant) };
    known.set(log, found);
  }
  return found;
}

function collect(cases: VariantCases, itemStart: Uint32Array, itemVariant: Uint32Array): ItemBits {
  const words = (cases.length + 31) >>> 5;
  const items = itemStart.length - 1;
  const at = new Int32Array(items).fill(-1);
  const severalStart = new Uint32Array(items + 1);
  let next = 0;
  let lists = 0;
  for (let item = 0; item < items; item++) {
    if (itemStart[item + 1]! - itemStart[item]! >= cases.length * MIN_SHARE) {
      at[item] = next;
      next += words;
      for (let i = itemStart[item]!; i < itemStart[item + 1]!; i++) if (cases[itemVariant[i]!]! > 1) lists++;
    }
    severalStart[item + 1] = lists;
  }
  const bits = new Uint32Array(next);
  const several = new Uint32Array(lists);
  let end = 0;
  for (let item = 0; item < items; item++) {
    const from = at[item]!;
    if (from < 0) continue;
    for (let i = itemStart[item]!; i < itemStart[item + 1]!; i++) {
      const variant = itemVariant[i]!;
      if (cases[variant]! > 1) several[end++] = variant;
      else bits[from + (variant >>> 5)]! |= 1 << (variant & 31);
    }
  }
  return { words, at, bits, severalStart, several };
}

/** The lowest binary digit of the selected cases of each variant, as bits: of the variants of one case, which are selected. */
export function lowestBits(cases: VariantCases): Uint32Array {
  const bits = new Uint32Array((cases.length + 31) >>> 5);
  for (let word = 0, v = 0; word < bits.length; word++) {
    let value = 0;
    const end = Math.min(cases.length - v, 32);
    for (let bit = 0; bit < end; bit++, v++) value |= (cases[v]! & 1) << bit;
    bits[word] = value;
  }
  return bits;
}

/** Selected cases whose variant holds an item that has bits. */
export function casesByBits(itemBits: ItemBits, item: number, selected: VariantCases, selectedBits: Uint32Array): number {
  const { at, bits, words, several, severalStart } = itemBits;
  let total = commonBits(bits, at[item]!, selectedBits, words);
  for (let i = severalStart[item]!; i < severalStart[item + 1]!; i++) total += selected[several[i]!]!;
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
