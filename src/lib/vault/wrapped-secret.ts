import { MiningError } from '$lib/model/errors';
import { randomBytes, type RandomSource } from './random';

/** The one suite there is: HKDF-SHA-256, AES-256-GCM, Ed25519. It is read, never negotiated. */
export const SUITE = 1;

/** Bytes of a share, of a key of an area, of a derived key. */
export const KEY_BYTES = 32;

/** u16 suite | 12 nonce: what stands before the ciphertext of a wrapped key */
const WRAP_HEAD_BYTES = 14;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM of a secret under a wrapping key: 2 suite, 12 random nonce, ciphertext, 16 tag.
 *
 * @param secret zeroed when the promise is settled
 * @param additionalData what the secret is, and whose
 */
export async function wrapSecret(
  kek: CryptoKey,
  secret: Uint8Array<ArrayBuffer>,
  additionalData: Uint8Array<ArrayBuffer>,
  random?: RandomSource
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const iv = randomBytes(NONCE_BYTES, random);
    return wrappedOf(iv, await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, kek, secret));
  } finally {
    secret.fill(0);
  }
}

/** @returns the secret, for the caller to zero. @throws MiningError `object-damaged`, `vault-newer` */
export async function unwrapSecret(
  kek: CryptoKey,
  wrapped: Uint8Array,
  additionalData: Uint8Array<ArrayBuffer>
): Promise<Uint8Array<ArrayBuffer>> {
  const { iv, sealed } = partsOfWrapped(wrapped);
  try {
    const secret = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, kek, sealed));
    if (secret.length < KEY_BYTES) throw new MiningError('object-damaged', { what: 'key' });
    return secret;
  } catch (thrown) {
    throw asDamage(thrown, 'key');
  }
}

/** Suite, nonce and ciphertext in one: the form of every wrapped key. */
export function wrappedOf(nonce: Uint8Array, sealed: ArrayBuffer): Uint8Array<ArrayBuffer> {
  const wrapped = new Uint8Array(WRAP_HEAD_BYTES + sealed.byteLength);
  new DataView(wrapped.buffer).setUint16(0, SUITE);
  wrapped.set(nonce, 2);
  wrapped.set(new Uint8Array(sealed), WRAP_HEAD_BYTES);
  return wrapped;
}

/** The reverse of `wrappedOf`. @throws MiningError `object-damaged` if too short, `vault-newer` for another suite */
export function partsOfWrapped(wrapped: Uint8Array): {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: Uint8Array<ArrayBuffer>;
} {
  if (wrapped.length < WRAP_HEAD_BYTES + TAG_BYTES) throw new MiningError('object-damaged', { what: 'key' });
  const suite = wrapped[0]! * 256 + wrapped[1]!;
  if (suite !== SUITE) throw new MiningError('vault-newer', { suite });
  return { iv: wrapped.slice(2, WRAP_HEAD_BYTES), sealed: wrapped.slice(WRAP_HEAD_BYTES) };
}

/** What WebCrypto throws for bytes that are not what was sealed, as our error; anything else stays what it is. */
export function asDamage(thrown: unknown, what: string): unknown {
  return thrown instanceof DOMException && thrown.name === 'OperationError'
    ? new MiningError('object-damaged', { what })
    : thrown;
}
