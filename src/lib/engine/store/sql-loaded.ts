import type { LogColumns } from '$lib/model/log';
import { macroSql, MACROS_OF_SELECTION, SQL_MACRO_NAMES } from '$lib/model/sql-macros';
import type { DuckDb } from './duckdb';
import type { OpenLog, Selected } from './open-log';
import { fillCases, fillEvents, fillRows, fillSelection } from './sql-tables';

/** A log in a running DuckDB. Tables that a statement does not mention are not filled. */
export class LoadedLog {
  #hasRows = false;
  #hasCases = false;
  /** what `selected_case` holds; undefined = not known */
  #keep: Uint8Array | null | undefined;
  /** what `selected_event` holds, and as what it was made */
  #events: { readonly kind: 'VIEW' | 'TABLE'; readonly log: LogColumns; readonly keep: Uint8Array | null } | undefined;

  private constructor(
    readonly database: DuckDb,
    /** of this shape: a log derived anew is another object */
    readonly log: LogColumns,
    readonly logId: string
  ) {}

  /** Start a DuckDB, make its macros and fill `event`. */
  static async start(start: () => Promise<DuckDb>, log: LogColumns, logId: string): Promise<LoadedLog> {
    const database = await start();
    try {
      await Promise.race([prepared(database.connection, log), database.death]);
    } catch (why) {
      await database.end();
      throw why;
    }
    return new LoadedLog(database, log, logId);
  }

  /** Fill what a statement needs of a selection. Half filled is not taken for filled. */
  async fill(open: OpenLog, { log, keep }: Pick<Selected, 'log' | 'keep'>, sql: string): Promise<void> {
    const { connection } = this.database;
    if (this.#keep !== keep) {
      this.#keep = undefined;
      await fillSelection(connection, this.log, keep);
      this.#keep = keep;
    }
    if (!this.#hasRows && sqlMentions(sql, 'row')) {
      await fillRows(connection, open.table, (column) => open.numbersOf(column));
      this.#hasRows = true;
    }
    if (!this.#hasCases && sqlMentions(sql, 'log_case')) {
      await fillCases(connection, this.log);
      this.#hasCases = true;
    }
    if (sqlMentions(sql, 'selected_event', ...MACROS_OF_SELECTION)) await this.#fillEvents(log, keep);
  }

  /** As a view where events are those of the log, by `selected_case`; otherwise as they are named and trimmed. */
  async #fillEvents(log: LogColumns, keep: Uint8Array | null): Promise<void> {
    const { connection } = this.database;
    const isView = log === this.log;
    const { kind, log: before, keep: kept } = this.#events ?? {};
    if (before === log && (isView ? (kept === null) === (keep === null) : kept === keep)) return;
    this.#events = undefined;
    if (kind) await connection.query(`DROP ${kind} selected_event`);
    if (isView) {
      const where = keep === null ? '' : ' WHERE case_no IN (SELECT case_no FROM selected_case)';
      await connection.query(`CREATE VIEW selected_event AS SELECT * FROM event${where}`);
    } else await fillEvents(connection, 'selected_event', log, keep);
    this.#events = { kind: isView ? 'VIEW' : 'TABLE', log, keep };
  }
}

async function prepared(connection: DuckDb['connection'], log: LogColumns): Promise<void> {
  for (const name of SQL_MACRO_NAMES) await connection.query(macroSql(name));
  await fillEvents(connection, 'event', log, null);
}

/** Whether a statement may ask one of these: also where the name is part of a text (`query_table('event')`). */
function sqlMentions(sql: string, ...names: readonly string[]): boolean {
  return new RegExp(`\\b(${names.join('|')})\\b`, 'i').test(sql);
}
