import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { columnOf, logOf } from '$lib/kernel/testing/log-of';
import type { ImportReport } from '$lib/model/import';
import type { Clause, LogSelection } from '$lib/model/selection';
import { startDuckDbHere } from './duckdb.fixture';
import { OpenLog, type OpenLogOptions } from './open-log';
import { predicateCases } from './predicate-cases';
import { SqlStore } from './sql-store';

const SHAPE = { caseColumns: [0], activityColumns: [1], lifecycleMode: 'every-row' } as const;
const base = { id: '1', negated: false, muted: false };
const has = (activity: string): Clause => ({ ...base, kind: 'activity', activities: [activity] });
const without = (...values: string[]): Clause => ({ ...base, negated: true, kind: 'events', column: null, values });
const sql = (predicate: string): Clause => ({ ...base, kind: 'sql', predicate });

function open(traces: string[], predicateCases?: OpenLogOptions['predicateCases']): OpenLog {
  const { table, log, report } = logOf(...traces);
  // a column called as one of `event`, and one that SQL can only take in quotes
  const own = ['complete_ms', 'a "b"'].map((name) =>
    columnOf(
      name,
      'attribute',
      Array.from({ length: table.rows }, (_, row) => `v${row}`)
    )
  );
  const imported = {
    table: { ...table, columns: [...table.columns, ...own] },
    shape: SHAPE,
    derived: { log, report },
    report: { logName: 'test' } as ImportReport,
    timeZone: 'UTC'
  };
  return new OpenLog('log-1', imported, predicateCases && { predicateCases });
}

const keptBy = async (log: OpenLog, selection: LogSelection) => {
  const { keep, log: left } = await log.select(selection);
  return keep ? [...keep] : left.caseStart.slice(1).map(() => 1);
};

test('event clauses run first: what was apart is neighbours, an emptied case is out, even where everything else is negated', async () => {
  const log = open(['axb', 'ab', 'x']);
  const direct: Clause = { ...base, kind: 'follows', from: 'a', to: 'b', reach: 'directly' };
  expect(await keptBy(log, { clauses: [direct] })).toEqual([0, 1, 0]);
  expect(await keptBy(log, { clauses: [direct, without('x')] })).toEqual([1, 1, 0]);
  expect(await keptBy(log, { clauses: [without('x'), { ...has('a'), negated: true }] })).toEqual([0, 0, 0]);
});

test('clauses mean the new names', async () => {
  const log = open(['ab', 'cb', 'b']);
  const names = [
    { from: 'a', to: 'start' },
    { from: 'c', to: 'start' }
  ];
  expect(await keptBy(log, { names, clauses: [has('start')] })).toEqual([1, 1, 0]);
  expect(await keptBy(log, { names, clauses: [has('a')] })).toEqual([0, 0, 0]);
});

test('what is kept is the same object as long as the selection is the same, whatever its ids', async () => {
  const log = open(['ab', 'b']);
  const first = await log.select({ clauses: [has('a'), without('c')] });
  await log.select({ clauses: [] });
  await log.casesKept({ clauses: [has('b')] });
  const again = await log.select({ clauses: [{ ...has('a'), id: '2' }, { ...has('x'), muted: true }, without('c')] });
  expect(again.log).toBe(first.log);
  expect(again.keep).toBe(first.keep);
});

test('bounds without end are told apart', async () => {
  const log = open(['a', 'b']);
  const span = (fromUtcMs: number, toUtcMs: number): LogSelection => ({
    clauses: [{ ...base, kind: 'time-span', mode: 'trimmed', fromUtcMs, toUtcMs }]
  });
  expect(await log.casesKept(span(-Infinity, Infinity))).toBe(2);
  expect((await log.select(span(Infinity, Infinity))).log.activity).toHaveLength(0);
  expect((await log.select(span(-Infinity, Infinity))).log.activity).toHaveLength(2);
});

test('cases are counted the same way with and without building what an event clause leaves', async () => {
  const log = open(['axb', 'ab', 'x']);
  const names = [{ from: 'b', to: 'x' }];
  for (const selection of [
    { clauses: [without('x')] },
    { names, clauses: [without('x')] },
    { clauses: [without('x'), has('b')] }
  ]) {
    const counted = await log.casesKept(selection);
    const { keep } = await log.select(selection);
    expect(keep!.reduce((sum, one) => sum + one, 0)).toBe(counted);
    expect(await log.casesKept(selection)).toBe(counted);
  }
});

test('a predicate is asked once, and again after it failed', async () => {
  const answers = [Promise.reject(new Error('late')), Promise.resolve(Uint8Array.of(1, 0))];
  const asked = vi.fn(async () => answers.shift()!);
  const log = open(['ab', 'b'], asked);
  await expect(keptBy(log, { clauses: [sql('x')] })).rejects.toThrow('late');
  const both = [keptBy(log, { clauses: [sql('x')] }), keptBy(log, { clauses: [has('a'), { ...sql('x'), id: '2' }] })];
  expect(await Promise.all(both)).toEqual([
    [1, 0],
    [1, 0]
  ]);
  expect(asked).toHaveBeenCalledTimes(2);
});

describe('predicates in DuckDB', () => {
  const store = new SqlStore(startDuckDbHere);
  let log: OpenLog;
  beforeAll(() => {
    log = open(['abc', 'ab', 'c'], (...asked) => predicateCases(store, ...asked));
  });
  afterAll(() => store.forget('log-1'));

  test.each([
    ["activity = 'c'", [1, 0, 1]],
    ["activity = 'c' -- ) OR true", [1, 0, 1]],
    ["activity = 'c' /* ( ; */ AND position > 0", [1, 0, 0]],
    // a name of both is the event's
    ['complete_ms >= 0 AND case_no = 1', [0, 1, 0]],
    [`"row".complete_ms = 'v5'`, [0, 0, 1]],
    [`"a ""b""" IN ('v0', 'v3')`, [1, 1, 0]],
    ['case_no = (SELECT max(case_no) FROM event)', [0, 0, 1]],
    ["activity = ');'", [0, 0, 0]]
  ])('%s', async (predicate, kept) => {
    expect(await keptBy(log, { clauses: [sql(predicate)] })).toEqual(kept);
  });

  test('of events as named and trimmed, in a group as well', async () => {
    const names = [{ from: 'c', to: 'z' }];
    expect(await keptBy(log, { names, clauses: [sql("activity = 'z' AND position = 1"), without('b')] })).toEqual([1, 0, 0]);
    const group: Clause = {
      ...base,
      kind: 'group',
      join: 'or',
      clauses: [sql("activity = 'z'"), { ...sql('case_no = 1'), id: '2' }]
    };
    expect(await keptBy(log, { names, clauses: [{ ...group, negated: true }] })).toEqual([0, 0, 0]);
  });

  test.each(['', '  -- nothing', 'true) OR (true', 'true; DROP TABLE event', '(true', "activity = '", 'true /*', 'true $$'])(
    'is one expression: not %j',
    async (predicate) => {
      await expect(log.select({ clauses: [sql(predicate)] })).rejects.toMatchObject({ code: 'sql-no-expression' });
    }
  );

  test.each([
    ['nowhere = 1', /Binder Error/],
    ["read_text('/etc/passwd') IS NOT NULL", /Error/],
    ["EXISTS (FROM read_csv('/etc/passwd'))", /Permission Error/],
    ['count(*) > 1', /Binder Error/],
    ['activity::INTEGER > 1', /Conversion Error/]
  ])('DuckDB says what is wrong: %s', async (predicate, why) => {
    await expect(log.select({ clauses: [sql(predicate)] })).rejects.toMatchObject({
      code: 'sql-failed',
      detail: { why: expect.stringMatching(why) as string }
    });
    expect(await keptBy(log, { clauses: [sql("activity = 'c'")] })).toEqual([1, 0, 1]);
  });
});
