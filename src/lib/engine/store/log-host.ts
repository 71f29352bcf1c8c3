import { transfer } from 'comlink';
import type { AnalysisName, LogSummary, SqlAnswer, SqlLimits } from '$lib/model/analysis';
import { MiningError } from '$lib/model/errors';
import type { LogShape } from '$lib/model/log';
import type { LogSelection } from '$lib/model/selection';
import type { SqlRequest } from '$lib/model/sql-catalogue';
import type { Analysis } from '../analyses/analysis';
import { ANALYSES } from '../analyses';
import { buffersOf, ownViews } from '../buffers';
import { exportLog } from '../exporters';
import type { ImportedLog, LogFileFormat, LogWorkerCalls, SqlPart } from '../protocol';
import { SqlParts } from '../sql-parts';
import { OpenLog } from './open-log';
import { predicateCases } from './predicate-cases';
import { SqlLog } from './selection-sql/sql-log';
import { SqlStore } from './sql-store';
import { sqlOf } from './sql-of';
import { zoneTable } from './zone-table';

/** The log worker's answers: holds the open logs, runs analyses on them, and lends them to DuckDB when SQL is asked for. */
export class LogHost implements LogWorkerCalls {
  #logs = new Map<string, OpenLog>();
  #sql = new SqlStore();
  #sqlCancel = new AbortController();
  #sqlParts = new SqlParts();
  #opened = 0;

  async adopt(imported: ImportedLog): Promise<LogSummary> {
    const open = new OpenLog(`log-${++this.#opened}`, imported, (...asked) => predicateCases(this.#sql, ...asked));
    this.#logs.set(open.id, open);
    return open.summary();
  }

  async reshape(logId: string, shape: LogShape): Promise<LogSummary> {
    const open = this.#log(logId);
    open.reshape(shape);
    await this.#sql.forget(logId);
    return open.summary();
  }

  async analyse(name: AnalysisName, logId: string, selection: LogSelection, params: unknown): Promise<unknown> {
    const open = this.#log(logId);
    const analysis = ANALYSES[name] as Analysis<AnalysisName>;
    const selected = await open.select(selection);
    const result = ownViews(await analysis.run({ open, ...selected }, params as never));
    return transfer(result, buffersOf(result));
  }

  async hashOf(logId: string): Promise<string> {
    return this.#log(logId).hash();
  }

  async exportLog(logId: string, selection: LogSelection, format: LogFileFormat): Promise<Blob> {
    const open = this.#log(logId);
    const { log, keep } = await open.select(selection);
    return exportLog(format, open.name, open.table, log, keep);
  }

  async sqlOf(request: SqlRequest, logId: string, selection: LogSelection): Promise<string> {
    const { table, log, timeZone } = this.#log(logId);
    return sqlOf(request, selection, new SqlLog(table.columns), log.startMs !== null, zoneTable(log, timeZone));
  }

  async runSql(logId: string, selection: LogSelection, sql: string, limits: SqlLimits): Promise<SqlPart> {
    const open = this.#log(logId);
    // of now: a cancel may come while the cases are selected
    const { signal } = this.#sqlCancel;
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
    await this.#sql.forget(logId);
  }

  #log(logId: string): OpenLog {
    const open = this.#logs.get(logId);
    if (!open) throw new MiningError('unknown-log', { log: logId });
    return open;
  }
}
