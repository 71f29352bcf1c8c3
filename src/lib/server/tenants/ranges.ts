import { parseRange, rangeHolds, type Range } from '$lib/api/network-ranges';

/** Parsed lists, by their text: a tenant's is read with every request of its people. */
const parsed = new Map<string, readonly Range[]>();
const PARSED_AT_MOST = 1000;

function rangesOf(allowList: readonly string[]): readonly Range[] {
  const key = allowList.join(' ');
  const known = parsed.get(key);
  if (known) return known;
  const ranges = allowList.flatMap((text) => parseRange(text) ?? []);
  if (parsed.size >= PARSED_AT_MOST) parsed.clear();
  parsed.set(key, ranges);
  return ranges;
}

/**
 * Whether an address may come in. An empty list lets in all; a range that cannot be read lets in none.
 *
 * @param address in its one spelling (`canonicalAddress`)
 */
export function isInside(allowList: readonly string[], address: string): boolean {
  return allowList.length === 0 || rangesOf(allowList).some((range) => rangeHolds(range, address));
}
