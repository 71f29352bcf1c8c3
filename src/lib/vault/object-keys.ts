import type { AreaKey } from './keys';
import { HEADER_BYTES, SALT_BYTES } from './object-header';

const COMMITMENT_BYTES = 32;
const PREFIX_BYTES = 7;
const INFO = new TextEncoder().encode('object/1');
const text = new TextEncoder();

/** What one object is sealed with, derived from its area's key and its own salt. */
export interface ObjectKeys {
  /** AES-256-GCM, not extractable */
  readonly key: CryptoKey;
  /**
   * Ties the object to this one key: a ciphertext of GCM alone can be made so that it opens under two keys (Dodis et al., Fast Message
   * Franking, 2018).
   */
  readonly commitment: Uint8Array;
  /** 7 bytes that every nonce of the object begins with */
  readonly noncePrefix: Uint8Array;
}

/** HKDF-SHA-256 of the area's key: 32 key | 32 commitment | 7 prefix of nonces. */
export async function deriveObjectKeys(areaKey: CryptoKey, salt: Uint8Array): Promise<ObjectKeys> {
  if (salt.length !== SALT_BYTES) throw new RangeError('a salt has 32 bytes');
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: salt as Uint8Array<ArrayBuffer>, info: INFO };
  const bits = new Uint8Array(await crypto.subtle.deriveBits(algorithm, areaKey, 8 * (32 + COMMITMENT_BYTES + PREFIX_BYTES)));
  const raw = bits.slice(0, 32);
  bits.fill(0, 0, 32);
  try {
    return {
      key: await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']),
      commitment: bits.slice(32, 64),
      noncePrefix: bits.slice(64)
    };
  } finally {
    raw.fill(0);
  }
}

/** The additional data of every chunk: the object's whole header, then its area's tenant in UTF-8. */
export function chunkData(header: Uint8Array, { tenant }: AreaKey): Uint8Array<ArrayBuffer> {
  const name = text.encode(tenant);
  const bytes = new Uint8Array(HEADER_BYTES + name.length);
  bytes.set(header);
  bytes.set(name, HEADER_BYTES);
  return bytes;
}

/**
 * Nonce of a chunk: 7 prefix | u32 counter from 0 | 1 if it is the last, else 0.
 * Source: STREAM in Hoang, Reyhanitabar, Rogaway, Vizár, Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance (2015).
 */
export function chunkNonce(prefix: Uint8Array, counter: number, last: boolean): Uint8Array<ArrayBuffer> {
  if (counter > 0xffff_ffff) throw new RangeError('too many chunks');
  const nonce = new Uint8Array(12);
  nonce.set(prefix);
  new DataView(nonce.buffer).setUint32(PREFIX_BYTES, counter);
  nonce[11] = last ? 1 : 0;
  return nonce;
}
