import type { CodeArray } from '$lib/model/log';

/** Bytes of each code in memory. */
export type CodeKind = 1 | 2 | 4;

export function kindOf(codes: CodeArray): CodeKind {
  return codes.BYTES_PER_ELEMENT as CodeKind;
}

export function arrayOf(kind: CodeKind, length: number): CodeArray {
  if (kind === 1) return new Uint8Array(length);
  return kind === 2 ? new Uint16Array(length) : new Uint32Array(length);
}
