import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import { quotedName } from '$lib/engine/store/selection-sql/quoted';
import { rowNames } from '$lib/model/sql-names';
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
    await this.connection.run('CREATE OR REPLACE TABLE selected_case AS SELECT DISTINCT case_no FROM event');
    await this.connection.run('CREATE OR REPLACE TABLE log_case (case_no INTEGER, case_id VARCHAR)');
    const cases = await this.connection.createAppender('log_case');
    for (let c = 0; c < log.caseIds.size; c++) {
      cases.appendInteger(c);
      cases.appendVarchar(textAt(log.caseIds, c));
      cases.endRow();
    }
    cases.closeSync();
    const { texts, times } = rowNames(table.columns);
    const names = [
      ...texts.map((name) => `${quotedName(name)} VARCHAR`),
      ...times.filter((name) => name !== null).map((name) => `${quotedName(name)} DOUBLE`)
    ];
    await this.connection.run(`CREATE OR REPLACE TABLE "row" (row_no INTEGER, ${names.join(', ')})`);
    const rows = await this.connection.createAppender('row');
    for (let row = 0; row < table.rows; row++) {
      rows.appendInteger(row);
      for (const { codes, dictionary } of table.columns) {
        if (codes[row] === 0) rows.appendNull();
        else rows.appendVarchar(textAt(dictionary, codes[row]!));
      }
      for (const { codes, dictionary } of table.columns.filter(({ type }) => type === 'time')) {
        const ms = Date.parse(textAt(dictionary, codes[row]!));
        if (Number.isNaN(ms)) rows.appendNull();
        else rows.appendDouble(ms);
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

  /** The columns of numbers. */
  async columns(query: string): Promise<number[][]> {
    const reader = await this.connection.runAndReadAll(query);
    const columns = reader.getColumns();
    return reader.columnNames().map((_, i) => (columns[i] ?? []).map(Number));
  }

  close(): void {
    this.connection.closeSync();
  }
}
