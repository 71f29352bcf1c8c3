import type { LogColumns } from '$lib/model/log';
import { variantCases } from '../variants/variant-cases';
import { variantsBySequence } from '../variants/variants-by-sequence';

/**
 * The variants with events by their number of cases, descending in the order of the variant list; `least`: ascending, ties by the sequence
 * of labels as there.
 *
 * Time O(variants), and once a log the order of their sequences.
 */
function byCases(log: LogColumns, order: 'most' | 'least'): Uint32Array {
  const cases = variantCases(log);
  const bySequence = variantsBySequence(log);
  let most = 0;
  for (const v of bySequence) if (cases[v]! > most) most = cases[v]!;
  // dealt out in the order of their sequences, those of one number stand in it
  const place = new Uint32Array(most + 2);
  const slotOf = (of: number): number => (order === 'most' ? most - of : of);
  for (const v of bySequence) place[slotOf(cases[v]!) + 1]!++;
  for (let slot = 0; slot <= most; slot++) place[slot + 1]! += place[slot]!;
  const ordered = new Uint32Array(bySequence.length);
  for (const v of bySequence) ordered[place[slotOf(cases[v]!)]!++] = v;
  return ordered;
}

/** The `count` variants with the most cases, in the order of the variant list. @returns [variants] 1 = one of them */
export function firstVariants(log: LogColumns, count: number): Uint8Array {
  return named(log, byCases(log, 'most').subarray(0, count));
}

/** The `count` variants with the fewest cases; ties by their sequence of labels, ascending. @returns [variants] 1 = one of them */
export function lastVariants(log: LogColumns, count: number): Uint8Array {
  return named(log, byCases(log, 'least').subarray(0, count));
}

/**
 * The first variants of the variant list, as few as make at least this share (0..1) of the cases that have an event.
 *
 * @returns [variants] 1 = one of them
 */
export function variantsCovering(log: LogColumns, share: number): Uint8Array {
  const cases = variantCases(log);
  const ordered = byCases(log, 'most');
  let total = 0;
  for (const v of ordered) total += cases[v]!;
  let covered = 0;
  let count = 0;
  // a quotient, since share x total may come out a little larger than the whole number it means
  while (count < ordered.length && covered / total < share) covered += cases[ordered[count++]!]!;
  return named(log, ordered.subarray(0, count));
}

function named({ variants }: LogColumns, chosen: Uint32Array): Uint8Array {
  const held = new Uint8Array(variants.size);
  for (const v of chosen) held[v] = 1;
  return held;
}
