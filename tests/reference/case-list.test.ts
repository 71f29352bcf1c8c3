import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { columnNumbers } from '$lib/engine/store/column-numbers';
import { CASE_LIST_SQL } from '$lib/kernel/cases/case-list.sql';
import { caseWindow } from '$lib/kernel/cases/case-window';
import { arbitraryMask, arbitraryPlainRows, arbitraryRows } from '$lib/kernel/testing/arbitrary-log';
import { derivedFrom, inputOf } from '$lib/kernel/testing/log-of';
import { textAt } from '$lib/model/dictionary';
import type { CaseFact, CaseListing } from '$lib/model/cases';
import type { LogColumns, LogTable } from '$lib/model/log';
import { LogInDuckDb } from './kernels-duckdb';
import { derive, expectMs, isThere, names, referenceOf, tableOf } from './real-logs';

// The case list against SQL, on random logs and real ones, and against what pm4py computed (section `cases`).

/** In the order of the columns of `CASE_LIST_SQL`, behind case_no. */
const FACTS = [
  'variant',
  'start',
  'end',
  'duration',
  'events',
  'activities',
  'rework',
  'self-loops',
  'waiting',
  'service',
  'longest-wait'
] as const satisfies readonly CaseFact[];

const LISTING: CaseListing = {
  columns: FACTS.map((fact) => ({ fact })),
  order: { by: { fact: 'duration' }, descending: true },
  search: { text: '', column: null },
  pinned: []
};

let duckDb: LogInDuckDb;
beforeAll(async () => {
  duckDb = await LogInDuckDb.open();
});
afterAll(() => duckDb.close());

/** As the list has it; NULL is NaN. */
async function sqlRows(log: LogColumns, keep: Uint8Array | null): Promise<number[][]> {
  const selected = Array.from({ length: log.caseStart.length - 1 }, (_, c) => c).filter((c) => keep?.[c] !== 0);
  const cases =
    selected.length === 0 ? 'SELECT NULL::INTEGER AS case_no LIMIT 0' : `SELECT unnest([${selected.join()}]) AS case_no`;
  const rows = await duckDb.rows(`WITH selected_case AS (${cases}) ${CASE_LIST_SQL}`);
  return rows.map((row) => Object.values(row).map((value) => (value === null ? NaN : Number(value))));
}

const listRows = (log: LogColumns, table: LogTable, keep: Uint8Array | null, limit: number) =>
  caseWindow({ ...inputOf({ log, table }), keep }, LISTING, 0, limit, null).rows.map(({ caseNo, cells }) => [caseNo, ...cells]);

test('the list of a random log has the rows, numbers and order that SQL gives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(arbitraryRows, arbitraryPlainRows), arbitraryMask, async (rows, mask) => {
      const { log, table } = derivedFrom(rows);
      const keep = mask(log.caseStart.length - 1);
      await duckDb.load(log, table);
      expect(listRows(log, table, keep, 100)).toEqual(await sqlRows(log, keep));
    }),
    { numRuns: 60 }
  );
});

const SOME = ['Helpdesk.csv', 'PurchasingExample.csv', 'SEPSIS.xes.gz'];

describe.skipIf(!isThere).each(SOME)('%s', (name) => {
  test('the list has the rows, numbers and order that SQL gives, start times included', async () => {
    const table = await tableOf(name, referenceOf(name), true);
    const { log } = derive(table);
    await duckDb.load(log, table);
    expect(listRows(log, table, null, 1e6)).toEqual(await sqlRows(log, null));
  });
});

describe.skipIf(!isThere).each(names)('%s', (name) => {
  test('the list adds up to the section `cases`, and each case is found by its id', async () => {
    const { cases, counts } = referenceOf(name);
    const table = await tableOf(name, referenceOf(name), false);
    const { log } = derive(table);
    const input = { log, table, keep: null, numbersOf: (column: LogTable['columns'][number]) => columnNumbers(column, 'UTC') };
    const { total, rows } = caseWindow(input, LISTING, 0, Infinity, null);
    const column = (fact: (typeof FACTS)[number]) => rows.map(({ cells }) => cells[FACTS.indexOf(fact)] as number);
    const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
    expect([total, rows.length]).toEqual([counts.cases, counts.cases]);
    expect(sum(column('events'))).toBe(counts.events);
    expect(new Set(column('variant')).size).toBe(counts.variants);
    const durations = column('duration');
    const { n, mean, min, max, median } = cases.duration;
    expect(durations).toHaveLength(n);
    expectMs(sum(durations) / n, mean);
    expectMs(durations[0]!, max);
    expectMs(durations.at(-1)!, min);
    expectMs((durations[(n - 1) >> 1]! + durations[n >> 1]!) / 2, median);
    const months = new Map<string, number>();
    for (const start of column('start').sort((a, b) => a - b)) {
      const month = new Date(Math.floor(start)).toISOString().slice(0, 7);
      months.set(month, (months.get(month) ?? 0) + 1);
    }
    expect([...months]).toEqual(cases.cases_started_per_month_utc.filter(([, started]) => started > 0));
    // any case is found, where the list says that it is
    for (const at of [0, rows.length >> 1, rows.length - 1]) {
      const caseId = textAt(log.caseIds, rows[at]!.caseNo);
      expect(caseWindow(input, LISTING, 0, 0, caseId).located).toMatchObject({ caseId, index: at });
    }
  });
});
