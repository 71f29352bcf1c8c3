import { asWriteError, isNotFound } from './storage-error';
import type { ByteSink } from './container';

/** The folder of backups that are handed to the user, in the origin's private file system. They are sealed; what is stale is removed. */
const BACKUP_FOLDER = 'backups';

/** A download that is still under way reads the file: younger ones stay. */
const STALE_MS = 60 * 60_000;

/** Backup files on their way to the user: written to disk, so that one of 10 GB takes no 10 GB of memory. In a dedicated worker. */
export class BackupFiles {
  constructor(private readonly storage: Pick<StorageManager, 'getDirectory'> = navigator.storage) {}

  /**
   * Write a file and give it back, to be downloaded.
   *
   * @param write what it throws leaves no file
   * @throws MiningError `vault-full`, `vault-write-failed`
   */
  async write(name: string, write: (into: ByteSink) => Promise<unknown>): Promise<File> {
    const folder = await (await this.storage.getDirectory()).getDirectoryHandle(BACKUP_FOLDER, { create: true });
    const file = await folder.getFileHandle(name, { create: true });
    try {
      const handle = await file.createSyncAccessHandle();
      try {
        let at = 0;
        await write({
          write(bytes) {
            const written = handle.write(bytes, { at });
            if (written !== bytes.byteLength) throw new DOMException('fewer bytes were written', 'QuotaExceededError');
            at += written;
          }
        });
        handle.flush();
      } finally {
        handle.close();
      }
      return await file.getFile();
    } catch (thrown) {
      await folder.removeEntry(name).catch(() => undefined);
      throw thrown instanceof DOMException ? asWriteError(thrown) : thrown;
    }
  }

  /** Remove the files of downloads that are long over. */
  async removeStale(nowUtcMs: number): Promise<void> {
    let folder: FileSystemDirectoryHandle;
    try {
      folder = await (await this.storage.getDirectory()).getDirectoryHandle(BACKUP_FOLDER);
    } catch (thrown) {
      if (isNotFound(thrown)) return;
      throw thrown;
    }
    for await (const [name, entry] of folder.entries()) {
      const isStale = entry.kind !== 'file' || (await entry.getFile()).lastModified < nowUtcMs - STALE_MS;
      // one that another tab is writing cannot be removed, and need not be
      if (isStale) await folder.removeEntry(name).catch(() => undefined);
    }
  }
}
