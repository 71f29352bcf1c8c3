import type { AreaCard } from '$lib/model/vault';
import { FAULTLESS, MemoryCatalogue, MemoryDisk, MemoryFiles, type Calls } from './memory-disk.fixture';
import { MemoryLocks } from './memory-locks.fixture';
import type { VaultLocks } from './storage';
import { Vault, type AreaReader } from './vault';

/** A tab's vault over a disk, locked. */
export function memoryVault(
  disk = new MemoryDisk(),
  { calls = FAULTLESS, locks = new MemoryLocks() }: { calls?: Calls; locks?: VaultLocks } = {}
): { vault: Vault; disk: MemoryDisk } {
  return { vault: new Vault(new MemoryFiles(disk, calls), new MemoryCatalogue(disk, calls), locks), disk };
}

/** A guest's vault over a disk. */
export async function unlockedVault(
  disk?: MemoryDisk,
  places?: { calls?: Calls; locks?: VaultLocks }
): Promise<{ vault: Vault; disk: MemoryDisk }> {
  const tab = memoryVault(disk, places);
  await tab.vault.unlock(null);
  return tab;
}

export const cardNamed = (name: string): AreaCard => ({
  name,
  cases: 2,
  events: 5,
  variants: 1,
  firstUtcMs: 1_000,
  lastUtcMs: 2_000,
  importedUtcMs: 3_000,
  columns: ['Case', 'Activity'],
  hash: 'f'.repeat(64),
  backupUtcMs: null
});

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Every part of an area, read as text. */
export async function contentOf(reader: AreaReader): Promise<Record<string, string>> {
  const content: Record<string, string> = {};
  for (const { name } of reader.parts) content[name] = new TextDecoder().decode(await reader.read(name));
  return content;
}
