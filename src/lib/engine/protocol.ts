import type { AnalysisName, AnalysisParams, AnalysisResult, LogSummary, SqlAnswer, SqlLimits } from '$lib/model/analysis';
import type { ImportDraft, DraftOptions, ImportPlan, ImportProgress, ImportReport } from '$lib/model/import';
import type { DerivedLog, LogShape, LogTable } from '$lib/model/log';
import type { LayoutRequest, MapLayout } from '$lib/model/map';
import type { LogSelection } from '$lib/model/selection';
import type { SqlRequest } from '$lib/model/sql-catalogue';
import type { AreaNotes, KeptArea, OpenedArea, VaultProgress, VaultState } from '$lib/model/vault';

/**
 * What the page can ask of the engine. `client.ts` implements it over three kinds of worker:
 * an import worker a file (thrown away after it, so that a file that traps costs nothing else), one log worker that holds
 * the open logs and answers analyses, one layout worker. Every refusal is a `MiningError`.
 */
export interface Engine {
  /** Look at the files' first megabytes. Reads, changes nothing. */
  inspect(files: readonly File[], options: DraftOptions): Promise<ImportDraft>;
  /**
   * Import, derive and open a log. One at a time (`import-busy`).
   * @throws MiningError `cancelled` after `cancelImport`
   */
  importLog(files: readonly File[], plan: ImportPlan, onProgress: (progress: ImportProgress) => void): Promise<OpenedLog>;
  /** End the import that runs, at once, by ending its worker. */
  cancelImport(): void;
  /** Derive the open log again with another case, activity or lifecycle choice. */
  reshape(logId: string, shape: LogShape): Promise<LogSummary>;
  analyse<N extends AnalysisName>(
    name: N,
    logId: string,
    selection: LogSelection,
    params: AnalysisParams<N>
  ): Promise<AnalysisResult<N>>;
  layout(request: LayoutRequest): Promise<MapLayout>;
  /** What tells this log from any other: 64 hexadecimal digits, see `store/log-hash.ts`. */
  hashOf(logId: string): Promise<string>;
  /** The selected log as a file. */
  exportLog(logId: string, selection: LogSelection, format: LogFileFormat): Promise<Blob>;
  /** SQL that gives the same numbers as an analysis, to show and to run. */
  sqlOf(request: SqlRequest, logId: string, selection: LogSelection): Promise<string>;
  /** Run one query over the open log (tables: `sqlTables`), see `SqlStore`; DuckDB starts when first asked. */
  runSql(logId: string, selection: LogSelection, sql: string, limits: SqlLimits): Promise<SqlAnswer>;
  /** End the queries of `runSql` that run or wait, at once: each fails with `sql-cancelled`. */
  cancelSql(): Promise<void>;
  close(logId: string): Promise<void>;
  /** Logs kept on this device. */
  readonly kept: KeptLogs;
  /** Called when a worker died and was rebuilt: the open logs are gone. Not called for a lock: `kept.onChange` tells that. */
  onRestart(listener: (why: string) => void): () => void;
}

/**
 * Logs kept on this device, sealed. The vault lives in the log worker, as do its keys; locking ends that worker, and every open log with it:
 * its open calls fail with `vault-locked`. Every call but `state`, `lock` and `unlock` refuses with `vault-locked` while it is locked. A tab
 * begins unlocked as a guest; one that is to begin locked calls `lock` first.
 */
export interface KeptLogs {
  state(): Promise<VaultState>;
  areas(): Promise<readonly KeptArea[]>;
  /**
   * Keep an open log. Done when the log is safe: acknowledged means that a kill or a crash cannot lose it. Analyses go on meanwhile. One
   * that is kept already (or was opened from here) stays the same area: its notes are changed, and it is written again where its shape is
   * another one. `Engine.reshape` does that by itself, in the background; calling this after it tells when it is safe, or why not.
   */
  keep(logId: string, report: ImportReport, notes: AreaNotes, onProgress: (progress: VaultProgress) => void): Promise<KeptArea>;
  /** Open a kept log, map first. `knowingly`: also where it is rolled back. */
  open(areaId: string, knowingly: boolean, onProgress: (progress: VaultProgress) => void): Promise<OpenedLog & OpenedArea>;
  rename(areaId: string, name: string): Promise<KeptArea>;
  remove(areaId: string): Promise<void>;
  notes(areaId: string): Promise<AreaNotes>;
  /** Replace the named entries; null removes one. */
  changeNotes(areaId: string, changes: Readonly<Record<string, string | null>>): Promise<KeptArea>;
  /** A small text that belongs to no log (how columns were mapped last), sealed on this device; null where there is none. */
  deviceText(name: string): Promise<string | null>;
  putDeviceText(name: string, value: string): Promise<void>;
  /** Remove what no kept log refers to. @returns bytes given back */
  collectGarbage(): Promise<number>;
  /** A kept log as one sealed file (see `vault/FORMAT.md`), streamed through the disk. */
  exportBackup(areaId: string, passphrase: string, onProgress: (progress: VaultProgress) => void): Promise<Blob>;
  /** Restore a backup as a log of its own, under keys of this device. */
  importBackup(file: File, passphrase: string, onProgress: (progress: VaultProgress) => void): Promise<KeptArea>;
  /** Drop keys and open logs, here and in every other tab. */
  lock(): Promise<void>;
  /** @param serverShare 32 bytes that a server gave to the signed-in user; null for a guest */
  unlock(serverShare: Uint8Array | null): Promise<void>;
  /** An area was changed, added or removed, here or in another tab; null: locked or unlocked. @returns stops listening */
  onChange(listener: (areaId: string | null) => void): () => void;
}

export type LogFileFormat = 'csv' | 'xes';

export interface OpenedLog {
  readonly summary: LogSummary;
  readonly report: ImportReport;
}

/** The import worker's calls. `run` transfers every buffer of its answer. */
export interface ImportWorkerCalls {
  inspect(files: readonly File[], options: DraftOptions): Promise<ImportDraft>;
  run(files: readonly File[], plan: ImportPlan, onProgress: (progress: ImportProgress) => void): Promise<ImportedLog>;
}

export interface ImportedLog {
  readonly table: LogTable;
  readonly shape: LogShape;
  readonly derived: DerivedLog;
  readonly report: ImportReport;
  /** zone to show times in */
  readonly timeZone: string;
}

/** The beginning of an answer; the page asks for the rest (`nextSqlRows`). */
export interface SqlPart extends SqlAnswer {
  readonly part: number;
  /** rows there are in all */
  readonly total: number;
}

/** The log worker's calls about kept logs: as `KeptLogs`, but for what takes more than one worker. */
export interface KeptWorkerCalls extends Omit<KeptLogs, 'lock' | 'onChange'> {
  /** Write a log again that is kept and has another shape since. @returns null where it is not kept */
  keepAgain(logId: string): Promise<KeptArea | null>;
}

/** The log worker's calls. */
export interface LogWorkerCalls {
  readonly kept: KeptWorkerCalls;
  adopt(imported: ImportedLog): Promise<LogSummary>;
  reshape(logId: string, shape: LogShape): Promise<LogSummary>;
  analyse(name: AnalysisName, logId: string, selection: LogSelection, params: unknown): Promise<unknown>;
  hashOf(logId: string): Promise<string>;
  exportLog(logId: string, selection: LogSelection, format: LogFileFormat): Promise<Blob>;
  sqlOf(request: SqlRequest, logId: string, selection: LogSelection): Promise<string>;
  runSql(logId: string, selection: LogSelection, sql: string, limits: SqlLimits): Promise<SqlPart>;
  nextSqlRows(part: number, from: number): Promise<SqlAnswer['rows']>;
  cancelSql(): Promise<void>;
  close(logId: string): Promise<void>;
}

export interface LayoutWorkerCalls {
  layout(request: LayoutRequest): Promise<MapLayout>;
}
