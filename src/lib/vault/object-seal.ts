import { HEADER_BYTES } from './object-header';

export const TAG_BYTES = 16;

/**
 * Gathers an object's seal: SHA-256 of header | every chunk's tag in order | length of the plaintext (u64). Whoever knows it knows every byte of
 * the object, for the tags bind the chunks, and it costs 16 bytes a chunk.
 */
export class SealTally {
  #bytes: Uint8Array<ArrayBuffer>;
  #used = HEADER_BYTES;

  constructor(header: Uint8Array) {
    this.#bytes = new Uint8Array(HEADER_BYTES + 64 * TAG_BYTES);
    this.#bytes.set(header);
  }

  /** @param sealed a chunk's ciphertext with its tag */
  add(sealed: Uint8Array): void {
    this.#append(sealed.subarray(sealed.length - TAG_BYTES));
  }

  /** @returns 32 bytes */
  async seal(lengthBytes: number): Promise<Uint8Array<ArrayBuffer>> {
    const length = new Uint8Array(8);
    new DataView(length.buffer).setBigUint64(0, BigInt(lengthBytes));
    this.#append(length);
    return new Uint8Array(await crypto.subtle.digest('SHA-256', this.#bytes.subarray(0, this.#used)));
  }

  #append(bytes: Uint8Array): void {
    const end = this.#used + bytes.length;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#bytes.length);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, this.#used);
    this.#used = end;
  }
}
