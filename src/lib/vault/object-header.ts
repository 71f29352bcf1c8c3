import { MiningError } from '$lib/model/errors';
import { bytesOfHex, hexOf } from './hex';
import type { AreaEpoch } from './keys';
import { sameBytes } from './same-bytes';
import { SUITE } from './wrapped-secret';

/** What a sealed object holds. The numbers are in the format: never reuse one. */
export const OBJECT_TYPES = { part: 1, manifest: 2, card: 3, backup: 5 } as const;

export type ObjectType = keyof typeof OBJECT_TYPES;

/** What an object is, besides its area and epoch (`AreaKey`). Whoever opens one says what it must be; another one is refused. */
export interface ObjectLabel {
  readonly type: ObjectType;
  /** of what is inside, u16: written into the object; on reading the newest that is known */
  readonly schema: number;
  /** of the area when the object was written, up to 2^53 - 1 */
  readonly version: number;
  /** 32 hexadecimal digits, drawn anew for every object written */
  readonly objectId: string;
}

/** See FORMAT.md for the layout. Numbers are big-endian. */
export const HEADER_BYTES = 128;
export const SALT_BYTES = 32;
const SALT_AT = 64;
const COMMITMENT_AT = 96;
const MAGIC = Uint8Array.of(0x4b, 0x49, 0x53, 0x45, 0x4b, 0x49, 0x4f, 0x00); // KISEKIO, 0

/** Plaintext bytes a chunk: a power of two within these. What a file asks for bounds the memory that reading it takes. */
const MIN_CHUNK_BYTES = 64;
const MAX_CHUNK_BYTES = 4 << 20;

/** @param commitment zeroes until it is known: `salt` comes first */
export function headerOf(
  label: ObjectLabel,
  { areaId, epoch }: AreaEpoch,
  chunkBytes: number,
  salt: Uint8Array,
  commitment: Uint8Array
): Uint8Array<ArrayBuffer> {
  if (!isChunkSize(chunkBytes)) throw new RangeError('no size of a chunk');
  const header = new Uint8Array(HEADER_BYTES);
  const view = new DataView(header.buffer);
  header.set(MAGIC);
  view.setUint16(8, SUITE);
  view.setUint16(10, OBJECT_TYPES[label.type]);
  view.setUint16(12, label.schema);
  view.setUint32(16, chunkBytes);
  view.setUint32(20, epoch);
  view.setBigUint64(24, BigInt(label.version));
  header.set(idOf(areaId), 32);
  header.set(idOf(label.objectId), 48);
  header.set(salt, SALT_AT);
  header.set(commitment, COMMITMENT_AT);
  return header;
}

/** What a reader takes out of a header: the rest of it must be what the reader expects. */
export interface ReadHeader {
  readonly schema: number;
  readonly chunkBytes: number;
  readonly salt: Uint8Array;
  readonly commitment: Uint8Array;
}

/**
 * Hold a header against what it must be.
 *
 * @throws MiningError `object-damaged` if it is not that of the object looked for, `vault-newer` for a suite or schema that is not known
 */
export function readHeader(header: Uint8Array, label: ObjectLabel, where: AreaEpoch): ReadHeader {
  const damaged = new MiningError('object-damaged', { what: label.type });
  if (header.length !== HEADER_BYTES || !sameBytes(header.subarray(0, 8), MAGIC)) throw damaged;
  const view = new DataView(header.buffer, header.byteOffset, HEADER_BYTES);
  const suite = view.getUint16(8);
  if (suite !== SUITE) throw new MiningError('vault-newer', { suite });
  const schema = view.getUint16(12);
  const chunkBytes = view.getUint32(16);
  if (!isChunkSize(chunkBytes)) throw damaged;
  const salt = header.subarray(SALT_AT, COMMITMENT_AT);
  const commitment = header.subarray(COMMITMENT_AT);
  // every byte of it counts: reserved ones as well
  const expected = headerOf({ ...label, schema }, where, chunkBytes, salt, commitment);
  if (!sameBytes(header, expected)) throw damaged;
  if (schema > label.schema) throw new MiningError('vault-newer', { schema });
  return { schema, chunkBytes, salt, commitment };
}

/** @returns the area that a header names, unverified; null if it is no header */
export function areaNamedIn(header: Uint8Array): string | null {
  return header.length === HEADER_BYTES && sameBytes(header.subarray(0, 8), MAGIC) ? hexOf(header.subarray(32, 48)) : null;
}

function isChunkSize(bytes: number): boolean {
  return bytes >= MIN_CHUNK_BYTES && bytes <= MAX_CHUNK_BYTES && (bytes & (bytes - 1)) === 0;
}

function idOf(hex: string): Uint8Array {
  const id = bytesOfHex(hex);
  if (id.length !== 16) throw new RangeError('an id has 32 hexadecimal digits');
  return id;
}
