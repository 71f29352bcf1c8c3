import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import { quotedName } from '$lib/engine/store/selection-sql/quoted';
import { textAt } from '$lib/model/dictionary';
import type { LogColumns, LogTable } from '$lib/model/log';

/** A native DuckDB with the tables of `sql-tables.ts`, filled without the engine: the second opinion on the kernels. */
export class LogInDuckDb {
  private constructor(private readonly connection: DuckDBConnection) {}

  static async open(): Promise<LogInDuckDb> {
    const instance = await DuckDBInstance.create(':memory:', {
      threads: '1',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false'
    });
    return new LogInDuckDb(await instance.connect());
  }

  async load(log: LogColumns, table: LogTable): Promise<void> {
    await this.connection.run(`CREATE OR REPLACE TABLE event
      (case_no INTEGER, position INTEGER, row_no INTEGER, activity VARCHAR, complete_ms DOUBLE, start_ms DOUBLE)`);
    const events = await this.connection.createAppender('event');
    for (let c = 0; c + 1 < log.caseStart.length; c++) {
      for (let e = log.caseStart[c]!; e < log.caseStart[c + 1]!; e++) {
        events.appendInteger(c);
        events.appendInteger(e - log.caseStart[c]!);
        events.appendInteger(log.row[e]!);
        events.appendVarchar(log.activities[log.activity[e]!]!);
        events.appendDouble(log.timeMs[e]!);
        const start = log.startMs === null ? NaN : log.startMs[e]!;
        if (Number.isNaN(start)) events.appendNull();
        else events.appendDouble(start);
        events.endRow();
      }
    }
    events.closeSync();
    await this.connection.run('CREATE OR REPLACE TABLE log_case (case_no INTEGER, case_id VARCHAR)');
    const cases = await this.connection.createAppender('log_case');
    for (let c = 0; c < log.caseIds.size; c++) {
      cases.appendInteger(c);
      cases.appendVarchar(textAt(log.caseIds, c));
      cases.endRow();
    }
    cases.closeSync();
    const names = table.columns.map(({ name }) => `${quotedName(name)} VARCHAR`);
    await this.connection.run(`CREATE OR REPLACE TABLE "row" (row_no INTEGER, ${names.join(', ')})`);
    const rows = await this.connection.createAppender('row');
    for (let row = 0; row < table.rows; row++) {
      rows.appendInteger(row);
      for (const { codes, dictionary } of table.columns) {
        if (codes[row] === 0) rows.appendNull();
        else rows.appendVarchar(textAt(dictionary, codes[row]!));
      }
      rows.endRow();
    }
    rows.closeSync();
  }

  /** The rows as objects; integers as numbers. */
  async rows(query: string): Promise<Record<string, DuckDBValue>[]> {
    const reader = await this.connection.runAndReadAll(query);
    return reader
      .getRowObjects()
      .map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]))
      );
  }

  close(): void {
    this.connection.closeSync();
  }
}
