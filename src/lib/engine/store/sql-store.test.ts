import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { columnOf, logOf } from '$lib/kernel/testing/log-of';
import type { ImportReport } from '$lib/model/import';
import { SQL_MACRO_NAMES, SQL_MACROS } from '$lib/model/sql-macros';
import { sqlTables } from '$lib/model/sql-names';
import type { DuckDb } from './duckdb';
import { startDuckDbHere as start } from './duckdb.fixture';
import { LOCK_DOWN } from './lock-down';
import { OpenLog } from './open-log';
import { SqlStore } from './sql-store';

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

/** A DuckDB whose statement `hang` never ends, unless it is asked to stop and does so. */
async function hanging(stops: boolean): Promise<DuckDb> {
  const database = await start();
  const { connection } = database;
  let stop: (why: Error) => void = () => {};
  return {
    ...database,
    connection: {
      ...connection,
      send: async (sql: string, stream: boolean) =>
        sql.includes('hang') ? new Promise((_, reject) => (stop = reject)) : connection.send(sql, stream),
      cancelSent: async () => {
        if (stops) stop(new Error('query was canceled'));
        return stops;
      }
    }
  };
}

const LIMITS = { rows: 10, ms: 60_000 };
const soon = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('in DuckDB', () => {
  let starts = 0;
  let store: SqlStore;
  const log = open('abc', 'ab');
  const everything = { log: log.log, keep: null };
  const ask = (sql: string, limits = LIMITS) => store.run(log, everything, sql, limits);
  const first = async (sql: string) => (await ask(sql)).rows[0];

  beforeAll(() => {
    store = new SqlStore(() => (starts++, start()));
  });
  afterAll(() => store.forget('log-1'));

  test('queries asked at once share one instance, each finds its own selection', async () => {
    const count = 'SELECT (SELECT count(*) FROM selected_case), (SELECT count(*) FROM selected_event)';
    const answers = await Promise.all(
      [null, Uint8Array.of(0, 1), Uint8Array.of(0, 0), null].map((keep) => store.run(log, { ...everything, keep }, count, LIMITS))
    );
    expect(answers.map(({ rows }) => rows[0])).toEqual([
      [2, 5],
      [1, 2],
      [0, 0],
      [2, 5]
    ]);
    expect(starts).toBe(1);
  });

  test('events are found as the selection names them, and as the log has them', async () => {
    const selected = await log.select({
      names: [
        { from: 'a', to: 'start' },
        { from: 'b', to: 'start' }
      ],
      clauses: [{ id: '1', kind: 'activity', activities: ['c'], negated: false, muted: false }]
    });
    const of = (table: string) =>
      store.run(log, selected, `SELECT case_no, position, activity FROM ${table} ORDER BY ALL`, LIMITS).then(({ rows }) => rows);
    const named = [
      [0, 0, 'start'],
      [0, 1, 'start'],
      [0, 2, 'c']
    ];
    expect(await of('selected_event')).toEqual(named);
    expect((await of('event')).map((row) => row[2])).toEqual(['a', 'b', 'c', 'a', 'b']);
    expect(await first('SELECT count(*) FROM selected_event')).toEqual([5]);
    expect(await of('selected_event')).toEqual(named);
  });

  test('attributes stand in their own columns, whatever they are called; cases have their ids', async () => {
    expect(await first('SELECT "2024", "case", activity FROM "row" WHERE row_no = 3')).toEqual(['y3', 'c1', 'a']);
    expect((await ask('FROM log_case ORDER BY case_no')).rows).toEqual([
      [0, 'c0'],
      [1, 'c1']
    ]);
    for (const { name, columns } of sqlTables(log.table.columns)) {
      const { rows } = await ask(`SELECT column_name, column_type FROM (DESCRIBE ${name === 'row' ? '"row"' : name})`);
      expect(rows, name).toEqual(columns.map((column) => [column.name, column.type]));
    }
  });

  test.each([
    ["CREATE TABLE x AS SELECT * FROM read_csv('/etc/passwd')", 'CREATE'],
    ["ATTACH '/tmp/kiseki.db'", 'ATTACH'],
    ["COPY (SELECT 1) TO '/tmp/kiseki.csv'", 'COPY'],
    ['LOAD httpfs', 'LOAD'],
    ['SET lock_configuration = false', 'SET'],
    ['DELETE FROM event', 'DELETE'],
    ['WITH a AS (SELECT 1) INSERT INTO event SELECT * FROM event', 'INSERT'],
    ['EXPLAIN ANALYZE DROP TABLE selected_case', 'DROP'],
    ['COMMIT', 'COMMIT']
  ])('is not even tried: %s', async (sql, word) => {
    await expect(ask(sql)).rejects.toMatchObject({ code: 'sql-not-read-only', detail: { word } });
  });

  test.each([
    ['SELECT 1; DROP TABLE event', 'sql-several'],
    ['-- nothing', 'sql-empty'],
    ["SELECT * FROM read_csv('/etc/passwd')", 'sql-failed'],
    ["SELECT * FROM read_text('https://example.com/')", 'sql-failed'],
    ["SELECT * FROM glob('/*')", 'sql-failed'],
    ["SELECT 'no end; DROP TABLE event", 'sql-failed'],
    ["SELECT * FROM query('DELETE FROM event')", 'sql-failed']
  ])('fails and leaves everything as it was: %s', async (sql, code) => {
    await expect(ask(sql)).rejects.toMatchObject({ code });
    expect(await first('SELECT count(*) FROM event')).toEqual([5]);
    expect(starts).toBe(1);
  });

  test.each(['SELEC', 'SELECT * FROM nope', "SELECT 'a'::INT", "SELECT error('x')", 'SELECT nope FROM event', 'SELECT $1'])(
    'a mistake keeps the tables: %s',
    async (sql) => {
      await expect(ask(sql)).rejects.toMatchObject(
        sql === 'SELEC'
          ? { code: 'sql-not-read-only' }
          : { code: 'sql-failed', detail: { why: expect.stringMatching(/^[A-Z][\w ]+ Error: /) as string } }
      );
      expect(await first('SELECT count(*) FROM event')).toEqual([5]);
      expect(starts).toBe(1);
    }
  );

  test.each([
    'DESCRIBE event',
    'SHOW TABLES',
    'SUMMARIZE event',
    'EXPLAIN SELECT 1',
    'VALUES (1)',
    'PIVOT event ON activity USING count(*)'
  ])('what only reads is a query: %s', async (sql) => expect((await ask(sql)).rows.length).toBeGreaterThan(0));

  test.each(SQL_MACRO_NAMES)('the example of the macro %s is answered', async (name) => {
    expect((await ask(SQL_MACROS[name].example)).columns.length).toBeGreaterThan(0);
  });

  test('values of every type are numbers where exact, and readable', async () => {
    const answer = await ask(
      `SELECT sum(position) AS a, 1.50::DECIMAL(5,2) AS a, -0.05::DECIMAL(18,3), 170141183460469231731687303715884105727::HUGEINT,
       (-5)::HUGEINT, 9223372036854775807, TIMESTAMP '2020-01-02 03:04:05.678', TIMESTAMPTZ '2020-01-02 03:04:05+00', DATE '2020-02-03',
       TIME '01:02:03.5', [1, NULL], [TIMESTAMP '2020-01-01 00:00:00'], [1.5::DECIMAL(5,2)], {'a': 1, 'b': 2.25::DECIMAL(5,2)}, MAP{'k': 1},
       'a'::BLOB, true, NULL, 'x'::ENUM('x', 'y'), 0.5::DOUBLE, date_trunc('day', DATE '1969-12-31')
       FROM event`
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

  test('rows beyond the limit are left out, and said', async () => {
    const sql = 'SELECT row_no FROM event ORDER BY 1';
    expect(await ask(sql, { ...LIMITS, rows: 2 })).toMatchObject({ columns: ['row_no'], rows: [[0], [1]], isCut: true });
    expect(await ask(sql, { ...LIMITS, rows: 5 })).toMatchObject({ isCut: false });
    expect((await ask('FROM range(100000000)')).rows).toHaveLength(10);
    expect(await ask('SELECT 1 WHERE false')).toMatchObject({ columns: ['1'], rows: [], isCut: false });
    expect(await first('SELECT count(*) FROM event')).toEqual([5]);
  });

  test('a log derived anew is loaded anew', async () => {
    await log.reshape({ ...SHAPE, activityColumns: [0] });
    expect(await first('SELECT count(DISTINCT activity) FROM event')).toEqual([2]);
    expect(starts).toBe(2);
  });
});

describe('a query that does not end', () => {
  const log = open('abc', 'ab');
  const selected = { log: log.log, keep: null };
  const SQL = 'SELECT hang';

  test.each([true, false])('is ended at its time limit, and the next finds its tables (stops when asked: %s)', async (stops) => {
    let starts = 0;
    const store = new SqlStore(() => (starts++, hanging(stops)));
    const hung = store.run(log, selected, SQL, { rows: 1, ms: 5 });
    const next = store.run(log, selected, 'SELECT count(*) FROM event', LIMITS);
    await expect(hung).rejects.toMatchObject({ code: 'sql-timeout', detail: { seconds: 0.005 } });
    expect((await next).rows).toEqual([[5]]);
    expect(starts).toBe(stops ? 1 : 2);
  });

  test('is ended when it is cancelled; what waits with it as well, what does not is answered', async () => {
    const store = new SqlStore(() => hanging(false));
    const { signal, abort } = ((controller) => ({ signal: controller.signal, abort: () => controller.abort() }))(
      new AbortController()
    );
    await store.run(log, selected, 'SELECT 1', LIMITS);
    const hung = store.run(log, selected, SQL, LIMITS, signal);
    const waiting = store.run(log, selected, 'SELECT 1', LIMITS, signal);
    const other = store.run(log, selected, 'SELECT 7', LIMITS);
    await soon();
    abort();
    await expect(hung).rejects.toMatchObject({ code: 'sql-cancelled' });
    await expect(waiting).rejects.toMatchObject({ code: 'sql-cancelled' });
    expect((await other).rows).toEqual([[7]]);
  });

  test('is answered when its worker is ended, and the next starts another', async () => {
    const store = new SqlStore(() => hanging(false));
    await store.run(log, selected, 'SELECT 1', LIMITS);
    const hung = store.run(log, selected, SQL, LIMITS);
    await soon();
    await store.forget('log-1');
    await expect(hung).rejects.toMatchObject({ code: 'sql-stopped', detail: { why: 'ended' } });
    expect((await store.run(log, selected, 'SELECT 7', LIMITS)).rows).toEqual([[7]]);
  });
});
