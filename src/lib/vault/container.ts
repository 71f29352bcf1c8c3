/**
 * Seal one object as a stream, and open it: STREAM over AES-256-GCM (see FORMAT.md). Memory is a few chunks, whatever the object's size.
 * Nothing is handed on before its chunk is verified; a whole object is verified when its stream has come to its end without an error.
 */
import { MiningError } from '$lib/model/errors';
import type { AreaKey } from './keys';
import { HEADER_BYTES, SALT_BYTES, headerOf, readHeader, type ObjectLabel } from './object-header';
import { chunkData, chunkNonce, deriveObjectKeys } from './object-keys';
import { SealTally, TAG_BYTES } from './object-seal';
import { randomBytes, type RandomSource } from './random';
import { sameBytes } from './same-bytes';
import { asDamage } from './wrapped-secret';
import { WriteBatch } from './write-batch';

/** Plaintext bytes a chunk, where nothing else is asked for: measured in Chromium, 64 KiB read slower, 128 KiB a little. */
export const CHUNK_BYTES = 256 << 10;

/** Chunks that WebCrypto works on at a time, on its own threads, while this one reads, writes or computes. */
const IN_FLIGHT = 8;

/** Bytes of any length a piece, in order. A piece may be used again once the next one is asked for. */
export type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** Where sealed bytes go: a `FileWriter`, or the like. Flushing and closing stay with its owner. */
export interface ByteSink {
  /** @param bytes the sink's until it has returned, or its promise is settled; then their memory is used again */
  write(bytes: Uint8Array): void | Promise<void>;
}

/** Where sealed bytes come from: a `FileReader` of `storage.ts`, or the like. Closing stays with its owner. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Fill `into` from `at`. @returns bytes read; fewer only at the end */
  read(into: Uint8Array<ArrayBuffer>, at: number): number | Promise<number>;
}

/** What a manifest keeps of an object, to know it again. */
export interface SealedObject {
  /** of the plaintext */
  readonly lengthBytes: number;
  /** on disk */
  readonly sizeBytes: number;
  /** 32 bytes, see `SealTally` */
  readonly seal: Uint8Array;
}

export interface SealOptions {
  /** a power of two from 64 to 4 MiB */
  readonly chunkBytes?: number;
  /** called with the plaintext bytes sealed so far */
  readonly onBytes?: (doneBytes: number) => void;
  /** for test vectors alone */
  readonly random?: RandomSource;
}

/**
 * Seal an object while its bytes come: a fresh salt each time, so no nonce is ever used twice.
 *
 * @throws what `pieces` and `into` throw: what was written until then is no object, and opens for nobody
 */
export async function sealObject(
  areaKey: AreaKey,
  label: ObjectLabel,
  pieces: Pieces,
  into: ByteSink,
  { chunkBytes = CHUNK_BYTES, onBytes, random }: SealOptions = {}
): Promise<SealedObject> {
  const salt = randomBytes(SALT_BYTES, random);
  const { key, commitment, noncePrefix } = await deriveObjectKeys(areaKey.key, salt);
  const header = headerOf(label, areaKey, chunkBytes, salt, commitment);
  const additionalData = chunkData(header, areaKey);
  const tally = new SealTally(header);
  const batch = new WriteBatch(into);
  const inFlight: Promise<ArrayBuffer>[] = [];
  let counter = 0;
  let lengthBytes = 0;
  let sizeBytes = HEADER_BYTES;

  const start = (chunk: Uint8Array, last: boolean): void => {
    const iv = chunkNonce(noncePrefix, counter++, last);
    // WebCrypto copies the chunk before it returns: its memory is free again
    const sealed = crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, chunk as Uint8Array<ArrayBuffer>);
    sealed.catch(() => undefined); // told of where it is awaited
    inFlight.push(sealed);
  };
  const finish = async (atMost: number): Promise<void> => {
    while (inFlight.length > atMost) {
      const sealed = new Uint8Array(await inFlight.shift()!);
      tally.add(sealed);
      await batch.add(sealed);
      sizeBytes += sealed.length;
      lengthBytes += sealed.length - TAG_BYTES;
      onBytes?.(lengthBytes);
    }
  };

  await batch.add(header);
  // What is not yet known to be followed by more. Whole chunks that are go to WebCrypto from the piece itself.
  const held = new Uint8Array(chunkBytes);
  let heldBytes = 0;
  for await (const piece of pieces) {
    let at = 0;
    while (at < piece.length) {
      if (heldBytes === chunkBytes) {
        start(held, false);
        heldBytes = 0;
      }
      if (heldBytes === 0 && piece.length - at > chunkBytes) {
        start(piece.subarray(at, at + chunkBytes), false);
        at += chunkBytes;
      } else {
        const taken = piece.subarray(at, at + chunkBytes - heldBytes);
        held.set(taken, heldBytes);
        heldBytes += taken.length;
        at += taken.length;
      }
      await finish(IN_FLIGHT - 1);
    }
  }
  start(held.subarray(0, heldBytes), true);
  await finish(0);
  await batch.end();
  return { lengthBytes, sizeBytes, seal: await tally.seal(lengthBytes) };
}

/** What is known of an object before it is opened: its seal, and its length where that was kept as well. */
export type ExpectedObject = Pick<SealedObject, 'seal'> & Partial<Pick<SealedObject, 'lengthBytes'>>;

/** An object whose header is the one looked for. Its bytes are verified while they are read. */
export interface OpenedObject {
  /** of what is inside; at most the label's */
  readonly schema: number;
  /** of the plaintext */
  readonly lengthBytes: number;
  /**
   * The plaintext, one chunk a piece, each in memory of its own. To be taken as provisional until the stream has ended.
   *
   * @throws MiningError `object-damaged` at the first chunk that is not what was sealed, or at the end if the seal differs
   */
  chunks(): AsyncGenerator<Uint8Array<ArrayBuffer>, void, void>;
  /** All of the plaintext, verified. @throws MiningError `object-damaged` */
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Begin to open an object: its header, commitment and length are checked, nothing is decrypted yet.
 *
 * @param label what it must be; `schema` is the newest that the caller reads
 * @param expected what a manifest says of it; without it, any length and any seal of an object with this label are taken
 * @throws MiningError `object-damaged` if it is cut, changed, another object, or sealed with another key; `vault-newer` for a suite or
 * schema that is not known
 */
export async function openObject(
  areaKey: AreaKey,
  label: ObjectLabel,
  source: ByteSource,
  expected?: ExpectedObject
): Promise<OpenedObject> {
  const damaged = (): MiningError => new MiningError('object-damaged', { what: label.type });
  if (source.sizeBytes < HEADER_BYTES + TAG_BYTES) throw damaged();
  const header = new Uint8Array(HEADER_BYTES);
  if ((await source.read(header, 0)) !== HEADER_BYTES) throw damaged();
  const { schema, chunkBytes, salt, commitment } = readHeader(header, label, areaKey);

  const fullBytes = chunkBytes + TAG_BYTES;
  const sealedBytes = source.sizeBytes - HEADER_BYTES;
  const chunkCount = Math.ceil(sealedBytes / fullBytes);
  const lengthBytes = sealedBytes - chunkCount * TAG_BYTES;
  const lastBytes = sealedBytes - (chunkCount - 1) * fullBytes;
  // the one last chunk that may be empty is that of an empty object
  if (lastBytes < TAG_BYTES || (lastBytes === TAG_BYTES && chunkCount > 1)) throw damaged();
  if (expected?.lengthBytes !== undefined && expected.lengthBytes !== lengthBytes) throw damaged();

  const keys = await deriveObjectKeys(areaKey.key, salt);
  if (!sameBytes(keys.commitment, commitment)) throw damaged();
  const additionalData = chunkData(header, areaKey);

  async function* chunks(): AsyncGenerator<Uint8Array<ArrayBuffer>, void, void> {
    const tally = new SealTally(header);
    const sealed = new Uint8Array(Math.min(sealedBytes, fullBytes * (IN_FLIGHT / 2)));
    const inFlight: Promise<ArrayBuffer>[] = [];
    let counter = 0;
    for (;;) {
      // half of what may be under way is read at once
      while (counter < chunkCount && inFlight.length <= IN_FLIGHT / 2) {
        const at = counter * fullBytes;
        const wanted = sealed.subarray(0, Math.min(sealed.length, sealedBytes - at));
        if ((await source.read(wanted, HEADER_BYTES + at)) !== wanted.length) throw damaged();
        for (let from = 0; from < wanted.length; from += fullBytes) {
          const chunk = wanted.subarray(from, from + fullBytes);
          tally.add(chunk);
          const iv = chunkNonce(keys.noncePrefix, counter, counter === chunkCount - 1);
          counter++;
          // WebCrypto copies the chunk before it returns: the next ones may be read into its place
          const opened = crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, keys.key, chunk);
          opened.catch(() => undefined); // told of where it is awaited
          inFlight.push(opened);
        }
      }
      const opened = inFlight.shift();
      if (opened === undefined) break;
      yield new Uint8Array(await verified(opened, label));
    }
    if (expected !== undefined && !sameBytes(await tally.seal(lengthBytes), expected.seal)) throw damaged();
  }

  async function bytes(): Promise<Uint8Array<ArrayBuffer>> {
    const whole = new Uint8Array(lengthBytes);
    let at = 0;
    for await (const chunk of chunks()) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  }

  return { schema, lengthBytes, chunks, bytes };
}

async function verified(opened: Promise<ArrayBuffer>, { type }: ObjectLabel): Promise<ArrayBuffer> {
  try {
    return await opened;
  } catch (thrown) {
    throw asDamage(thrown, type);
  }
}
