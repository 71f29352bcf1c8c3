import type { ImportReport } from './import';

/** How sure it is that what is kept here stays: promised by the browser, kept until it needs the space, or for this tab alone. */
export type Durability = 'persistent' | 'best-effort' | 'memory';

/** What the start page shows of a kept log. It is sealed like the log itself: names of logs are never in clear on disk. */
export interface AreaCard {
  readonly name: string;
  readonly cases: number;
  readonly events: number;
  readonly variants: number;
  /** NaN in an empty log */
  readonly firstUtcMs: number;
  readonly lastUtcMs: number;
  readonly importedUtcMs: number;
  /** names of the log's columns, so that saved analyses find their log */
  readonly columns: readonly string[];
  /** see `engine/store/log-hash.ts` */
  readonly hash: string;
  /** last backup of it that was written, null if never */
  readonly backupUtcMs: number | null;
}

/**
 * Why a kept log cannot be opened as it is. `rolled-back`: its state is older than the last one seen here; `damaged`: its sealed objects
 * are not what the manifest lists; `no-key`: it was sealed under another key, such as of an account that is not signed in.
 */
export type AreaFault = 'rolled-back' | 'damaged' | 'no-key';

/** A process area on this device. */
export interface KeptArea {
  /** 32 hexadecimal digits */
  readonly areaId: string;
  /** grows by one with every change */
  readonly version: number;
  /** sealed bytes on disk */
  readonly sizeBytes: number;
  /** null where it cannot be read */
  readonly card: AreaCard | null;
  readonly fault: AreaFault | null;
}

/** What the vault of this browser is able to do now. */
export interface VaultState {
  readonly durability: Durability;
  /** why nothing can be kept, where `durability` is `memory` */
  readonly why: 'no-opfs' | 'no-indexeddb' | 'no-crypto' | null;
  readonly locked: boolean;
  /** bytes that the browser lets us have, and those in use, as it tells them */
  readonly quotaBytes: number;
  readonly usedBytes: number;
}

/**
 * What an analyst has made of a log: JSON of the session's making, by name (`view`, `findings`, `filters`, ...). A change replaces the
 * entries it names and leaves the others, so that two tabs do not undo each other.
 */
export type AreaNotes = Readonly<Record<string, string>>;

/** What the vault tells of a long job. */
export interface VaultProgress {
  readonly phase: 'seal' | 'open' | 'backup' | 'restore';
  readonly doneBytes: number;
  /** 0 while it is not known */
  readonly totalBytes: number;
}

/** A kept log, opened: what an import gives as well, and the notes that lay with it. */
export interface OpenedArea {
  readonly area: KeptArea;
  readonly report: ImportReport;
  readonly notes: AreaNotes;
}
