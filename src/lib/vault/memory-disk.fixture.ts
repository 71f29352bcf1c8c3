import { MiningError } from '$lib/model/errors';
import type { Catalogue, CatalogueRow, FileReader, FileWriter, VaultFiles } from './storage';

/** What a crash does to bytes that were written and not flushed: they are gone, all there, or some there and some zeroes. */
export const CRASHES = ['lost', 'kept', 'torn'] as const;
export type Crash = (typeof CRASHES)[number];

interface DiskFile {
  bytes: Uint8Array;
  /** -1 before the first flush: a crash may leave no file at all */
  flushedBytes: number;
}

/** A browser profile's disk: what is left of it when every tab is gone. Tabs reach it through `MemoryFiles` and `MemoryCatalogue`. */
export class MemoryDisk {
  readonly files = new Map<string, DiskFile>();
  /** removed since the last crash: a removal is no more flushed than a write */
  readonly removed = new Map<string, DiskFile>();
  readonly rows = new Map<string, CatalogueRow>();
  readonly deviceValues = new Map<string, unknown>();
  quotaBytes = Infinity;

  /** The same disk, to do something else to. */
  copy(): MemoryDisk {
    const copy = new MemoryDisk();
    for (const [name, file] of this.files) copy.files.set(name, { ...file, bytes: file.bytes.slice() });
    for (const [id, row] of this.rows) copy.rows.set(id, copyOfRow(row));
    for (const [name, value] of this.deviceValues) copy.deviceValues.set(name, value);
    copy.quotaBytes = this.quotaBytes;
    return copy;
  }

  /** The power is gone, or the browser. */
  crash(how: Crash): void {
    for (const [name, file] of this.files) {
      if (how === 'kept' || file.flushedBytes === file.bytes.length) continue;
      if (how === 'lost' && file.flushedBytes < 0) this.files.delete(name);
      else file.bytes = how === 'lost' ? file.bytes.slice(0, file.flushedBytes) : torn(file);
    }
    if (how === 'lost') for (const [name, file] of this.removed) this.files.set(name, file);
    this.removed.clear();
    for (const file of this.files.values()) file.flushedBytes = file.bytes.length;
  }

  usedBytes(): number {
    let used = 0;
    for (const file of this.files.values()) used += file.bytes.length;
    return used;
  }
}

/** Half of what was not flushed, then zeroes: the length was on disk before the bytes. */
function torn({ bytes, flushedBytes }: DiskFile): Uint8Array {
  const safe = Math.max(0, flushedBytes);
  const half = safe + Math.ceil((bytes.length - safe) / 2);
  return bytes.slice().fill(0, half);
}

const copyOfRow = (row: CatalogueRow): CatalogueRow => structuredClone(row);

/** Called at every use of a place, with its effect: does it, or fails in its stead. */
export interface Calls {
  /** @param partly what of the effect may have happened when it is broken off in the middle */
  now<T>(what: string, effect: () => T, partly?: () => void): T;
  later<T>(what: string, effect: () => T): Promise<T>;
}

/** Every call does what it is asked. */
export const FAULTLESS: Calls = {
  now: (_, effect) => effect(),
  later: async (_, effect) => effect()
};

export class MemoryFiles implements VaultFiles {
  constructor(
    private readonly disk: MemoryDisk,
    private readonly calls: Calls = FAULTLESS
  ) {}

  create(name: string): Promise<FileWriter> {
    return this.calls.later(`create ${name}`, () => {
      if (this.disk.files.has(name)) throw new Error('an object is written once');
      const file: DiskFile = { bytes: new Uint8Array(0), flushedBytes: -1 };
      this.disk.files.set(name, file);
      return this.#writerOf(file);
    });
  }

  #writerOf(file: DiskFile): FileWriter {
    let isOpen = true;
    const append = (bytes: Uint8Array): void => {
      if (!isOpen) throw new Error('written after it was closed');
      if (this.disk.usedBytes() + bytes.length > this.disk.quotaBytes) throw new MiningError('vault-full');
      const longer = new Uint8Array(file.bytes.length + bytes.length);
      longer.set(file.bytes);
      longer.set(bytes, file.bytes.length);
      file.bytes = longer;
    };
    return {
      write: (bytes) =>
        this.calls.now(
          'write',
          () => append(bytes),
          () => append(bytes.subarray(0, bytes.length >> 1))
        ),
      flush: () => this.calls.now('flush', () => void (file.flushedBytes = file.bytes.length)),
      close: () => this.calls.now('close', () => void (isOpen = false))
    };
  }

  open(name: string): Promise<FileReader> {
    return this.calls.later(`open ${name}`, () => {
      const file = this.disk.files.get(name);
      if (!file) throw new MiningError('object-missing', { object: name });
      return {
        sizeBytes: file.bytes.length,
        read: (into, at) =>
          this.calls.now('read', () => {
            const found = file.bytes.subarray(at, at + into.length);
            into.set(found);
            return found.length;
          }),
        close: () => undefined
      };
    });
  }

  remove(name: string): Promise<void> {
    return this.calls.later(`remove ${name}`, () => {
      const file = this.disk.files.get(name);
      if (file) this.disk.removed.set(name, file);
      this.disk.files.delete(name);
    });
  }

  list(): Promise<readonly { name: string; sizeBytes: number }[]> {
    return this.calls.later('list', () =>
      Array.from(this.disk.files, ([name, { bytes }]) => ({ name, sizeBytes: bytes.length }))
    );
  }

  ensureRoom(needBytes: number): Promise<void> {
    return this.calls.later('ensureRoom', () => {
      const freeBytes = Math.max(0, 0.8 * this.disk.quotaBytes - this.disk.usedBytes());
      if (freeBytes === 0 || needBytes > freeBytes) throw new MiningError('vault-full', { needBytes, freeBytes });
    });
  }
}

/** Rows and values change whole and are on disk at once, as IndexedDB does it with strict durability. */
export class MemoryCatalogue implements Catalogue {
  constructor(
    private readonly disk: MemoryDisk,
    private readonly calls: Calls = FAULTLESS
  ) {}

  all(): Promise<readonly CatalogueRow[]> {
    return this.calls.later('all rows', () => Array.from(this.disk.rows.values(), copyOfRow));
  }

  get(areaId: string): Promise<CatalogueRow | undefined> {
    return this.calls.later('get row', () => {
      const row = this.disk.rows.get(areaId);
      return row && copyOfRow(row);
    });
  }

  put(row: CatalogueRow): Promise<void> {
    return this.calls.later('put row', () => void this.disk.rows.set(row.areaId, copyOfRow(row)));
  }

  remove(areaId: string): Promise<void> {
    return this.calls.later('remove row', () => void this.disk.rows.delete(areaId));
  }

  deviceValue(name: string): Promise<unknown> {
    return this.calls.later(`get ${name}`, () => this.disk.deviceValues.get(name));
  }

  putDeviceValue(name: string, value: unknown): Promise<void> {
    return this.calls.later(`put ${name}`, () => void this.disk.deviceValues.set(name, value));
  }
}
