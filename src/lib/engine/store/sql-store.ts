import type { DataType } from 'apache-arrow';
import type { SqlAnswer } from '$lib/model/analysis';
import { asMiningError, MiningError } from '$lib/model/errors';
import type { LogColumns } from '$lib/model/log';
import type { DuckDb } from './duckdb';
import type { OpenLog } from './open-log';
import { fillEvents, fillRows, fillSelection } from './sql-tables';

/** What is in the running DuckDB. */
interface Loaded {
  /** of this shape: a log derived anew is another object */
  readonly log: LogColumns;
  readonly logId: string;
  readonly database: DuckDb;
  hasRows: boolean;
  keep: Uint8Array | null | undefined;
}

/**
 * DuckDB's complaints about a statement begin with their kind. Anything else (`INTERNAL`, `FATAL`, `Out of Memory`, a trap) means that
 * the instance is no longer to be trusted.
 */
const HARMLESS =
  /^(Parser|Syntax|Binder|Catalog|Conversion|Invalid Input|Invalid Type|Mismatch Type|Permission|Out of Range|Divide by Zero|Constraint|Dependency|Not implemented|IO|Missing Extension|TransactionContext|Settings|Parameter Not (Allowed|Resolved)|Interrupt) Error:/i;

/**
 * Lends an open log to DuckDB as the tables `event`, `row` and `selected_case` (see `sql-tables.ts`).
 *
 * Filled when a query first needs it, not at import: most sessions never run SQL, and at 10 M events the tables would double
 * the memory. One log and one query at a time, so that a query finds the selection it was asked for; after any failure of the engine
 * itself the instance is ended and built anew, since a trap leaves DuckDB half alive. What a statement changes is rolled back.
 */
export class SqlStore {
  #loaded: Loaded | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** @param start a new locked down DuckDB */
  constructor(private readonly start: () => Promise<DuckDb> = async () => (await import('./duckdb')).startDuckDb()) {}

  /**
   * @param keep [cases] selected cases, the content of `selected_case`
   * @param limit rows handed back at most; the answer says how many there were
   * @throws MiningError `sql-failed` with DuckDB's own words in `why`
   */
  run(open: OpenLog, keep: Uint8Array | null, sql: string, limit: number): Promise<SqlAnswer> {
    const answer = this.#last.then(() => this.#run(open, keep, sql, limit));
    this.#last = answer.catch(() => {});
    return answer;
  }

  /** Drop what is loaded of a log, with its worker, at once: a query that runs on it fails. */
  async forget(logId: string): Promise<void> {
    if (this.#loaded?.logId === logId) await this.#end();
  }

  async #run(open: OpenLog, keep: Uint8Array | null, sql: string, limit: number): Promise<SqlAnswer> {
    try {
      const loaded = await this.#load(open);
      return await Promise.race([ask(loaded, open, keep, sql, limit), loaded.database.death]);
    } catch (why) {
      const message = String(asMiningError(why).detail.why ?? asMiningError(why).code);
      if (!HARMLESS.test(message)) await this.#end();
      throw new MiningError('sql-failed', { why: message });
    }
  }

  async #end(): Promise<void> {
    const database = this.#loaded?.database;
    this.#loaded = undefined;
    await database?.end();
  }

  async #load(open: OpenLog): Promise<Loaded> {
    const { log, id } = open;
    if (this.#loaded && this.#loaded.log !== log) await this.#end();
    if (this.#loaded) return this.#loaded;
    const database = await this.start();
    try {
      await Promise.race([fillEvents(database.connection, log), database.death]);
    } catch (why) {
      await database.end();
      throw why;
    }
    return (this.#loaded = { log, logId: id, database, hasRows: false, keep: undefined });
  }
}

async function ask(loaded: Loaded, open: OpenLog, keep: Uint8Array | null, sql: string, limit: number): Promise<SqlAnswer> {
  const { connection } = loaded.database;
  if (!loaded.hasRows && /\brow\b/i.test(sql)) {
    await fillRows(connection, open.table);
    loaded.hasRows = true;
  }
  if (loaded.keep !== keep) {
    // half filled it must not be taken for filled
    loaded.keep = undefined;
    await fillSelection(connection, loaded.log, keep);
    loaded.keep = keep;
  }
  const { sqlValue } = await import('./sql-value');
  await connection.query('BEGIN TRANSACTION');
  try {
    const answer = await connection.query(sql);
    // by place: names may come twice, and then the schema gives both the type of the second
    const columns = answer.schema.fields.map((_, at) => answer.getChildAt(at));
    const rows = Array.from({ length: Math.min(limit, answer.numRows) }, (_, i) =>
      columns.map((column) => (column ? sqlValue(column.type as DataType, column.get(i)) : null))
    );
    return { columns: answer.schema.fields.map(({ name }) => name), rows, total: answer.numRows };
  } finally {
    await connection.query('ROLLBACK').catch(() => {});
  }
}
