import { textAt } from '$lib/model/dictionary';
import type { Dictionary } from '$lib/model/log';
import { sequenceHash, type DistinctSequences } from '../variants/variant-index';

/** A sequence of labels; null: the missing value. */
type Labels = readonly (string | null)[];

/**
 * Which variants are one of these label sequences.
 *
 * @param codeOf undefined where the log has no such label: a sequence with it is none
 * @returns [variants] 1 = one of them
 *
 * Cost: one walk over the distinct sequences, to hash them.
 */
export function variantsOf(
  { size, sequence, sequenceStart }: DistinctSequences,
  sequences: readonly Labels[],
  codeOf: (label: string | null) => number | undefined
): Uint8Array {
  const wanted = new Map<number, number[][]>();
  for (const labels of sequences) {
    const codes: number[] = [];
    for (const label of labels) {
      const code = codeOf(label);
      if (code !== undefined) codes.push(code);
    }
    if (codes.length < labels.length) continue;
    const hash = sequenceHash(codes, 0, codes.length);
    const alike = wanted.get(hash);
    if (alike) alike.push(codes);
    else wanted.set(hash, [codes]);
  }
  const held = new Uint8Array(size);
  for (let v = 0; v < size; v++) {
    const from = sequenceStart[v]!;
    const to = sequenceStart[v + 1]!;
    const alike = wanted.get(sequenceHash(sequence, from, to));
    if (alike?.some((codes) => codes.length === to - from && codes.every((code, i) => code === sequence[from + i]))) held[v] = 1;
  }
  return held;
}

/** The codes of activities; the missing value is none. */
export function activityCodes(activities: readonly string[]): (label: string | null) => number | undefined {
  const codes = new Map<string | null, number>(activities.map((label, code) => [label, code]));
  return (label) => codes.get(label);
}

/** The codes of the values of a column that these sequences name. Cost: a look at the length of each value, and those alike decoded. */
export function valueCodes(dictionary: Dictionary, sequences: readonly Labels[]): (label: string | null) => number | undefined {
  const encoder = new TextEncoder();
  const texts = new Set(sequences.flat().filter((label) => label !== null));
  const lengths = new Set([...texts].map((text) => encoder.encode(text).length));
  const codes = new Map<string | null, number>([[null, 0]]);
  for (let code = 1; code < dictionary.size; code++) {
    if (!lengths.has(dictionary.offsets[code + 1]! - dictionary.offsets[code]!)) continue;
    const text = textAt(dictionary, code);
    if (texts.has(text)) codes.set(text, code);
  }
  return (label) => codes.get(label);
}
