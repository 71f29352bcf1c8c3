import type { LogColumns } from '$lib/model/log';
import { timeSorter } from '../performance/sort-times';
import { labelRanks } from './label-order';
import { sequenceOrder } from './variant-order';

/** Numbers up to it are exact in a double. */
const EXACT = 2 ** 53;

const known = new WeakMap<LogColumns, Uint32Array>();

/**
 * The variants with events by their sequence of labels, ascending by code point, a beginning of another before it. The answer must not be
 * written to: it is kept with the log.
 *
 * Time O(variants) a digit of the radix sort of their beginnings, as many labels as one number holds; variants that begin alike are then
 * compared. 4 bytes a variant are kept, 36 needed meanwhile.
 */
export function variantsBySequence(log: LogColumns): Uint32Array {
  let order = known.get(log);
  if (!order) known.set(log, (order = sorted(log)));
  return order;
}

function sorted(log: LogColumns): Uint32Array {
  const { size, sequence, sequenceStart } = log.variants;
  const ranks = labelRanks(log.activities);
  const base = Math.max(log.activities.length, 1) + 1;
  let digits = 1;
  for (let most = base; most * base < EXACT; most *= base) digits++;
  const beginning = new Float64Array(size);
  const variants = new Uint32Array(size);
  let n = 0;
  for (let v = 0; v < size; v++) {
    const from = sequenceStart[v]!;
    const length = sequenceStart[v + 1]! - from;
    if (length === 0) continue;
    let key = 0;
    // 0 stands for the end, so that a beginning comes first
    for (let i = 0; i < digits; i++) key = key * base + (i < length ? ranks[sequence[from + i]!]! + 1 : 0);
    beginning[n] = key;
    variants[n++] = v;
  }
  timeSorter(n)(beginning, variants, 0, n);
  const compare = sequenceOrder(log);
  for (let from = 0; from < n;) {
    let to = from + 1;
    while (to < n && beginning[to] === beginning[from]) to++;
    if (to > from + 1) variants.subarray(from, to).sort(compare);
    from = to;
  }
  return variants.subarray(0, n);
}
