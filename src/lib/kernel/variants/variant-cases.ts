import type { LogColumns } from '$lib/model/log';

/** Selected cases of each variant. The narrowest type that holds the whole log's counts: gathers over it then stay in the cache. */
export type VariantCases = Uint8Array | Uint16Array | Uint32Array;

/** of the masks that were asked for: figures and map of one selection ask for the same */
const ofMask = new WeakMap<Uint8Array, { log: LogColumns; cases: VariantCases }>();
const ofAll = new WeakMap<LogColumns, { cases: Uint32Array; most: number }>();

/**
 * Count the selected cases of each variant.
 *
 * @param keep [cases] 1 = selected, not to be changed once it was asked for; null for all
 *
 * Time O(cases), nothing where the same was asked before. The answer must not be written to.
 */
export function variantCases(log: LogColumns, keep: Uint8Array | null = null): VariantCases {
  const { size, variantOf } = log.variants;
  const all = allCases(log);
  if (keep === null) return all.cases;
  const known = ofMask.get(keep);
  if (known?.log === log) return known.cases;
  const cases = all.most < 1 << 8 ? new Uint8Array(size) : all.most < 1 << 16 ? new Uint16Array(size) : new Uint32Array(size);
  if (cases instanceof Uint8Array) countInto8(cases, variantOf, keep);
  else if (cases instanceof Uint16Array) countInto16(cases, variantOf, keep);
  else countInto32(cases, variantOf, keep);
  ofMask.set(keep, { log, cases });
  return cases;
}

// One function a width, so that each loop is compiled for its own type.
function countInto8(cases: Uint8Array, variantOf: Uint32Array, keep: Uint8Array): void {
  for (let c = 0; c < variantOf.length; c++) cases[variantOf[c]!]! += keep[c]!;
}

function countInto16(cases: Uint16Array, variantOf: Uint32Array, keep: Uint8Array): void {
  for (let c = 0; c < variantOf.length; c++) cases[variantOf[c]!]! += keep[c]!;
}

function countInto32(cases: Uint32Array, variantOf: Uint32Array, keep: Uint8Array): void {
  for (let c = 0; c < variantOf.length; c++) cases[variantOf[c]!]! += keep[c]!;
}

function allCases(log: LogColumns): { cases: Uint32Array; most: number } {
  let known = ofAll.get(log);
  if (!known) {
    const cases = new Uint32Array(log.variants.size);
    for (const variant of log.variants.variantOf) cases[variant]!++;
    known = { cases, most: cases.reduce((most, count) => Math.max(most, count), 0) };
    ofAll.set(log, known);
  }
  return known;
}
