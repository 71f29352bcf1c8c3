import type { CodeArray, Dictionary } from './log';

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Text `i` of a dictionary. Cost: one decode; keep the answer where it is asked often. */
export function textAt(dictionary: Dictionary, i: number): string {
  return decoder.decode(dictionary.bytes.subarray(dictionary.offsets[i], dictionary.offsets[i + 1]));
}

/** All texts, in order. For dictionaries of labels; a large one should be read text by text. */
export function allTexts(dictionary: Dictionary): string[] {
  return Array.from({ length: dictionary.size }, (_, i) => textAt(dictionary, i));
}

/** A dictionary of the given texts, in order. */
export function dictionaryOf(texts: readonly string[]): Dictionary {
  const parts = texts.map((text) => encoder.encode(text));
  const offsets = new Uint32Array(parts.length + 1);
  parts.forEach((part, i) => (offsets[i + 1] = offsets[i]! + part.length));
  const bytes = new Uint8Array(offsets[parts.length]!);
  parts.forEach((part, i) => bytes.set(part, offsets[i]));
  return { size: parts.length, bytes, offsets };
}

/** A code array wide enough for codes up to `maxCode`. */
export function codeArray(maxCode: number, length: number): CodeArray {
  if (maxCode < 1 << 8) return new Uint8Array(length);
  if (maxCode < 1 << 16) return new Uint16Array(length);
  return new Uint32Array(length);
}
