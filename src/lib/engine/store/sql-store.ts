import type { SqlAnswer } from '$lib/model/analysis';
import { asMiningError, MiningError } from '$lib/model/errors';
import type { DuckDb } from './duckdb';
import type { OpenLog } from './open-log';
import { fillEvents, fillRows, fillSelection } from './sql-tables';

/** What is in the running DuckDB. */
interface Loaded {
  readonly logId: string;
  readonly database: DuckDb;
  hasRows: boolean;
  keep: Uint8Array | null | undefined;
}

/**
 * Lends an open log to DuckDB as the tables `event`, `row` and `selected_case` (see `sql-tables.ts`).
 *
 * Filled when a query first needs it, not at import: most sessions never run SQL, and at 10 M events the tables would double
 * the memory. One log at a time; after any failure of the engine itself the instance is ended and built anew, since a trap
 * leaves DuckDB half alive.
 */
export class SqlStore {
  #loaded: Loaded | undefined;

  /**
   * @param keep [cases] selected cases, the content of `selected_case`
   * @param limit rows handed back at most; the answer says how many there were
   * @throws MiningError `sql-failed` with DuckDB's own words
   */
  async run(open: OpenLog, keep: Uint8Array | null, sql: string, limit: number): Promise<SqlAnswer> {
    const loaded = await this.#load(open);
    try {
      if (!loaded.hasRows && /\brow\b/i.test(sql)) {
        await fillRows(loaded.database.connection, open.table);
        loaded.hasRows = true;
      }
      if (loaded.keep !== keep) {
        await fillSelection(loaded.database.connection, open.log, keep);
        loaded.keep = keep;
      }
      const answer = await loaded.database.connection.query(sql);
      const columns = answer.schema.fields.map((field) => field.name);
      const rows: (string | number | null)[][] = [];
      for (let i = 0; i < Math.min(limit, answer.numRows); i++) {
        const row = answer.get(i)?.toJSON() ?? {};
        rows.push(columns.map((name) => plain(row[name])));
      }
      return { columns, rows, total: answer.numRows };
    } catch (why) {
      const message = asMiningError(why).detail.why ?? '';
      // DuckDB's own complaints name their kind; anything else means the instance is no longer to be trusted
      if (
        !/\b(Parser|Binder|Catalog|Conversion|Invalid Input|Permission|Out of Range|Constraint|Not implemented)\b.*Error/i.test(
          `${message}`
        )
      ) {
        await this.forget(open.id);
      }
      throw new MiningError('sql-failed', { why: `${message}` });
    }
  }

  /** Drop what is loaded of a log, with its worker. */
  async forget(logId: string): Promise<void> {
    if (this.#loaded?.logId !== logId) return;
    const { database } = this.#loaded;
    this.#loaded = undefined;
    await database.end();
  }

  async #load(open: OpenLog): Promise<Loaded> {
    if (this.#loaded && this.#loaded.logId !== open.id) await this.forget(this.#loaded.logId);
    if (!this.#loaded) {
      const { startDuckDb } = await import('./duckdb');
      const database = await startDuckDb();
      try {
        await fillEvents(database.connection, open.log);
      } catch (why) {
        await database.end();
        throw new MiningError('sql-failed', asMiningError(why).detail);
      }
      this.#loaded = { logId: open.id, database, hasRows: false, keep: undefined };
    }
    return this.#loaded;
  }
}

function plain(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'bigint') return Number(value);
  return String(value);
}
