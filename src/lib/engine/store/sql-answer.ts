import { DataType, type RecordBatch, type Schema } from 'apache-arrow';
import type { SqlAnswer, SqlCell } from '$lib/model/analysis';
import { sqlStatement, sqlTokens } from '$lib/model/sql-text';
import type { DuckDb } from './duckdb';
import { sqlValue } from './sql-value';

type Connection = DuckDb['connection'];

/** Characters handed back at most: what the page can hold without trouble. */
const MOST_CHARACTERS = 50_000_000;

/**
 * Run a query in a transaction that cannot write, and read its rows as they come, so that an answer of any length takes little memory.
 * What it sets up for itself (a PIVOT makes a type) is rolled back.
 *
 * @param limit rows handed back at most
 * @throws Error with DuckDB's own words
 */
export async function answerOf(connection: Connection, sql: string, limit: number): Promise<SqlAnswer> {
  await connection.query('BEGIN TRANSACTION READ ONLY');
  try {
    // a quote without an end: DuckDB says so, and should it find an end where we do not, nothing has run
    if (sqlTokens(sql).some(({ isOpen }) => isOpen)) {
      await (await connection.prepare(sql)).close();
      throw new Error('Parser Error: a quote or comment has no end');
    }
    const started = performance.now();
    const { schema, batches } = await resultOf(connection, sql, limit);
    const rows: (readonly SqlCell[])[] = [];
    let characters = 0;
    let isCut = false;
    for await (const batch of batches) {
      // by place: names may come twice, and then the schema gives both the type of the second
      const columns = schema.fields.map((_, at) => batch.getChildAt(at));
      for (let i = 0; i < batch.numRows && !isCut; i++) {
        isCut = rows.length === limit || characters > MOST_CHARACTERS;
        if (isCut) break;
        const row = columns.map((column) => (column ? sqlValue(column.type as DataType, column.get(i)) : null));
        for (const cell of row) if (typeof cell === 'string') characters += cell.length;
        rows.push(row);
      }
      if (isCut) break;
    }
    return { columns: schema.fields.map(({ name }) => name), rows, isCut, tookMs: performance.now() - started };
  } finally {
    await connection.query('ROLLBACK').catch(() => {});
  }
}

interface Result {
  readonly schema: Schema;
  readonly batches: AsyncIterable<RecordBatch> | Iterable<RecordBatch>;
}

/** As a stream; where a column is of an ENUM at once, since a stream lacks the ENUM's words. */
async function resultOf(connection: Connection, sql: string, limit: number): Promise<Result> {
  const reader = await connection.send(sql, true);
  await reader.open();
  const { schema } = reader;
  if (!schema.fields.some(({ type }) => hasEnum(type as DataType))) return { schema, batches: reader };
  await connection.cancelSent();
  return { schema, batches: (await connection.query(`FROM (\n${sqlStatement(sql)}\n) LIMIT ${limit + 1}`)).batches };
}

function hasEnum(type: DataType): boolean {
  return DataType.isDictionary(type) || ((type.children ?? []) as { type: DataType }[]).some((child) => hasEnum(child.type));
}
