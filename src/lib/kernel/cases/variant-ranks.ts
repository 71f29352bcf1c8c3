import type { LogColumns } from '$lib/model/log';
import { variantCases } from '../variants/variant-cases';
import { variantOrder } from '../variants/variant-order';

/** The variants of a selection: their places in the variant list, from 1 (0: no selected case), and their selected cases. */
export interface VariantRanks {
  /** [variants] */
  readonly rank: Uint32Array;
  /** [variants] */
  readonly cases: ArrayLike<number>;
}

const EVERY_CASE = {};
const known = new WeakMap<LogColumns, WeakMap<object, VariantRanks>>();

/**
 * Ranks of the variants of a selection of cases, as `variantList` counts them.
 *
 * @param keep [cases] 1 = selected; null for all. Must not change: the answer is kept as long as it lives.
 *
 * Time O(cases + variants log variants), once a log and `keep`.
 */
export function variantRanks(log: LogColumns, keep: Uint8Array | null): VariantRanks {
  let ofLog = known.get(log);
  if (!ofLog) known.set(log, (ofLog = new WeakMap()));
  let ranks = ofLog.get(keep ?? EVERY_CASE);
  if (!ranks) ofLog.set(keep ?? EVERY_CASE, (ranks = findRanks(log, keep)));
  return ranks;
}

function findRanks(log: LogColumns, keep: Uint8Array | null): VariantRanks {
  const selected = variantCases(log, keep);
  const listed: number[] = [];
  for (let v = 0; v < selected.length; v++) if (selected[v]! > 0) listed.push(v);
  listed.sort(variantOrder(log, selected));
  const rank = new Uint32Array(selected.length);
  listed.forEach((variant, i) => (rank[variant] = i + 1));
  return { rank, cases: selected.slice() };
}
