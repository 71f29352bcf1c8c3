import { DuckDBInstance, StatementType, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isSqlExpression, sqlRefusal, sqlStatement } from '$lib/model/sql-text';

// Texts that try to be taken for one query: what is let through, DuckDB's own parser must find to be one query that reads.

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  await connection.run('CREATE TABLE event (activity VARCHAR, position INTEGER)');
});
afterAll(() => connection.closeSync());

const PIECES = [
  ...[
    ';',
    ' ',
    '\n',
    '--',
    '/*',
    '*/',
    "'",
    "''",
    '"',
    '""',
    '$$',
    '$a$',
    '$',
    'E',
    "E'",
    "\\'",
    '\\',
    '(',
    ')',
    ',',
    '\0',
    '\u00a0',
    '工'
  ],
  ...[
    'SELECT',
    '1',
    'FROM',
    'event',
    'WITH',
    'a',
    'AS',
    'MATERIALIZED',
    'RECURSIVE',
    'EXPLAIN',
    'ANALYZE',
    'VALUES',
    'TABLE',
    'DESCRIBE'
  ],
  ...[
    'DROP TABLE event',
    'DELETE FROM event',
    'INSERT INTO event VALUES (1)',
    'COMMIT',
    'SET threads = 2',
    'CREATE TABLE x AS',
    'PRAGMA version'
  ],
  ...[
    'SELECT 1',
    '(SELECT 1)',
    'AS (SELECT 1)',
    'WITH a AS (SELECT 1)',
    'COPY event TO',
    "'x'",
    'UNION ALL',
    "U&'",
    "X'",
    'e$$',
    '1$a$'
  ]
];
const arbitraryPieces = fc
  .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom('', ' ')), { minLength: 1, maxLength: 12 })
  .map((pieces) => pieces.flat().join(''));
/** What may stand around a statement: most of it nothing, in some way. */
const arbitrarySpace = fc
  .array(
    fc.constantFrom(' ', '\n', '--x\n', '/*;*/', '/* /* */ */', '(', ')', ';', "'", '$$', 'EXPLAIN ', 'WITH a AS (SELECT 1) '),
    { maxLength: 3 }
  )
  .map((pieces) => pieces.join(''));
const arbitraryStatement = fc.constantFrom(
  ...[
    'SELECT 1',
    "SELECT ';'",
    "SELECT E'\\';'",
    'SELECT $$;$$',
    'SELECT "activity" FROM event',
    'FROM event',
    'VALUES (1)',
    'TABLE event'
  ],
  ...[
    'DROP TABLE event',
    'DELETE FROM event',
    'INSERT INTO event FROM event',
    'CREATE TABLE x AS FROM event',
    'SELECT 1; COMMIT',
    'DESCRIBE event'
  ]
);
const arbitraryText = fc.oneof(
  arbitraryPieces,
  fc.array(fc.oneof(arbitrarySpace, arbitraryStatement), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''))
);

const READS: readonly StatementType[] = [StatementType.SELECT, StatementType.EXPLAIN];

/** The types of the statements that DuckDB finds; null where it finds a mistake. */
async function typesOf(sql: string): Promise<readonly StatementType[] | null> {
  try {
    const extracted = await connection.extractStatements(sql);
    return await Promise.all(
      Array.from({ length: extracted.count }, async (_, i) => {
        const prepared = await extracted.prepare(i);
        return prepared.statementType;
      })
    );
  } catch {
    return null;
  }
}

test('the check sees what is to be seen', async () => {
  expect(await typesOf('SELECT 1; DROP TABLE event')).toEqual([StatementType.SELECT, StatementType.DROP]);
  expect(await typesOf('SELECT 1; SELEC')).toBeNull();
});

test('what is let through is one query that reads', async () => {
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(arbitraryText, async (sql) => {
      if (sqlRefusal(sql) !== null) return;
      const types = await typesOf(sql);
      if (types === null) return;
      seen++;
      expect(types).toHaveLength(1);
      expect(READS).toContain(types[0]);
      expect((await typesOf(`FROM (\n${sqlStatement(sql)}\n) LIMIT 1`)) ?? [StatementType.SELECT]).toEqual([
        StatementType.SELECT
      ]);
    }),
    { numRuns: 8000 }
  );
  expect(seen).toBeGreaterThan(200);
});

test('an expression stays between its brackets', async () => {
  let seen = 0;
  const arbitraryExpression = fc
    .array(fc.constantFrom(...PIECES, 'position = 1', ') OR (', 'AND', 'activity', '[', ']', '{', '}'), {
      minLength: 1,
      maxLength: 6
    })
    .map((pieces) => pieces.join(' '));
  await fc.assert(
    fc.asyncProperty(arbitraryExpression, async (expression) => {
      if (!isSqlExpression(expression)) return;
      // false AND (...) is false, whatever it is: an expression that gets out would show
      const types = await typesOf(`SELECT activity FROM event WHERE false AND (\n${expression}\n)`);
      if (types === null) return;
      seen++;
      expect(types).toEqual([StatementType.SELECT]);
    }),
    { numRuns: 3000 }
  );
  expect(seen).toBeGreaterThan(20);
});
