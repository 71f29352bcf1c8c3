import type { LogColumns } from '$lib/model/log';
import { sequenceHash } from '../variants/variant-index';

/**
 * Which variants are one of these label sequences.
 *
 * @returns [variants] 1 = one of them. A sequence with an unknown label is none.
 *
 * Cost: one walk over the distinct sequences, to hash them.
 */
export function variantsOf({ activities, variants }: LogColumns, sequences: readonly (readonly string[])[]): Uint8Array {
  const codeOf = new Map(activities.map((label, code) => [label, code]));
  const wanted = new Map<number, number[][]>();
  for (const labels of sequences) {
    const codes: number[] = [];
    for (const label of labels) {
      const code = codeOf.get(label);
      if (code !== undefined) codes.push(code);
    }
    if (codes.length < labels.length) continue;
    const hash = sequenceHash(codes, 0, codes.length);
    const alike = wanted.get(hash);
    if (alike) alike.push(codes);
    else wanted.set(hash, [codes]);
  }
  const held = new Uint8Array(variants.size);
  const { sequence, sequenceStart } = variants;
  for (let v = 0; v < variants.size; v++) {
    const from = sequenceStart[v]!;
    const to = sequenceStart[v + 1]!;
    const alike = wanted.get(sequenceHash(sequence, from, to));
    if (alike?.some((codes) => codes.length === to - from && codes.every((code, i) => code === sequence[from + i]))) held[v] = 1;
  }
  return held;
}
