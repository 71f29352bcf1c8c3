import { HASH_SEED } from './byte-text';

// The loops over bytes stand alone: small functions that are compiled early, and stay so when a rare byte comes by.
// `kind` is 0 for every byte that does not end an unquoted field.

const HASH_PRIME = 0x01000193;
const ORDINARY = 0;
const LF = 10;

/** @returns where an unquoted field ends; its hash is put at `place` */
export function hashField(bytes: Uint8Array, at: number, kind: Uint8Array, hashes: Int32Array, place: number): number {
  let hash = HASH_SEED;
  let byte = bytes[at]!;
  while (kind[byte] === ORDINARY) {
    hash = Math.imul(hash ^ byte, HASH_PRIME);
    byte = bytes[++at]!;
  }
  hashes[place] = hash;
  return at;
}

/** @returns where an unquoted field ends */
export function skipField(bytes: Uint8Array, at: number, kind: Uint8Array): number {
  while (kind[bytes[at]!] === ORDINARY) at++;
  return at;
}

/** @returns what follows a carriage return and the line feed that may belong to it */
export function afterReturn(bytes: Uint8Array, at: number, length: number): number {
  return at + 1 < length && bytes[at + 1] === LF ? at + 2 : at + 1;
}
