/**
 * The file of a backup. A line of JSON in clear (`BackupHead`), then chunks: length (4 bytes, big-endian), ciphertext, tag. AES-256-GCM under a key
 * that is derived for this file alone (HKDF-SHA-256 of the master key with the head's salt), so that a counter is a fit nonce: 7 zero bytes, the
 * chunk's number (4 bytes), 1 for the last chunk or 0. The head is authenticated with every chunk. A file that was cut, changed, or has chunks
 * in another order does not open.
 */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

/** What a backup says of itself in clear. */
export interface BackupHead {
  readonly kiseki: 'backup';
  readonly format: 1;
  /** UTC, RFC 3339 */
  readonly at: string;
  readonly program: string;
  /** versions of the migrations that made the store */
  readonly schema: readonly number[];
  /** the master key's id and the salt, in base64 */
  readonly keyId: string;
  readonly salt: string;
}

const CHUNK = 1 << 20;
const TAG = 16;
const HEAD_LIMIT = 16_384;

/** @param material the master key's bytes */
export const fileKey = (material: Uint8Array, salt: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', material, salt, 'kiseki backup', 32));

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 7);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

function sealChunk(key: Buffer, head: Buffer, plain: Uint8Array, number: number, isLast: boolean): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, isLast)).setAAD(head);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(sealed.length);
  return Buffer.concat([length, sealed]);
}

/** The bytes of a backup's file, from the lines that are kept in it. */
export async function* sealLines(head: BackupHead, key: Buffer, lines: AsyncIterable<string>): AsyncGenerator<Buffer> {
  const first = Buffer.from(`${JSON.stringify(head)}\n`);
  yield first;
  let number = 0;
  let open: Buffer[] = [];
  let size = 0;
  for await (const line of lines) {
    const bytes = Buffer.from(`${line}\n`);
    open.push(bytes);
    size += bytes.length;
    if (size < CHUNK) continue;
    yield sealChunk(key, first, Buffer.concat(open), number++, false);
    open = [];
    size = 0;
  }
  yield sealChunk(key, first, Buffer.concat(open), number, true);
}

/** Reads a stream by amounts. */
class Reader {
  readonly #chunks: AsyncIterator<Buffer>;
  #held = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Buffer>) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  async #more(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done) return false;
    this.#held = Buffer.concat([this.#held, next.value]);
    return true;
  }

  /** @returns undefined where the stream has ended just here @throws Error where it ends within */
  async take(amount: number): Promise<Buffer | undefined> {
    while (this.#held.length < amount) {
      if (await this.#more()) continue;
      if (this.#held.length === 0) return undefined;
      throw new Error('the backup is cut off');
    }
    const taken = this.#held.subarray(0, amount);
    this.#held = this.#held.subarray(amount);
    return taken;
  }

  async line(): Promise<string> {
    for (;;) {
      const end = this.#held.indexOf(10);
      if (end >= 0) return (await this.take(end + 1))!.toString();
      if (this.#held.length > HEAD_LIMIT || !(await this.#more())) throw new Error('this is no backup of Kiseki');
    }
  }
}

/**
 * Open a backup's file.
 *
 * @param keyOf the file's key, or an error where the master key is not at hand
 * @returns the head, and the lines; reading these to their end checks all of the file
 * @throws Error where it is no backup, or was changed or cut
 */
export async function openBackup(
  stream: AsyncIterable<Buffer>,
  keyOf: (head: BackupHead) => Buffer
): Promise<{ readonly head: BackupHead; readonly lines: AsyncGenerator<string> }> {
  const reader = new Reader(stream);
  const first = await reader.line();
  let head: BackupHead;
  try {
    head = JSON.parse(first) as BackupHead;
  } catch {
    throw new Error('this is no backup of Kiseki');
  }
  if (head.kiseki !== 'backup') throw new Error('this is no backup of Kiseki');
  if (head.format !== 1) throw new Error('this backup is of a newer Kiseki');
  return { head, lines: openLines(reader, Buffer.from(first), keyOf(head)) };
}

function openChunk(
  key: Buffer,
  head: Buffer,
  sealed: Buffer,
  number: number
): { readonly plain: string; readonly isLast: boolean } {
  for (const isLast of [false, true]) {
    try {
      const cipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, isLast), { authTagLength: TAG })
        .setAAD(head)
        .setAuthTag(sealed.subarray(-TAG));
      return { plain: Buffer.concat([cipher.update(sealed.subarray(0, -TAG)), cipher.final()]).toString(), isLast };
    } catch {
      // the other flag
    }
  }
  throw new Error('the backup was changed, or the master key is another');
}

async function* openLines(reader: Reader, head: Buffer, key: Buffer): AsyncGenerator<string> {
  for (let number = 0; ; number++) {
    const length = (await reader.take(4))?.readUInt32BE();
    if (length === undefined) throw new Error('the backup is cut off');
    if (length < TAG || length > 64 * CHUNK) throw new Error('the backup was changed, or the master key is another');
    const sealed = await reader.take(length);
    if (!sealed) throw new Error('the backup is cut off');
    const { plain, isLast } = openChunk(key, head, sealed, number);
    // lines never cross chunks
    yield* plain.split('\n').slice(0, -1);
    if (!isLast) continue;
    if (await reader.take(1)) throw new Error('the backup has something after its end');
    return;
  }
}
