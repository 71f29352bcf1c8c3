import type { DataType, RecordBatch } from 'apache-arrow';
import type { SqlAnswer, SqlCell } from '$lib/model/analysis';
import { sqlTokens } from '$lib/model/sql-text';
import type { DuckDb } from './duckdb';

/** Characters handed back at most: what the page can hold without trouble. */
const MOST_CHARACTERS = 50_000_000;

/**
 * Run a query in a transaction that cannot write, and read its rows as they come, so that an answer of any length takes little memory.
 * What it sets up for itself (a PIVOT makes a type) is rolled back.
 *
 * @param limit rows handed back at most
 * @throws Error with DuckDB's own words
 */
export async function answerOf(connection: DuckDb['connection'], sql: string, limit: number): Promise<SqlAnswer> {
  const { sqlValue } = await import('./sql-value');
  await connection.query('BEGIN TRANSACTION READ ONLY');
  try {
    // a quote without an end: DuckDB says so, and should it find an end where we do not, nothing has run
    if (sqlTokens(sql).some(({ isOpen }) => isOpen)) {
      await (await connection.prepare(sql)).close();
      throw new Error('Parser Error: a quote or comment has no end');
    }
    const started = performance.now();
    const reader = await connection.send(sql, true);
    await reader.open();
    const { fields } = reader.schema;
    const rows: (readonly SqlCell[])[] = [];
    let characters = 0;
    let isCut = false;
    for await (const batch of reader as AsyncIterable<RecordBatch>) {
      // by place: names may come twice, and then the schema gives both the type of the second
      const columns = fields.map((_, at) => batch.getChildAt(at));
      for (let i = 0; i < batch.numRows && !isCut; i++) {
        isCut = rows.length === limit || characters > MOST_CHARACTERS;
        if (isCut) break;
        const row = columns.map((column) => (column ? sqlValue(column.type as DataType, column.get(i)) : null));
        for (const cell of row) if (typeof cell === 'string') characters += cell.length;
        rows.push(row);
      }
      if (isCut) break;
    }
    return { columns: fields.map(({ name }) => name), rows, isCut, tookMs: performance.now() - started };
  } finally {
    await connection.query('ROLLBACK').catch(() => {});
  }
}
