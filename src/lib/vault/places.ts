import type { Durability, VaultState } from '$lib/model/vault';
import { missingCrypto } from './crypto-support';
import { DexieCatalogue } from './dexie-catalogue';
import { OpfsFiles } from './opfs-files';
import { asWriteError } from './storage-error';
import type { Catalogue, VaultFiles, VaultLocks } from './storage';
import { WebLocks } from './web-locks';

/** Where a vault keeps what it keeps. */
export interface VaultPlaces {
  readonly files: VaultFiles;
  readonly catalogue: Catalogue;
  readonly locks: VaultLocks;
}

/**
 * Open this browser's places. Everything is tried, for a private window or a blocked storage shows in use alone. In a dedicated worker.
 *
 * @returns the places, or why nothing can be kept here: then logs live in this tab alone (`memory`)
 */
export async function openPlaces(): Promise<VaultPlaces | NonNullable<VaultState['why']>> {
  // a page that is not a secure context lacks all three; the first answer names the cause
  if ((await missingCrypto()) !== null) return 'no-crypto';
  const files = await opened(
    () => new OpfsFiles(),
    (opfs) => opfs.tryOut()
  );
  if (!files || !('locks' in navigator)) return 'no-opfs';
  const catalogue = await opened(
    () => new DexieCatalogue(),
    (dexie) => dexie.open()
  );
  if (!catalogue) return 'no-indexeddb';
  return { files, catalogue, locks: new WebLocks() };
}

/** How sure the browser is about what lies here, and how much room it leaves; as it tells them now. */
export async function storageState(): Promise<{
  readonly durability: Exclude<Durability, 'memory'>;
  readonly quotaBytes: number;
  readonly usedBytes: number;
}> {
  const { storage } = navigator;
  const [persisted, { quota = 0, usage = 0 }] = await Promise.all([storage.persisted(), storage.estimate()]);
  return { durability: persisted ? 'persistent' : 'best-effort', quotaBytes: quota, usedBytes: usage };
}

/** The place, where the browser lets us; a full one is one, too: what lies there opens, and what is written is refused by its own code. */
async function opened<T>(make: () => T, open: (place: T) => Promise<void>): Promise<T | undefined> {
  try {
    const place = make();
    await open(place).catch((thrown: unknown) => {
      if (asWriteError(thrown).code !== 'vault-full') throw thrown;
    });
    return place;
  } catch {
    return undefined;
  }
}
