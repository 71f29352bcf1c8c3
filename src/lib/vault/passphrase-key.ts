import { argon2id } from 'hash-wasm';
import { importSecret } from './keys';
import { KEY_BYTES } from './wrapped-secret';

/** What guessing one passphrase costs (Argon2id, RFC 9106). It stands in the file, so that it can grow. */
export interface PassphraseCost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/**
 * Twice the memory of RFC 9106's second recommended option, at its three passes: half a second to a second here. One lane, for there is one
 * thread; more of them would help those who guess alone.
 */
export const USUAL_COST: PassphraseCost = { memoryKiB: 128 << 10, passes: 3, lanes: 1 };

/** The most that a file may ask for: it is read before anybody knows who wrote it. */
const MAX_COST: PassphraseCost = { memoryKiB: 1 << 20, passes: 16, lanes: 16 };

const INFO = new TextEncoder().encode('backup/1');

/** What a passphrase opens. */
export interface PassphraseKey {
  /** AES-256-GCM, not extractable; for `wrapSecret` and `unwrapSecret` */
  readonly key: CryptoKey;
  /** 32 bytes that tell whether the passphrase is the one */
  readonly commitment: Uint8Array;
}

/** Whether a cost is one that Argon2id is defined for (RFC 9106, section 3.1), and one that we are willing to bear. */
export function isBearable({ memoryKiB, passes, lanes }: PassphraseCost): boolean {
  const inRange = (value: number, max: number): boolean => Number.isInteger(value) && value >= 1 && value <= max;
  return (
    inRange(lanes, MAX_COST.lanes) &&
    inRange(passes, MAX_COST.passes) &&
    inRange(memoryKiB, MAX_COST.memoryKiB) &&
    memoryKiB >= 8 * lanes
  );
}

/**
 * Derive the key of a backup: Argon2id of the passphrase, then HKDF-SHA-256 to 32 key | 32 commitment.
 *
 * @param passphrase at least one character. Unicode's NFKC is taken of it: full-width letters of a Japanese keyboard are the same as others
 * @param salt 32 bytes, of this file alone
 *
 * Cost: `cost.memoryKiB` of memory, and the thread until it is done. The WASM of hash-wasm is in its script: nothing is fetched.
 */
export async function passphraseKey(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  { memoryKiB, passes, lanes }: PassphraseCost
): Promise<PassphraseKey> {
  const password = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const hash = await argon2id({
    password,
    salt,
    memorySize: memoryKiB,
    iterations: passes,
    parallelism: lanes,
    hashLength: KEY_BYTES,
    outputType: 'binary'
  });
  password.fill(0);
  const secret = await importSecret(hash as Uint8Array<ArrayBuffer>);
  const bits = new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info: INFO }, secret, 8 * 2 * KEY_BYTES)
  );
  const raw = bits.slice(0, KEY_BYTES);
  bits.fill(0, 0, KEY_BYTES);
  try {
    const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
    return { key, commitment: bits.slice(KEY_BYTES) };
  } finally {
    raw.fill(0);
  }
}
