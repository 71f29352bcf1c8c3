import { hexOf } from './hex';

/** Fills with random bytes. Tests alone put another source in place of the browser's, to make the vectors of FORMAT.md. */
export type RandomSource = (into: Uint8Array<ArrayBuffer>) => void;

/** The browser's own source of randomness. */
export const browserRandom: RandomSource = (into) => void crypto.getRandomValues(into);

/** @returns that many bytes; at most 65,536, as the browser gives them */
export function randomBytes(length: number, random: RandomSource = browserRandom): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  random(bytes);
  return bytes;
}

/** A name for a process area, an object, a device: 16 random bytes as 32 hexadecimal digits. Nothing of a log can be read from it. */
export function randomId(random: RandomSource = browserRandom): string {
  return hexOf(randomBytes(16, random));
}
