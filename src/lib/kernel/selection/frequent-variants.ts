import type { LogColumns } from '$lib/model/log';
import { firstOfOrder } from '../variants/first-of-order';
import { variantCases } from '../variants/variant-cases';
import { sequenceOrder, variantOrder } from '../variants/variant-order';

/** The `count` variants with the most cases, in the order of the variant list. @returns [variants] 1 = one of them */
export function firstVariants(log: LogColumns, count: number): Uint8Array {
  const cases = variantCases(log);
  return named(log, firstOfOrder(withEvents(log), count, variantOrder(log, cases)));
}

/** The `count` variants with the fewest cases; ties by their sequence of labels, ascending. @returns [variants] 1 = one of them */
export function lastVariants(log: LogColumns, count: number): Uint8Array {
  const cases = variantCases(log);
  const bySequence = sequenceOrder(log);
  return named(
    log,
    firstOfOrder(withEvents(log), count, (a, b) => cases[a]! - cases[b]! || bySequence(a, b))
  );
}

/**
 * The first variants of the variant list, as few as make at least this share (0..1) of the cases that have an event.
 *
 * @returns [variants] 1 = one of them
 */
export function variantsCovering(log: LogColumns, share: number): Uint8Array {
  const cases = variantCases(log);
  const candidates = withEvents(log);
  let total = 0;
  for (const v of candidates) total += cases[v]!;
  const byCases = new Map<number, number>();
  for (const v of candidates) byCases.set(cases[v]!, (byCases.get(cases[v]!) ?? 0) + 1);
  // how many variants are needed, from their numbers of cases alone
  let covered = 0;
  let count = 0;
  for (const [of, variants] of [...byCases].sort(([a], [b]) => b - a)) {
    let needed = 0;
    while (needed < variants && (covered + needed * of) / total < share) needed++;
    covered += needed * of;
    count += needed;
    if (needed < variants) break;
  }
  return firstVariants(log, count);
}

function named({ variants }: LogColumns, chosen: readonly number[]): Uint8Array {
  const held = new Uint8Array(variants.size);
  for (const v of chosen) held[v] = 1;
  return held;
}

/** Cases without events have a variant as well, which is nobody's. */
function withEvents({ variants }: LogColumns): Uint32Array {
  const { size, sequenceStart } = variants;
  const some = new Uint32Array(size);
  let n = 0;
  for (let v = 0; v < size; v++) if (sequenceStart[v + 1]! > sequenceStart[v]!) some[n++] = v;
  return some.subarray(0, n);
}
