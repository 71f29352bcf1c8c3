import { sha256 } from '@noble/hashes/sha2.js';

/** 32 bytes of SHA-256. */
export type Hash = Uint8Array;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of a leaf's bytes. Source: RFC 9162, section 2.1.1. */
export function leafHash(bytes: Uint8Array): Hash {
  return sha256.create().update(LEAF).update(bytes).digest();
}

/** The hash of two neighbouring subtrees. Source: RFC 9162, section 2.1.1. */
export function nodeHash(left: Hash, right: Hash): Hash {
  return sha256.create().update(NODE).update(left).update(right).digest();
}

/** The root of the tree without leaves. Source: RFC 9162, section 2.1.1. */
export const EMPTY_ROOT: Hash = sha256(new Uint8Array());

/** SHA-256 of bytes. */
export const hashBytes = (bytes: Uint8Array): Hash => sha256(bytes);

/** Whether two byte strings are the same. Not for secrets: it stops at the first difference. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
