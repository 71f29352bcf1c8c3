import { resolve } from 'node:path';
import { readConfig, type Config } from './config/config';
import { startEmbedded } from './db/embedded';
import { openStore, type Store } from './db/store';
import { keySourceOf, openSealer } from './keys/key-ring';
import type { Sealer } from './keys/sealer';

/** Everything the endpoints work with. One a process; opened by `hooks.server.ts`, closed by the listener. */
export interface Service {
  readonly config: Config;
  readonly store: Store;
  /** for what the store keeps but whoever reads it must not */
  readonly sealer: Sealer;
  /** the only clock; tests bring their own */
  readonly clock: () => Date;
  /** printed once it listens; see [Note: Set-up code] */
  readonly greeting?: string;
  close(): Promise<void>;
}

/** [Note: One service] The app's handler and the listener are two bundles of one process: they meet here. */
const KEY = Symbol.for('kiseki.service');
const shared = globalThis as unknown as { [KEY]?: Service };

/** @returns the open service @throws Error before `useService` */
export function service(): Service {
  const open = shared[KEY];
  if (!open) throw new Error('the service is not open');
  return open;
}

/** Make a service the process's one. */
export function useService(open: Service | undefined): void {
  shared[KEY] = open;
}

/** Open the store that the settings name (the embedded one where they name none), and migrate it. */
export async function openService(env: NodeJS.ProcessEnv, clock: () => Date = () => new Date()): Promise<Service> {
  const config = readConfig(env);
  const sealer = openSealer(keySourceOf(config).source);
  const embedded = config.databaseUrl ? undefined : await startEmbedded(resolve(config.dataDir));
  const store = await openStore(config.databaseUrl ?? embedded!.url).catch(async (error: unknown) => {
    await embedded?.stop();
    throw error;
  });
  return {
    config,
    store,
    sealer,
    clock,
    close: async () => {
      await store.close();
      await embedded?.stop();
    }
  };
}
