/**
 * Where sealed bytes lie, as the vault sees it. The browser's own places stand in `opfs-files.ts`, `dexie-catalogue.ts` and
 * `web-locks.ts`; tests put places in their stead that fail, stop or forget at any call.
 */

/** Files of sealed objects: written once, flushed, never changed. Names are 32 hexadecimal digits. */
export interface VaultFiles {
  /** @throws MiningError `vault-full`, `vault-write-failed` */
  create(name: string): Promise<FileWriter>;
  /** @throws MiningError `object-missing` */
  open(name: string): Promise<FileReader>;
  /** Gone or not there: either is well. */
  remove(name: string): Promise<void>;
  list(): Promise<readonly { readonly name: string; readonly sizeBytes: number }[]>;
  /** Ask before much is written, rather than fail in the middle of it. @throws MiningError `vault-full` with `needBytes`, `freeBytes` */
  ensureRoom(needBytes: number): Promise<void>;
}

export interface FileWriter {
  /** Append. Fewer bytes taken than given is an error, whatever the browser says. @throws MiningError `vault-full`, `vault-write-failed` */
  write(bytes: Uint8Array): void;
  /** On disk when it returns. */
  flush(): void;
  close(): void;
}

export interface FileReader {
  readonly sizeBytes: number;
  /** Fill `into` from `at`; shorter only at the end of the file. @returns bytes read */
  read(into: Uint8Array, at: number): number;
  close(): void;
}

/** One row a process area. Nothing of a log is in it in clear: no name, no label, no value. */
export interface CatalogueRow {
  readonly areaId: string;
  readonly epoch: number;
  /** of the manifest that is in force */
  readonly version: number;
  readonly manifestId: string;
  /** of the manifest's object, see FORMAT.md */
  readonly manifestSeal: Uint8Array;
  readonly wrappedKey: Uint8Array;
  /** sealed `AreaCard` */
  readonly card: Uint8Array;
  readonly sizeBytes: number;
}

/** Rows that change whole: when `put` has returned, the row is on disk (strict durability). */
export interface Catalogue {
  all(): Promise<readonly CatalogueRow[]>;
  get(areaId: string): Promise<CatalogueRow | undefined>;
  /** @throws MiningError `vault-full`, `vault-write-failed`; also then it may have been put */
  put(row: CatalogueRow): Promise<void>;
  remove(areaId: string): Promise<void>;
  /** Small values of the device itself: its share, its identity (wrapped), marks of the highest versions seen. */
  deviceValue(name: string): Promise<unknown>;
  putDeviceValue(name: string, value: unknown): Promise<void>;
}

/** Locks across every tab of the browser, given back when their holder dies. */
export interface VaultLocks {
  /** @param mode `exclusive` for the one writer; `shared` for jobs under way that the garbage collector must wait for */
  hold<T>(name: string, mode: 'exclusive' | 'shared', work: () => Promise<T>): Promise<T>;
  /** Only if nobody has it; undefined otherwise. */
  holdIfFree<T>(name: string, work: () => Promise<T>): Promise<T | undefined>;
}
