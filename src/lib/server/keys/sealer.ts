import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** A master key; its id stands in what it has sealed. */
export interface MasterKey {
  /** 8 bytes, derived from the key */
  readonly id: Buffer;
  readonly key: Buffer;
}

const FORMAT = 1;
const ID = 8;
const NONCE = 12;
const TAG = 16;

/** @param key 32 random bytes */
export const masterKey = (key: Buffer): MasterKey => ({
  id: Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'kiseki master key id', ID)),
  key
});

/**
 * Seals what the store keeps but whoever reads the store must not: AES-256-GCM under a master key that lies elsewhere.
 *
 * Sealed bytes: format 1 B, key id 8 B, nonce 12 B, ciphertext, tag 16 B. `purpose` is authenticated with them. It names table, column and
 * row (`operator.totp_secret/<id>`), so that a sealed value that is put in another's place does not open.
 */
export class Sealer {
  readonly #keys: readonly MasterKey[];

  /** @param keys the first seals; all open */
  constructor(keys: readonly [MasterKey, ...MasterKey[]]) {
    this.#keys = keys;
  }

  /** The id that what is sealed now begins with, after the format. */
  get keyId(): Buffer {
    return this.#keys[0]!.id;
  }

  /**
   * The bytes that keys for something else, as a backup's file, are derived from.
   *
   * @param id of the key, in base64
   * @throws Error where it is not here
   */
  material(id: string): Buffer {
    const found = this.#keys.find((each) => each.id.toString('base64') === id);
    if (!found) throw new Error('The master key that it was sealed under is not among those at hand.');
    return found.key;
  }

  seal(purpose: string, plain: Uint8Array | string): Uint8Array {
    const { id, key } = this.#keys[0]!;
    const head = Buffer.concat([Buffer.from([FORMAT]), id]);
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.concat([head, Buffer.from(purpose)]));
    const sealed = Buffer.concat([cipher.update(typeof plain === 'string' ? Buffer.from(plain) : plain), cipher.final()]);
    return new Uint8Array(Buffer.concat([head, nonce, sealed, cipher.getAuthTag()]));
  }

  /** @throws Error where it was sealed for something else, under a key that is not here, or was altered */
  open(purpose: string, sealed: Uint8Array): Uint8Array {
    const bytes = Buffer.from(sealed);
    const head = bytes.subarray(0, 1 + ID);
    const found = this.#keys.find(({ id }) => id.equals(head.subarray(1)));
    if (bytes.length < 1 + ID + NONCE + TAG || head[0] !== FORMAT || !found) throw new Error(`no key opens ${purpose}`);
    const nonce = bytes.subarray(1 + ID, 1 + ID + NONCE);
    const decipher = createDecipheriv('aes-256-gcm', found.key, nonce, { authTagLength: TAG })
      .setAAD(Buffer.concat([head, Buffer.from(purpose)]))
      .setAuthTag(bytes.subarray(-TAG));
    return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(1 + ID + NONCE, -TAG)), decipher.final()]));
  }
}
