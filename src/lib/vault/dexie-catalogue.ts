import { Dexie, type Table } from 'dexie';
import { get, promisifyRequest, set, type UseStore } from 'idb-keyval';
import { asWriteError } from './storage-error';
import type { Catalogue, CatalogueRow } from './storage';

/** Where the rows lie: one a process area, sealed but for versions, ids and sizes. */
export const CATALOGUE_DATABASE = 'kiseki-vault';
/**
 * Where the device's own values lie, apart from the rows: its share, its identity, and the marks of the highest versions seen, so that a
 * catalogue put back alone is noticed.
 */
export const DEVICE_DATABASE = 'kiseki-device';
const DEVICE_STORE = 'values';

/** Chromium does not wait for the disk unless told to; what the vault has acknowledged must be on it. */
const DURABILITY = 'strict';

/** The catalogue in this browser's IndexedDB: rows by Dexie, the device's values by idb-keyval. */
export class DexieCatalogue implements Catalogue {
  readonly #database = new Dexie(CATALOGUE_DATABASE, { chromeTransactionDurability: DURABILITY, cache: 'disabled' });
  readonly #rows: Table<CatalogueRow, string>;
  readonly #device = strictStore(DEVICE_DATABASE, DEVICE_STORE);

  constructor() {
    this.#database.version(1).stores({ areas: 'areaId' });
    this.#rows = this.#database.table('areas');
  }

  async all(): Promise<readonly CatalogueRow[]> {
    return this.#rows.toArray();
  }

  async get(areaId: string): Promise<CatalogueRow | undefined> {
    return this.#rows.get(areaId);
  }

  async put(row: CatalogueRow): Promise<void> {
    await written(() => this.#rows.put(row));
  }

  async remove(areaId: string): Promise<void> {
    await written(() => this.#rows.delete(areaId));
  }

  async deviceValue(name: string): Promise<unknown> {
    return get<unknown>(name, this.#device);
  }

  async putDeviceValue(name: string, value: unknown): Promise<void> {
    await written(() => set(name, value, this.#device));
  }

  /** Open both databases, to learn whether this browser lets us. @throws what the browser says */
  async open(): Promise<void> {
    await this.#database.open();
    await this.deviceValue('');
  }
}

async function written(write: () => PromiseLike<unknown>): Promise<void> {
  try {
    await write();
  } catch (thrown) {
    throw asWriteError(thrown);
  }
}

/** idb-keyval's own store, but for the durability: a device's share that is lost takes every log with it. */
function strictStore(databaseName: string, storeName: string): UseStore {
  let opening: Promise<IDBDatabase> | undefined;
  const open = (): Promise<IDBDatabase> => {
    if (opening) return opening;
    const request = indexedDB.open(databaseName);
    request.onupgradeneeded = () => void request.result.createObjectStore(storeName);
    const forget = (): void => void (opening = undefined);
    opening = promisifyRequest(request);
    opening.then((database) => (database.onclose = forget), forget);
    return opening;
  };
  return async (mode, callback) => {
    const transaction = (await open()).transaction(storeName, mode, { durability: DURABILITY });
    return callback(transaction.objectStore(storeName));
  };
}
