/**
 * A process area as one sealed file, `.kiseki`, that a passphrase opens on any device: a prelude (`backup-prelude.ts`), then one object
 * whose plaintext is a head (card and list of parts) and the parts' bytes. Written and read as a stream; see FORMAT.md.
 */
import { MiningError } from '$lib/model/errors';
import type { AreaCard } from '$lib/model/vault';
import { cardOf } from './card-json';
import { PRELUDE_BYTES, makePrelude, openPrelude } from './backup-prelude';
import { openObject, sealObject, type ByteSink, type ByteSource } from './container';
import { PieceReader } from './piece-reader';
import { USUAL_COST, type PassphraseCost } from './passphrase-key';
import type { RandomSource } from './random';

/** The head is JSON, and read into memory as a whole. */
const MAX_HEAD_BYTES = 16 << 20;

/** A part of an area, and how long its plaintext is. */
export interface BackupPart {
  readonly name: string;
  readonly sizeBytes: number;
}

/** What is backed up: an `AreaReader`, with its card. */
export interface BackupSource {
  readonly card: AreaCard;
  readonly parts: readonly BackupPart[];
  /** verified chunk by chunk; throws if the part is not what was sealed */
  stream(part: string): AsyncIterable<Uint8Array>;
}

export interface BackupOptions {
  /** called with the plaintext bytes written so far; `bytesOf(parts)` in all */
  readonly onBytes?: (doneBytes: number) => void;
  /** for tests alone */
  readonly cost?: PassphraseCost;
  /** for test vectors alone */
  readonly random?: RandomSource;
}

/**
 * Write a backup. What has been written when it fails is no backup: the last mark is missing.
 *
 * @param passphrase not empty
 * @param into flushed and closed by its owner
 * @returns bytes written
 * @throws MiningError what reading the parts and writing the file throw; `object-damaged` if a part has another length than said
 */
export async function writeBackup(
  source: BackupSource,
  passphrase: string,
  into: ByteSink,
  { onBytes, cost = USUAL_COST, random }: BackupOptions = {}
): Promise<number> {
  if (passphrase === '') throw new MiningError('backup-passphrase');
  const { prelude, areaKey, label } = await makePrelude(passphrase, cost, random);
  await into.write(prelude);
  const { sizeBytes } = await sealObject(areaKey, label, bodyOf(source, onBytes), into, { ...(random && { random }) });
  return prelude.length + sizeBytes;
}

/** Plaintext bytes of parts. */
export function bytesOf(parts: readonly BackupPart[]): number {
  return parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

async function* bodyOf(source: BackupSource, onBytes?: (doneBytes: number) => void): AsyncGenerator<Uint8Array> {
  const { card, parts } = source;
  const head = new TextEncoder().encode(
    JSON.stringify({ card, parts: parts.map(({ name, sizeBytes }) => ({ name, sizeBytes })) })
  );
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length);
  yield length;
  yield head;
  let doneBytes = 0;
  for (const { name, sizeBytes } of parts) {
    let partBytes = 0;
    for await (const piece of source.stream(name)) {
      partBytes += piece.length;
      yield piece;
      onBytes?.((doneBytes += piece.length));
    }
    if (partBytes !== sizeBytes) throw new MiningError('object-damaged', { what: 'part' });
  }
}

/** A backup whose passphrase was right, up to its parts. */
export interface OpenedBackup {
  readonly card: AreaCard;
  readonly parts: readonly BackupPart[];
  /**
   * Give every part to `put`, in order, then hold the file's end against its last mark. Once only. Nothing that `put` was given may be
   * kept unless this has returned: restore inside `Vault.create`, which keeps all or nothing.
   *
   * @throws MiningError `backup-truncated`, `file-unreadable`, and what `put` throws
   */
  restore(
    put: (part: string, bytes: AsyncIterable<Uint8Array>) => Promise<void>,
    onBytes?: (doneBytes: number) => void
  ): Promise<void>;
}

/**
 * Open a backup as far as its head.
 *
 * @param file read in slices
 * @throws MiningError `not-a-backup`, `backup-passphrase`, `backup-truncated`, `backup-newer`, `file-unreadable`
 */
export async function openBackup(file: Blob, passphrase: string): Promise<OpenedBackup> {
  const source: ByteSource = {
    sizeBytes: file.size - PRELUDE_BYTES,
    async read(into, at) {
      const slice = await sliceOf(file, PRELUDE_BYTES + at, into.length);
      into.set(slice);
      return slice.length;
    }
  };
  return asBackup(async () => {
    const { areaKey, label } = await openPrelude(await sliceOf(file, 0, PRELUDE_BYTES), passphrase);
    const pieces = new PieceReader((await openObject(areaKey, label, source)).chunks());
    const { card, parts } = headOf(await pieces.take(await headLength(pieces)));
    return { card, parts, restore: (put, onBytes) => asBackup(() => restore(pieces, parts, put, onBytes)) };
  });
}

async function restore(
  pieces: PieceReader,
  parts: readonly BackupPart[],
  put: (part: string, bytes: AsyncIterable<Uint8Array>) => Promise<void>,
  onBytes?: (doneBytes: number) => void
): Promise<void> {
  let [doneBytes, wholeBytes] = [0, 0];
  const tell = (bytes: number): void => {
    doneBytes += bytes;
    onBytes?.(doneBytes);
  };
  try {
    for (const { name, sizeBytes } of parts) {
      await put(name, pieces.stream(sizeBytes, tell));
      if (doneBytes !== (wholeBytes += sizeBytes)) throw new RangeError('a part was not read to its end');
    }
    await pieces.end();
  } finally {
    await pieces.close();
  }
}

async function headLength(pieces: PieceReader): Promise<number> {
  const length = await pieces.take(4);
  const bytes = new DataView(length.buffer, length.byteOffset).getUint32(0);
  if (bytes > MAX_HEAD_BYTES) throw new MiningError('backup-truncated', { what: 'head' });
  return bytes;
}

function headOf(bytes: Uint8Array): { readonly card: AreaCard; readonly parts: readonly BackupPart[] } {
  const damaged = (): MiningError => new MiningError('backup-truncated', { what: 'head' });
  const { card, parts } = parsed(bytes);
  if (!Array.isArray(parts)) throw damaged();
  const names = new Set<string>();
  const known = parts.map((part: unknown) => {
    const { name, sizeBytes } = (typeof part === 'object' && part !== null ? part : {}) as Readonly<Record<string, unknown>>;
    if (typeof name !== 'string' || name === '' || names.has(name)) throw damaged();
    if (!Number.isSafeInteger(sizeBytes) || (sizeBytes as number) < 0) throw damaged();
    names.add(name);
    return { name, sizeBytes: sizeBytes as number };
  });
  return { card: cardOf(card), parts: known };
}

function parsed(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof json === 'object' && json !== null) return json as Readonly<Record<string, unknown>>;
  } catch {
    // told below
  }
  throw new MiningError('backup-truncated', { what: 'head' });
}

/** The same refusals, in the words of a backup file. */
async function asBackup<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof MiningError)) throw thrown;
    if (thrown.code === 'object-damaged') throw new MiningError('backup-truncated', thrown.detail);
    if (thrown.code === 'vault-newer') throw new MiningError('backup-newer', thrown.detail);
    throw thrown;
  }
}

async function sliceOf(file: Blob, at: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(at, at + length).arrayBuffer());
  } catch (thrown) {
    const name = 'name' in file && typeof file.name === 'string' ? file.name : '';
    throw new MiningError('file-unreadable', { file: name, why: thrown instanceof Error ? thrown.message : String(thrown) });
  }
}
