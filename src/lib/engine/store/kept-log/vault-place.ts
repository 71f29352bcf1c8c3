import type { VaultState } from '$lib/model/vault';
import { BackupFiles } from '$lib/vault/backup-files';
import { openPlaces, storageState } from '$lib/vault/places';
import { Vault } from '$lib/vault/vault';

/** What the log worker uses of the vault. */
export type LogVault = Pick<
  Vault,
  'unlock' | 'locked' | 'areas' | 'create' | 'change' | 'read' | 'remove' | 'deviceText' | 'putDeviceText' | 'collectGarbage'
>;

/** The vault of this browser, where it has one. */
export interface VaultPlace {
  /** null where nothing can be kept; `state` says why */
  vault(): Promise<LogVault | null>;
  state(): Promise<VaultState>;
  /** where backups are written to be handed out */
  readonly backups: Pick<BackupFiles, 'write'>;
  nowUtcMs(): number;
}

/** Where nothing can be kept. */
export const NO_VAULT: VaultPlace = {
  vault: async () => null,
  state: async () => inMemory('no-opfs'),
  backups: {
    write: async () => {
      throw new Error('there is no vault');
    }
  },
  nowUtcMs: () => Date.now()
};

/** This browser's vault, opened when first asked for. In the log worker. */
export function browserVault(): VaultPlace {
  let opening: Promise<Vault | NonNullable<VaultState['why']>> | undefined;
  const backups = new BackupFiles();
  const open = (): typeof opening & object =>
    (opening ??= openPlaces().then((places) => {
      if (typeof places === 'string') return places;
      void backups.removeStale(Date.now()).catch(() => {});
      return new Vault(places.files, places.catalogue, places.locks);
    }));
  return {
    async vault() {
      const vault = await open();
      return typeof vault === 'string' ? null : vault;
    },
    async state() {
      const vault = await open();
      return typeof vault === 'string' ? inMemory(vault) : { ...(await storageState()), why: null, locked: vault.locked };
    },
    backups,
    nowUtcMs: () => Date.now()
  };
}

function inMemory(why: NonNullable<VaultState['why']>): VaultState {
  return { durability: 'memory', why, locked: false, quotaBytes: 0, usedBytes: 0 };
}
