import { describe, expect, test, vi } from 'vitest';
import { OpfsFiles, VAULT_FOLDER, type OriginStorage } from './opfs-files';

const NAME = 'a'.repeat(32);
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('files of the private file system', () => {
  test('are written in order, read in part, listed and removed', async () => {
    const { files, folder } = scripted();
    const writer = await files.create(NAME);
    writer.write(bytes(1, 2));
    writer.write(bytes(3));
    writer.flush();
    writer.close();
    expect(await files.list()).toEqual([{ name: NAME, sizeBytes: 3 }]);

    const reader = await files.open(NAME);
    const into = new Uint8Array(4);
    expect(reader.sizeBytes).toBe(3);
    expect(reader.read(into, 1)).toBe(2);
    expect([...into]).toEqual([2, 3, 0, 0]);
    reader.close();
    expect(folder.open.size).toBe(0);

    await files.remove(NAME);
    await files.remove(NAME);
    expect(await files.list()).toEqual([]);
    await expect(files.open(NAME)).rejects.toMatchObject({ code: 'object-missing' });
  });

  test.each([2, 0, 4_294_967_288])('take %d of 3 bytes: vault-full, though nothing was thrown', async (taken) => {
    const { files, folder } = scripted();
    const writer = await files.create(NAME);
    folder.write = () => taken;
    expect(() => writer.write(bytes(1, 2, 3))).toThrow(expect.objectContaining({ code: 'vault-full' }) as Error);
  });

  test('say why a write is refused', async () => {
    const { files, folder } = scripted();
    const writer = await files.create(NAME);
    folder.write = () => {
      throw new DOMException('no more', 'QuotaExceededError');
    };
    expect(() => writer.write(bytes(1))).toThrow(expect.objectContaining({ code: 'vault-full' }) as Error);
    folder.write = () => {
      throw new DOMException('the disk is gone', 'InvalidStateError');
    };
    const failed = expect.objectContaining({ code: 'vault-write-failed', detail: { why: 'the disk is gone' } }) as Error;
    expect(() => writer.write(bytes(1))).toThrow(failed);
    folder.flush = folder.write as unknown as () => void;
    expect(() => writer.flush()).toThrow(failed);
    folder.refuse = new DOMException('no more', 'QuotaExceededError');
    await expect(files.create('b'.repeat(32))).rejects.toMatchObject({ code: 'vault-full' });
  });

  test('are made anew where the folder was cleared away', async () => {
    const { files, folder } = scripted();
    (await files.create(NAME)).close();
    folder.clear();
    (await files.create(NAME)).close();
    expect(await files.list()).toEqual([{ name: NAME, sizeBytes: 0 }]);
    folder.clear();
    expect(await files.list()).toEqual([]);
  });

  test('are read as a blob where another tab has the only handle', async () => {
    const { files } = scripted();
    const writer = await files.create(NAME);
    writer.write(bytes(1, 2, 3));
    const readAsArrayBuffer = vi.fn(() => bytes(2, 3).buffer);
    vi.stubGlobal(
      'FileReaderSync',
      class {
        readAsArrayBuffer = readAsArrayBuffer;
      }
    );
    try {
      const reader = await files.open(NAME);
      const into = new Uint8Array(9);
      expect(reader.sizeBytes).toBe(3);
      expect(reader.read(into, 1)).toBe(2);
      expect([...into.subarray(0, 3)]).toEqual([2, 3, 0]);
      reader.close();
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

describe('room', () => {
  test.each([
    { quota: 1000, usage: 0, needBytes: 800, fits: true },
    { quota: 1000, usage: 0, needBytes: 801, fits: false },
    { quota: 1000, usage: 500, needBytes: 301, fits: false },
    { quota: 1000, usage: 799, needBytes: 0, fits: true },
    { quota: 1000, usage: 800, needBytes: 0, fits: false },
    { quota: 1000, usage: 2000, needBytes: 0, fits: false },
    { quota: undefined, usage: undefined, needBytes: 10 ** 12, fits: true }
  ])('$needBytes bytes with $usage of $quota in use', async ({ quota, usage, needBytes, fits }) => {
    const { files } = scripted({ ...(quota !== undefined && { quota }), ...(usage !== undefined && { usage }) });
    const asked = files.ensureRoom(needBytes);
    if (fits) await expect(asked).resolves.toBeUndefined();
    else
      await expect(asked).rejects.toMatchObject({
        code: 'vault-full',
        detail: { needBytes, freeBytes: Math.max(0, 800 - (usage ?? 0)) }
      });
  });
});

/** A private file system of one folder that does what it is told. A file that is open for writing is nobody else's. */
class ScriptedFolder {
  files = new Map<string, number[]>();
  open = new Map<string, number>();
  isThere = false;
  refuse: Error | undefined;
  write = (name: string, given: Uint8Array, at: number): number => {
    this.files.get(name)!.splice(at, given.length, ...given);
    return given.length;
  };
  flush = (): void => undefined;

  clear(): void {
    this.isThere = false;
    this.files.clear();
  }

  ensure(name?: string): void {
    if (!this.isThere || (name !== undefined && !this.files.has(name))) throw new DOMException('not there', 'NotFoundError');
  }

  handle(): object {
    return {
      getFileHandle: async (name: string, { create = false } = {}) => {
        this.ensure();
        if (this.refuse) throw this.refuse;
        if (create) this.files.set(name, this.files.get(name) ?? []);
        this.ensure(name);
        return this.fileHandle(name);
      },
      removeEntry: async (name: string) => {
        this.ensure(name);
        this.files.delete(name);
      },
      entries: () => {
        this.ensure();
        return Array.from(this.files.keys(), (name) => [name, this.fileHandle(name)]).values();
      }
    };
  }

  fileHandle(name: string): object {
    return {
      kind: 'file',
      getFile: async () => new Blob([Uint8Array.from(this.files.get(name)!)]),
      createSyncAccessHandle: async () => {
        if (this.open.has(name)) throw new DOMException('another has it', 'NoModificationAllowedError');
        this.open.set(name, 1);
        return {
          truncate: () => undefined,
          getSize: () => this.files.get(name)!.length,
          write: (given: Uint8Array, { at }: { at: number }) => this.write(name, given, at),
          read: (into: Uint8Array, { at }: { at: number }) => {
            const found = this.files.get(name)!.slice(at, at + into.length);
            into.set(found);
            return found.length;
          },
          flush: () => this.flush(),
          close: () => this.open.delete(name)
        };
      }
    };
  }
}

function scripted(estimate: StorageEstimate = {}): { files: OpfsFiles; folder: ScriptedFolder } {
  const folder = new ScriptedFolder();
  const storage = {
    estimate: async () => estimate,
    getDirectory: async () => ({
      getDirectoryHandle: async (name: string, { create }: { create: boolean }) => {
        expect([name, create]).toEqual([VAULT_FOLDER, true]);
        folder.isThere = true;
        return folder.handle();
      }
    })
  };
  return { files: new OpfsFiles(storage as unknown as OriginStorage), folder };
}
