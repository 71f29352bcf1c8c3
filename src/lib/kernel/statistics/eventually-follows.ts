import { MiningError } from '$lib/model/errors';
import type { LogColumns } from '$lib/model/log';
import type { EventuallyFollows } from '$lib/model/timing';
import { firstOfOrder } from '../variants/first-of-order';
import { variantCases } from '../variants/variant-cases';

/** 2048^2 pairs x (8 + 4 + 4) bytes = 64 MiB, the most one matrix may take. */
const MAX_ACTIVITIES = 2048;

/** [activities x activities] row = from */
export interface PairCounts {
  /** ordered pairs of positions i < j in a case */
  readonly occurrences: Float64Array;
  /** cases with such a pair */
  readonly cases: Uint32Array;
}

/**
 * Count, over the variants, how often one activity is followed by another anywhere behind it in a case.
 *
 * @param keep [cases] 1 = selected; null for all
 * @throws MiningError `too-many-activities` above 2048
 *
 * Time O(events of the variants x distinct activities before each); memory 16 bytes a pair of activities.
 */
export function pairCounts(log: LogColumns, keep: Uint8Array | null = null): PairCounts {
  const n = log.activities.length;
  if (n > MAX_ACTIVITIES) throw new MiningError('too-many-activities', { n, max: MAX_ACTIVITIES });
  const { size, sequence, sequenceStart } = log.variants;
  const selected = variantCases(log, keep);
  const occurrences = new Float64Array(n * n);
  const cases = new Uint32Array(n * n);
  const lastVariant = new Uint32Array(n * n);
  const before = new Uint32Array(n);
  const met = new Uint32Array(n);
  for (let v = 0; v < size; v++) {
    const times = selected[v]!;
    if (times === 0) continue;
    let distinct = 0;
    for (let i = sequenceStart[v]!; i < sequenceStart[v + 1]!; i++) {
      const to = sequence[i]!;
      for (let k = 0; k < distinct; k++) {
        const from = met[k]!;
        const pair = from * n + to;
        occurrences[pair]! += times * before[from]!;
        if (lastVariant[pair] !== v + 1) {
          lastVariant[pair] = v + 1;
          cases[pair]! += times;
        }
      }
      if (before[to] === 0) met[distinct++] = to;
      before[to]!++;
    }
    for (let k = 0; k < distinct; k++) before[met[k]!] = 0;
  }
  return { occurrences, cases };
}

/** The pairs of `pairCounts` that occur, the first `limit`: cases descending, occurrences descending, then by codes. */
export function eventuallyFollows(log: LogColumns, limit: number, keep: Uint8Array | null = null): EventuallyFollows {
  const n = log.activities.length;
  const { occurrences, cases } = pairCounts(log, keep);
  const found: number[] = [];
  for (let pair = 0; pair < cases.length; pair++) if (cases[pair]! > 0) found.push(pair);
  const first = firstOfOrder(
    found,
    Math.floor(limit),
    (a, b) => cases[b]! - cases[a]! || occurrences[b]! - occurrences[a]! || a - b
  );
  return {
    total: found.length,
    from: Uint32Array.from(first, (pair) => Math.floor(pair / n)),
    to: Uint32Array.from(first, (pair) => pair % n),
    occurrences: Float64Array.from(first, (pair) => occurrences[pair]!),
    cases: Uint32Array.from(first, (pair) => cases[pair]!)
  };
}
