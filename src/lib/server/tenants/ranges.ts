import ipaddr from 'ipaddr.js';
import { parseRange, type Range } from '$lib/api/network-ranges';

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
  if (allowList.length === 0) return true;
  if (!ipaddr.isValid(address)) return false;
  const from = ipaddr.process(address);
  return rangesOf(allowList).some(({ kind, network, bits }) => kind === from.kind() && from.match(ipaddr.parse(network), bits));
}
