import { MiningError } from '$lib/model/errors';
import { randomId } from './random';
import { asWriteError, isNotFound } from './storage-error';
import type { FileReader, FileWriter, VaultFiles } from './storage';

/** The folder of sealed objects in the origin's private file system. */
export const VAULT_FOLDER = 'vault';

/** Of what the browser lets us have, so much may be full before the vault refuses to write more: the rest is for changes and the catalogue. */
const USABLE_SHARE = 0.8;

/** What the vault uses of `navigator.storage`. */
export type OriginStorage = Pick<StorageManager, 'getDirectory' | 'estimate'>;

/**
 * Sealed objects as files of the origin's private file system, by synchronous access: a dedicated worker only.
 *
 * A handle that writes is the file's only one. For reading, several tabs share a file where the browser knows that mode; where it does not,
 * the second tab reads the file as a blob.
 */
export class OpfsFiles implements VaultFiles {
  #folder: Promise<FileSystemDirectoryHandle> | undefined;

  constructor(private readonly storage: OriginStorage = navigator.storage) {}

  async create(name: string): Promise<FileWriter> {
    try {
      const file = await this.#inFolder((folder) => folder.getFileHandle(name, { create: true }));
      const handle = await file.createSyncAccessHandle();
      try {
        handle.truncate(0);
      } catch (thrown) {
        handle.close();
        throw thrown;
      }
      return new OpfsWriter(handle);
    } catch (thrown) {
      throw asWriteError(thrown);
    }
  }

  async open(name: string): Promise<FileReader> {
    try {
      const file = await this.#inFolder((folder) => folder.getFileHandle(name));
      return await readerOf(file);
    } catch (thrown) {
      if (isNotFound(thrown)) throw new MiningError('object-missing', { object: name });
      throw thrown;
    }
  }

  async remove(name: string): Promise<void> {
    try {
      await this.#inFolder((folder) => folder.removeEntry(name));
    } catch (thrown) {
      if (!isNotFound(thrown)) throw asWriteError(thrown);
    }
  }

  async list(): Promise<readonly { readonly name: string; readonly sizeBytes: number }[]> {
    return this.#inFolder(async (folder) => {
      const files: { name: string; sizeBytes: number }[] = [];
      for await (const [name, entry] of folder.entries()) {
        if (!isFile(entry)) continue;
        files.push({ name, sizeBytes: (await entry.getFile()).size });
      }
      return files;
    });
  }

  async ensureRoom(needBytes: number): Promise<void> {
    const { quota, usage = 0 } = await this.storage.estimate();
    if (quota === undefined) return;
    const freeBytes = Math.max(0, Math.floor(quota * USABLE_SHARE) - usage);
    if (freeBytes === 0 || needBytes > freeBytes) throw new MiningError('vault-full', { needBytes, freeBytes });
  }

  /** Write a file and remove it, to learn whether this browser lets us. @throws what the browser says */
  async tryOut(): Promise<void> {
    const name = randomId();
    (await this.create(name)).close();
    await this.remove(name);
  }

  /** A folder that was cleared away under us is made anew, once. */
  async #inFolder<T>(work: (folder: FileSystemDirectoryHandle) => Promise<T>): Promise<T> {
    this.#folder ??= this.#makeFolder();
    try {
      return await work(await this.#folder);
    } catch (thrown) {
      this.#folder = undefined;
      if (!isNotFound(thrown)) throw thrown;
      this.#folder = this.#makeFolder();
      return work(await this.#folder);
    }
  }

  async #makeFolder(): Promise<FileSystemDirectoryHandle> {
    return (await this.storage.getDirectory()).getDirectoryHandle(VAULT_FOLDER, { create: true });
  }
}

const isFile = (entry: FileSystemHandle): entry is FileSystemFileHandle => entry.kind === 'file';

class OpfsWriter implements FileWriter {
  #sizeBytes = 0;

  constructor(private readonly handle: FileSystemSyncAccessHandle) {}

  write(bytes: Uint8Array): void {
    let written: number;
    try {
      written = this.handle.write(bytes, { at: this.#sizeBytes });
    } catch (thrown) {
      throw asWriteError(thrown);
    }
    // at the quota some browsers take fewer bytes, or answer 4294967288, instead of throwing
    if (written !== bytes.byteLength) throw new MiningError('vault-full', { written, asked: bytes.byteLength });
    this.#sizeBytes += written;
  }

  flush(): void {
    try {
      this.handle.flush();
    } catch (thrown) {
      throw asWriteError(thrown);
    }
  }

  close(): void {
    this.handle.close();
  }
}

/** `mode` is known to Chromium; the others take the handle for themselves alone. */
interface SharedReading {
  createSyncAccessHandle(options: { readonly mode: 'read-only' }): Promise<FileSystemSyncAccessHandle>;
}

async function readerOf(file: FileSystemFileHandle): Promise<FileReader> {
  try {
    const handle = await (file as unknown as SharedReading).createSyncAccessHandle({ mode: 'read-only' });
    return {
      sizeBytes: handle.getSize(),
      read: (into, at) => handle.read(into, { at }),
      close: () => handle.close()
    };
  } catch (thrown) {
    if (!(thrown instanceof Error) || thrown.name !== 'NoModificationAllowedError') throw thrown;
    return blobReader(await file.getFile());
  }
}

function blobReader(blob: Blob): FileReader {
  const reading = new FileReaderSync();
  return {
    sizeBytes: blob.size,
    read(into, at) {
      const bytes = new Uint8Array(reading.readAsArrayBuffer(blob.slice(at, at + into.byteLength)));
      into.set(bytes);
      return bytes.byteLength;
    },
    close: () => undefined
  };
}
