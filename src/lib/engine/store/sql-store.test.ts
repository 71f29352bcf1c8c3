import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { columnOf, logOf } from '$lib/kernel/testing/log-of';
import type { ImportReport } from '$lib/model/import';
import { MiningError } from '$lib/model/errors';
import type { DuckDb } from './duckdb';
import { LOCK_DOWN } from './lock-down';
import { OpenLog } from './open-log';
import { SqlStore } from './sql-store';

interface Blocking {
  createDuckDB: (bundles: object, logger: object, runtime: unknown) => Promise<BlockingDuckDb>;
  VoidLogger: new () => object;
  NODE_RUNTIME: unknown;
}
interface BlockingDuckDb {
  instantiate(onProgress: () => void): Promise<unknown>;
  open(config: { path: string }): void;
  connect(): { query(sql: string): never; insertArrowFromIPCStream(stream: Uint8Array, options: object): void };
}

const require = createRequire(import.meta.url);

/** The same WASM as in the browser, in this thread. */
async function start(): Promise<DuckDb> {
  const { createDuckDB, VoidLogger, NODE_RUNTIME } = require('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs') as Blocking;
  const bundle = (kind: string) => ({
    mainModule: require.resolve(`@duckdb/duckdb-wasm/dist/duckdb-${kind}.wasm`),
    mainWorker: ''
  });
  const database = await createDuckDB({ mvp: bundle('mvp'), eh: bundle('eh') }, new VoidLogger(), NODE_RUNTIME);
  await database.instantiate(() => {});
  database.open({ path: ':memory:' });
  const connection = database.connect();
  for (const statement of LOCK_DOWN) connection.query(statement);
  let fail: (why: MiningError) => void;
  const death = new Promise<never>((_, reject) => (fail = reject));
  death.catch(() => {});
  return {
    connection: {
      query: async (sql: string) => connection.query(sql),
      insertArrowFromIPCStream: async (stream: Uint8Array, options: object) =>
        connection.insertArrowFromIPCStream(stream, options)
    } as DuckDb['connection'],
    death,
    end: async () => fail(new MiningError('sql-failed', { why: 'ended' }))
  };
}

const SHAPE = { caseColumns: [0], activityColumns: [1], lifecycleMode: 'every-row' } as const;

function open(...traces: string[]): OpenLog {
  const { table, log, report } = logOf(...traces);
  const years = columnOf(
    '2024',
    'attribute',
    Array.from({ length: table.rows }, (_, row) => `y${row}`)
  );
  return new OpenLog('log-1', {
    table: { ...table, columns: [...table.columns, years] },
    shape: SHAPE,
    derived: { log, report },
    report: { logName: 'test' } as ImportReport,
    timeZone: 'UTC'
  });
}

test('the lock comes last, after all that it locks', () => {
  expect(LOCK_DOWN.at(-1)).toBe('SET lock_configuration = true');
  expect(LOCK_DOWN).toContain('SET enable_external_access = false');
  expect(LOCK_DOWN).toContain('SET autoload_known_extensions = false');
  expect(LOCK_DOWN).toContain('SET autoinstall_known_extensions = false');
});

describe('in DuckDB', () => {
  let starts = 0;
  let store: SqlStore;
  const log = open('abc', 'ab');
  const first = async (sql: string) => (await store.run(log, null, sql, 10)).rows[0];

  beforeAll(() => {
    store = new SqlStore(() => (starts++, start()));
  });
  afterAll(() => store.forget('log-1'));

  test('queries asked at once share one instance, each finds its own selection', async () => {
    const count = 'SELECT count(*) FROM selected_case';
    const answers = await Promise.all([
      store.run(log, null, count, 1),
      store.run(log, Uint8Array.of(0, 1), count, 1),
      store.run(log, Uint8Array.of(0, 0), count, 1)
    ]);
    expect(answers.map(({ rows }) => rows[0]![0])).toEqual([2, 1, 0]);
    expect(starts).toBe(1);
  });

  test('attributes stand in their own columns, whatever they are called', async () => {
    expect(await first('SELECT "2024", "case", activity FROM "row" WHERE row_no = 3')).toEqual(['y3', 'c1', 'a']);
  });

  test.each([
    ["read_csv('/etc/passwd')", 'SELECT * FROM'],
    ["read_text('https://example.com/')", 'SELECT * FROM'],
    ["glob('/*')", 'SELECT * FROM'],
    ["'/tmp/kiseki.db'", 'ATTACH'],
    ["(SELECT 1) TO '/tmp/kiseki.csv'", 'COPY'],
    ['httpfs', 'LOAD'],
    ["'https://example.com/x.duckdb_extension.wasm'", 'LOAD'],
    ['enable_external_access = true', 'SET'],
    ['lock_configuration = false', 'SET'],
    ["temp_directory = '/tmp'", 'SET'],
    ["custom_extension_repository = 'https://example.com'", 'SET']
  ])('reaches nothing outside: %s', async (what, verb) => {
    await expect(store.run(log, null, `${verb} ${what}`, 1)).rejects.toMatchObject({
      code: 'sql-failed',
      detail: { why: expect.stringMatching(/^(Permission|Invalid Input) Error:/) as string }
    });
    expect(starts).toBe(1);
  });

  test.each(['SELEC', 'SELECT * FROM nope', "SELECT 'a'::INT", "SELECT error('x')", 'SELECT nope FROM event'])(
    'a mistake keeps the tables: %s',
    async (sql) => {
      await expect(store.run(log, null, sql, 1)).rejects.toMatchObject({ code: 'sql-failed' });
      expect(await first('SELECT count(*) FROM event')).toEqual([5]);
      expect(starts).toBe(1);
    }
  );

  test('what a statement changes is gone with it', async () => {
    await store.run(log, null, 'DELETE FROM event', 1);
    await store.run(log, null, 'DROP TABLE selected_case', 1);
    expect(await first('SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM selected_case)')).toEqual([5, 2]);
  });

  test('values of every type are numbers where exact, and readable', async () => {
    const answer = await store.run(
      log,
      null,
      `SELECT sum(position) AS a, 1.50::DECIMAL(5,2) AS a, -0.05::DECIMAL(18,3), 170141183460469231731687303715884105727::HUGEINT,
       (-5)::HUGEINT, 9223372036854775807, TIMESTAMP '2020-01-02 03:04:05.678', TIMESTAMPTZ '2020-01-02 03:04:05+00', DATE '2020-02-03',
       TIME '01:02:03.5', [1, NULL], [TIMESTAMP '2020-01-01 00:00:00'], [1.5::DECIMAL(5,2)], {'a': 1, 'b': 2.25::DECIMAL(5,2)}, MAP{'k': 1},
       'a'::BLOB, true, NULL, 'x'::ENUM('x', 'y'), 0.5::DOUBLE, date_trunc('day', DATE '1969-12-31')
       FROM event`,
      10
    );
    expect(answer.columns.slice(0, 2)).toEqual(['a', 'a']);
    expect(answer.rows).toEqual([
      [
        4,
        1.5,
        -0.05,
        '170141183460469231731687303715884105727',
        -5,
        '9223372036854775807',
        '2020-01-02T03:04:05.678',
        '2020-01-02T03:04:05Z',
        '2020-02-03',
        '01:02:03.5',
        '[1, NULL]',
        '[2020-01-01T00:00:00]',
        '[1.5]',
        '{a: 1, b: 2.25}',
        '{k: 1}',
        '\\x61',
        'true',
        null,
        'x',
        0.5,
        '1969-12-31'
      ]
    ]);
  });

  test('rows beyond the limit are counted', async () => {
    expect(await store.run(log, null, 'SELECT row_no FROM event ORDER BY 1', 2)).toEqual({
      columns: ['row_no'],
      rows: [[0], [1]],
      total: 5
    });
  });

  test('a log derived anew is loaded anew', async () => {
    log.reshape({ ...SHAPE, activityColumns: [0] });
    expect(await first('SELECT count(DISTINCT activity) FROM event')).toEqual([2]);
    expect(starts).toBe(2);
  });

  test('a query whose worker is ended is answered, and the next starts another', async () => {
    const hanging = new SqlStore(async () => {
      const database = await start();
      const hang = (sql: string) => (sql === 'hang' ? new Promise<never>(() => {}) : database.connection.query(sql));
      return { ...database, connection: { ...database.connection, query: hang as DuckDb['connection']['query'] } };
    });
    await hanging.run(log, null, 'SELECT 1', 1);
    const run = hanging.run(log, null, 'hang', 1);
    await new Promise((resolve) => setTimeout(resolve, 0));
    await hanging.forget('log-1');
    await expect(run).rejects.toMatchObject({ code: 'sql-failed', detail: { why: 'ended' } });
    expect((await hanging.run(log, null, 'SELECT 7', 1)).rows).toEqual([[7]]);
  });
});
