import { openObject, sealObject, type Pieces } from './container';
import type { AreaKey } from './keys';
import type { PartEntry } from './manifest';
import type { ObjectLabel } from './object-header';
import { randomId } from './random';
import type { VaultFiles } from './storage';

/** Takes the parts of an area that is being kept or changed. What is not named stays as it was. */
export interface PartWriter {
  /**
   * Seal a part into a file of its own, on disk when the promise is settled. Parts may be put side by side.
   *
   * @throws MiningError `vault-full`, `vault-write-failed`, and what `bytes` throws
   */
  put(part: string, bytes: readonly Uint8Array[] | AsyncIterable<Uint8Array>): Promise<void>;
  /** Leave a part out from now on. */
  drop(part: string): void;
}

/** What is inside is the writer's affair; this is the way of laying parts into objects. */
const PART_SCHEMA = 1;

/** From this size on, room is asked for before it is taken. */
const LARGE_BYTES = 1 << 20;
/** So far a stream of unknown length writes before it asks for as much again. */
const STRIDE_BYTES = 64 << 20;

const labelOf = ({ objectId, version }: Pick<PartEntry, 'objectId' | 'version'>): ObjectLabel => ({
  type: 'part',
  schema: PART_SCHEMA,
  version,
  objectId
});

/** The parts of the version being written: those of the version before, until they are replaced or dropped. */
export class ObjectWriter implements PartWriter {
  readonly #parts: Map<string, PartEntry>;
  #written: string[] = [];
  #underWay = 0;
  #isOver = false;

  constructor(
    private readonly files: VaultFiles,
    private readonly areaKey: AreaKey,
    private readonly version: number,
    before: ReadonlyMap<string, PartEntry> = new Map()
  ) {
    this.#parts = new Map(before);
  }

  async put(part: string, bytes: readonly Uint8Array[] | AsyncIterable<Uint8Array>): Promise<void> {
    if (this.#isOver) throw new Error(`${part} came after the end`);
    this.#underWay++;
    try {
      if (Array.isArray(bytes)) await this.#ensureRoom(bytes as readonly Uint8Array[]);
      this.#parts.set(part, await this.#write(part, bytes));
    } finally {
      this.#underWay--;
    }
  }

  drop(part: string): void {
    this.#parts.delete(part);
  }

  /** No more parts. @returns what there is of them */
  end(): ReadonlyMap<string, PartEntry> {
    if (this.#underWay > 0) throw new Error('a part is still being written');
    this.#isOver = true;
    return this.#parts;
  }

  /** Write a small object that is sealed already. */
  async writeSealed(objectId: string, sealed: Uint8Array): Promise<void> {
    await this.#file(objectId, async (write) => write(sealed));
  }

  /** From now on `undo` leaves the files: they may be part of what is kept. */
  release(): void {
    this.#written = [];
  }

  /** Take back the files of an attempt that came to nothing; what cannot be removed is garbage, and collected later. */
  async undo(): Promise<void> {
    this.#isOver = true;
    for (const name of this.#written) await this.files.remove(name).catch(() => undefined);
  }

  async #ensureRoom(bytes: readonly Uint8Array[]): Promise<void> {
    const needBytes = bytes.reduce((sum, piece) => sum + piece.byteLength, 0);
    if (needBytes >= LARGE_BYTES) await this.files.ensureRoom(needBytes);
  }

  async #write(name: string, pieces: Pieces): Promise<PartEntry> {
    const { version } = this;
    const objectId = randomId();
    let sinceAskedBytes = 0;
    const object = await this.#file(objectId, (write) =>
      sealObject(this.areaKey, labelOf({ objectId, version }), pieces, {
        write: async (sealed) => {
          sinceAskedBytes += sealed.byteLength;
          if (sinceAskedBytes > STRIDE_BYTES) {
            await this.files.ensureRoom(STRIDE_BYTES);
            sinceAskedBytes = 0;
          }
          write(sealed);
        }
      })
    );
    return { name, objectId, version, ...object };
  }

  async #file<T>(name: string, fill: (write: (bytes: Uint8Array) => void) => Promise<T>): Promise<T> {
    this.#written.push(name);
    const file = await this.files.create(name);
    try {
      const filled = await fill((bytes) => file.write(bytes));
      file.flush();
      return filled;
    } finally {
      file.close();
    }
  }
}

/** All of a part, verified. @throws MiningError `object-missing`, `object-damaged`, `vault-newer` */
export async function readPart(files: VaultFiles, areaKey: AreaKey, part: PartEntry): Promise<Uint8Array<ArrayBuffer>> {
  const file = await files.open(part.objectId);
  try {
    return await (await openObject(areaKey, labelOf(part), file, part)).bytes();
  } finally {
    file.close();
  }
}

/** A part as it comes, chunk by chunk: provisional until the stream has ended without an error. @throws as `readPart` */
export async function* streamPart(files: VaultFiles, areaKey: AreaKey, part: PartEntry): AsyncGenerator<Uint8Array, void, void> {
  const file = await files.open(part.objectId);
  try {
    yield* (await openObject(areaKey, labelOf(part), file, part)).chunks();
  } finally {
    file.close();
  }
}
