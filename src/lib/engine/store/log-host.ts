import { transfer } from 'comlink';
import type { AnalysisName, LogSummary, SqlAnswer, SqlLimits } from '$lib/model/analysis';
import { MiningError } from '$lib/model/errors';
import type { LogShape } from '$lib/model/log';
import type { LogSelection } from '$lib/model/selection';
import type { SqlRequest } from '$lib/model/sql-catalogue';
import type { Analysis } from '../analyses/analysis';
import { ANALYSES } from '../analyses';
import { needsOfAnalysis } from '../analyses/needs';
import { buffersOf, ownViews } from '../buffers';
import { exportLog } from '../exporters';
import type { ImportedLog, LogFileFormat, LogWorkerCalls, SqlPart } from '../protocol';
import { SqlParts } from '../sql-parts';
import { KeptLogHost } from './kept-log/kept-log-host';
import { NO_VAULT, type VaultPlace } from './kept-log/vault-place';
import { OpenLog, type OpenLogOptions } from './open-log';
import { predicateCases } from './predicate-cases';
import { SqlLog } from './selection-sql/sql-log';
import { SqlStore } from './sql-store';
import { sqlOf } from './sql-of';
import { zoneTable } from './zone-table';

/** What the first drawing of a map asks for. All else is seen beside it, and may take a second in a large log. */
const FIRST_MAP: ReadonlySet<AnalysisName> = new Set<AnalysisName>(['case-figures', 'process-map', 'simplified-map']);

/** The log worker's answers: holds the open logs, runs analyses on them, and lends them to DuckDB when SQL is asked for. */
export class LogHost implements LogWorkerCalls {
  #logs = new Map<string, OpenLog>();
  #sql = new SqlStore();
  #sqlCancel = new AbortController();
  #sqlParts = new SqlParts();
  #opened = 0;
  readonly kept: KeptLogHost;

  /** by log: until its first map is drawn, or nobody waits for it any longer */
  readonly #firstMaps = new Map<string, { readonly shown: Promise<void>; readonly show: () => void }>();

  /** @param firstMapMs how long other analyses of a log wait for those of its first map, at the most */
  constructor(
    place: VaultPlace = NO_VAULT,
    private readonly firstMapMs = 0
  ) {
    this.kept = new KeptLogHost(this, place);
  }

  async adopt(imported: ImportedLog): Promise<LogSummary> {
    return this.open(imported).summary();
  }

  /** Take a log in. @param kept where it comes from the vault: how the rest of it is read, and its hash */
  open(imported: ImportedLog, kept: Pick<OpenLogOptions, 'lazy' | 'hash'> = {}): OpenLog {
    const asked: OpenLogOptions['predicateCases'] = (...question) => predicateCases(this.#sql, ...question);
    const open = new OpenLog(`log-${++this.#opened}`, imported, { ...kept, predicateCases: asked });
    this.#logs.set(open.id, open);
    if (this.firstMapMs > 0) this.#awaitMap(open.id);
    return open;
  }

  async reshape(logId: string, shape: LogShape): Promise<LogSummary> {
    const open = this.log(logId);
    await open.reshape(shape);
    await this.#sql.forget(logId);
    return open.summary();
  }

  async analyse(name: AnalysisName, logId: string, selection: LogSelection, params: unknown): Promise<unknown> {
    const open = this.log(logId);
    const analysis = ANALYSES[name] as Analysis<AnalysisName>;
    const firstMap = this.#firstMaps.get(logId);
    if (firstMap && !FIRST_MAP.has(name)) await firstMap.shown;
    await open.have(needsOfAnalysis(name, params as never));
    const selected = await open.select(selection);
    const result = ownViews(await analysis.run({ open, ...selected }, params as never));
    if (name === 'simplified-map') firstMap?.show();
    return transfer(result, buffersOf(result));
  }

  async hashOf(logId: string): Promise<string> {
    return this.log(logId).hash();
  }

  async exportLog(logId: string, selection: LogSelection, format: LogFileFormat): Promise<Blob> {
    const open = this.log(logId);
    await open.have(['events', 'columns']);
    const { log, keep } = await open.select(selection);
    return exportLog(format, open.name, open.table, log, keep);
  }

  async sqlOf(request: SqlRequest, logId: string, selection: LogSelection): Promise<string> {
    const open = this.log(logId);
    await open.have(['events']);
    return sqlOf(request, selection, new SqlLog(open.table.columns), open.hasStart, zoneTable(open.log, open.timeZone));
  }

  async runSql(logId: string, selection: LogSelection, sql: string, limits: SqlLimits): Promise<SqlPart> {
    const open = this.log(logId);
    // of now: a cancel may come while the cases are selected
    const { signal } = this.#sqlCancel;
    await open.have(['events', 'columns']);
    return this.#sqlParts.first(await this.#sql.run(open, await open.select(selection), sql, limits, signal));
  }

  async nextSqlRows(part: number, from: number): Promise<SqlAnswer['rows']> {
    return this.#sqlParts.next(part, from);
  }

  async cancelSql(): Promise<void> {
    this.#sqlCancel.abort();
    this.#sqlCancel = new AbortController();
  }

  async close(logId: string): Promise<void> {
    this.#logs.delete(logId);
    this.kept.forget(logId);
    await this.#sql.forget(logId);
  }

  /** Call an open log by another name. */
  rename(logId: string, name: string): void {
    this.log(logId).name = name;
  }

  #awaitMap(logId: string): void {
    let show = (): void => {};
    const shown = new Promise<void>((resolve) => (show = resolve)).then(() => void this.#firstMaps.delete(logId));
    this.#firstMaps.set(logId, { shown, show });
    setTimeout(show, this.firstMapMs);
  }

  /** @throws MiningError `unknown-log` */
  log(logId: string): OpenLog {
    const open = this.#logs.get(logId);
    if (!open) throw new MiningError('unknown-log', { log: logId });
    return open;
  }
}
