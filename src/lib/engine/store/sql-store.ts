import { asMiningError, MiningError } from '$lib/model/errors';
import type { SqlAnswer, SqlLimits } from '$lib/model/analysis';
import { sqlRefusal } from '$lib/model/sql-text';
import type { DuckDb } from './duckdb';
import type { OpenLog, Selected } from './open-log';
import { sqlComplaint } from './sql-complaint';
import { LoadedLog } from './sql-loaded';

/** How long a statement that is to stop may take to do so of itself, before its DuckDB is ended. */
const GRACE_MS = 400;

/**
 * DuckDB's complaints about a statement begin with their kind. Anything else (`INTERNAL`, `FATAL`, `Out of Memory`, a trap) means that
 * the instance is no longer to be trusted.
 */
const HARMLESS =
  /^(Parser|Syntax|Binder|Catalog|Conversion|Invalid Input|Invalid Type|Mismatch Type|Permission|Out of Range|Divide by Zero|Constraint|Dependency|Not implemented|IO|Missing Extension|TransactionContext|Settings|Parameter Not (Allowed|Resolved)|Interrupt) Error:/i;

/** What a statement that was asked to stop ends with. */
const STOPPED = /^(query was canceled|INTERRUPT Error:)/i;

/**
 * Lends an open log to DuckDB as tables (`sqlTables`), for queries.
 *
 * Filled when a query first needs it, not at import: most sessions never run SQL, and at 10 M events the tables would double
 * the memory. One log and one query at a time, so that a query finds the selection it was asked for. Only queries are run, each in a
 * transaction that cannot write; one that is cancelled or takes too long is stopped. After any failure of the engine itself the
 * instance is ended and built anew by the next query, since a trap leaves DuckDB half alive.
 */
export class SqlStore {
  #loaded: LoadedLog | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** @param start a new locked down DuckDB */
  constructor(private readonly start: () => Promise<DuckDb> = async () => (await import('./duckdb')).startDuckDb()) {}

  /**
   * @param selected the content of `selected_case` and `selected_event`
   * @param cancel stops the query, or takes it out of the queue; answered at once
   * @throws MiningError `sql-empty`, `sql-several`, `sql-not-read-only` without running it; `sql-failed` with DuckDB's own words in
   *   `why`; `sql-timeout` with `seconds`; `sql-cancelled`; `sql-stopped` when DuckDB itself failed
   */
  async run(
    open: OpenLog,
    selected: Pick<Selected, 'log' | 'keep'>,
    sql: string,
    limits: SqlLimits,
    cancel?: AbortSignal
  ): Promise<SqlAnswer> {
    const refusal = sqlRefusal(sql);
    if (refusal?.reason === 'not-a-query') throw new MiningError('sql-not-read-only', { word: refusal.word });
    if (refusal?.reason === 'several' || refusal?.reason === 'empty') throw new MiningError(`sql-${refusal.reason}`);
    const answer = this.#last.then(() => this.#run(open, selected, sql, limits, cancel));
    this.#last = answer.catch(() => {});
    return cancel ? Promise.race([answer, cancelled(cancel)]) : answer;
  }

  /** Drop what is loaded of a log, with its worker, at once: a query that runs on it fails. */
  async forget(logId: string): Promise<void> {
    if (this.#loaded?.logId === logId) await this.#end();
  }

  async #run(
    open: OpenLog,
    selected: Pick<Selected, 'log' | 'keep'>,
    sql: string,
    limits: SqlLimits,
    cancel: AbortSignal | undefined
  ): Promise<SqlAnswer> {
    try {
      if (cancel?.aborted) throw new MiningError('sql-cancelled');
      const loaded = await this.#load(open);
      const { database } = loaded;
      await Promise.race([loaded.fill(open, selected, sql), database.death]);
      if (cancel?.aborted) throw new MiningError('sql-cancelled');
      return await this.#ask(database, sql, limits, cancel);
    } catch (thrown) {
      const error = asMiningError(thrown);
      if (error.code.startsWith('sql-') && error.code !== 'sql-failed') throw error;
      const why = sqlComplaint(String(error.detail.why ?? error.code));
      if (HARMLESS.test(why)) throw new MiningError('sql-failed', { why });
      await this.#end();
      throw new MiningError('sql-stopped', { why });
    }
  }

  async #ask(database: DuckDb, sql: string, limits: SqlLimits, cancel: AbortSignal | undefined): Promise<SqlAnswer> {
    const { answerOf } = await import('./sql-answer');
    const asked = answerOf(database.connection, sql, limits.rows);
    const stops: Promise<never>[] = [database.death];
    let timer: ReturnType<typeof setTimeout> | undefined;
    stops.push(
      new Promise((_, reject) => {
        timer = setTimeout(() => reject(new MiningError('sql-timeout', { seconds: limits.ms / 1000 })), limits.ms);
      })
    );
    if (cancel) stops.push(cancelled(cancel));
    try {
      return await Promise.race([asked, ...stops]);
    } catch (why) {
      const { code } = asMiningError(why);
      if (code === 'sql-timeout' || code === 'sql-cancelled') await this.#halt(database, asked);
      throw why;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Stop what runs: asked to, DuckDB keeps its tables; where that takes too long it is ended. */
  async #halt(database: DuckDb, running: Promise<unknown>): Promise<void> {
    database.connection.cancelSent().catch(() => {});
    const stopped = running.then(
      () => true,
      (why: unknown) => STOPPED.test(sqlComplaint(String(asMiningError(why).detail.why)))
    );
    const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), GRACE_MS));
    if (!(await Promise.race([stopped, late]))) await this.#end();
  }

  async #end(): Promise<void> {
    const database = this.#loaded?.database;
    this.#loaded = undefined;
    await database?.end();
  }

  async #load({ log, id }: OpenLog): Promise<LoadedLog> {
    if (this.#loaded && this.#loaded.log !== log) await this.#end();
    return (this.#loaded ??= await LoadedLog.start(this.start, log, id));
  }
}

function cancelled(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const refuse = (): void => reject(new MiningError('sql-cancelled'));
    if (signal.aborted) refuse();
    else signal.addEventListener('abort', refuse, { once: true });
  });
}
