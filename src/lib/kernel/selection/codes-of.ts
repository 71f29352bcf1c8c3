import type { Dictionary } from '$lib/model/log';

/**
 * Which codes of a column's dictionary stand for one of these values.
 *
 * @param values null for the missing value; a value the dictionary does not have names nothing
 * @returns [dictionary.size] 1 = named
 *
 * Cost: one look at the length of each text, and a comparison with the values of that length.
 */
export function codesOf(dictionary: Dictionary, values: readonly (string | null)[]): Uint8Array {
  const named = textsNamed(
    dictionary,
    values.filter((value) => value !== null),
    1
  );
  if (values.includes(null)) named[0] = 1;
  return named;
}

/**
 * Which texts of a dictionary, from place `first` on, are one of these.
 *
 * @returns [dictionary.size, at least 1] 1 = one of them
 */
export function textsNamed({ size, bytes, offsets }: Dictionary, texts: readonly string[], first: 0 | 1): Uint8Array {
  const named = new Uint8Array(Math.max(size, 1));
  const encoder = new TextEncoder();
  const byLength = new Map<number, Map<number, Uint8Array[]>>();
  for (const wanted of texts) {
    const text = encoder.encode(wanted);
    let ofLength = byLength.get(text.length);
    if (!ofLength) byLength.set(text.length, (ofLength = new Map<number, Uint8Array[]>()));
    const hash = hashOf(text, 0, text.length);
    const alike = ofLength.get(hash);
    if (alike) alike.push(text);
    else ofLength.set(hash, [text]);
  }
  for (let code: number = first; code < size; code++) {
    const from = offsets[code]!;
    const to = offsets[code + 1]!;
    const ofLength = byLength.get(to - from);
    if (!ofLength) continue;
    const alike = ofLength.get(hashOf(bytes, from, to));
    if (alike?.some((text) => text.every((byte, i) => byte === bytes[from + i]))) named[code] = 1;
  }
  return named;
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x9e3779b1) + (hash >>> 15);
  return hash;
}
