import type { AreaReader, PartWriter } from '$lib/vault/vault';
import { unlockedVault } from '$lib/vault/vault.fixture';
import type { LogVault, VaultPlace } from './vault-place';

/** The vault over a disk in memory, with an ear at each part that is read or written; what the ear throws is what the call throws. */
export interface WatchedVault extends LogVault {
  onRead: (part: string) => void | Promise<void>;
  onWrite: (part: string) => void | Promise<void>;
}

export async function watchedVault(): Promise<WatchedVault> {
  const { vault } = await unlockedVault();
  const reading = (reader: AreaReader): AreaReader => ({
    ...reader,
    async read(part) {
      await watched.onRead(part);
      return reader.read(part);
    }
  });
  const writing = (parts: PartWriter): PartWriter => ({
    async put(part, bytes) {
      await watched.onWrite(part);
      return parts.put(part, bytes);
    },
    drop: (part) => parts.drop(part)
  });
  const watched: WatchedVault = {
    onRead: () => {},
    onWrite: () => {},
    get locked() {
      return vault.locked;
    },
    unlock: (...args) => vault.unlock(...args),
    areas: () => vault.areas(),
    create: (card, write, needBytes) => vault.create(card, (parts) => write(writing(parts)), needBytes),
    change: (areaId, write) => vault.change(areaId, (parts, before) => write(writing(parts), reading(before))),
    read: async (...args) => reading(await vault.read(...args)),
    remove: (areaId) => vault.remove(areaId),
    deviceText: (name) => vault.deviceText(name),
    putDeviceText: (name, value) => vault.putDeviceText(name, value),
    collectGarbage: () => vault.collectGarbage()
  };
  return watched;
}

/** A browser with this vault. Its clock stands at 7. */
export function placeOf(vault: LogVault | null): VaultPlace {
  return {
    vault: async () => vault,
    state: async () => ({ durability: 'best-effort', why: null, locked: vault?.locked ?? false, quotaBytes: 100, usedBytes: 1 }),
    backups: {
      async write(name, write) {
        const pieces: BlobPart[] = [];
        await write({ write: (bytes) => void pieces.push(bytes.slice()) });
        return new File(pieces, name);
      }
    },
    nowUtcMs: () => 7
  };
}
