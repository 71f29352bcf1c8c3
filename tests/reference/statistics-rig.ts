import fc from 'fast-check';
import { selectionSql } from '$lib/engine/store/clause-sql';
import { SqlLog } from '$lib/engine/store/selection-sql/sql-log';
import { caseMask } from '$lib/kernel/selection/case-mask';
import { arbitraryPlainRows, arbitraryRows } from '$lib/kernel/testing/arbitrary-log';
import { arbitrarySelection } from '$lib/kernel/testing/arbitrary-selection';
import { derivedFrom, inputOf, type TestRow } from '$lib/kernel/testing/log-of';
import type { LogInDuckDb } from './kernels-duckdb';

export type Row = Record<string, unknown>;
type Derived = ReturnType<typeof derivedFrom>;
export interface Asked extends Derived {
  keep: Uint8Array | null;
  sqlLog: SqlLog;
  within: (sql: string) => Promise<Row[]>;
}

/** The colours are numbers as well: most of them. */
const NUMBERS = new Map([
  ['red', '1'],
  ['green', '-2.5'],
  ["blue's", 'none']
]);

/** Times of whole parts of a second: what lies a hair before midnight is in another day for one formulation and not for the other. */
const asCalendarTime = (row: TestRow): TestRow => ({
  ...row,
  at: Math.round(row.at * 64) / 64 + 0,
  colour: NUMBERS.get(row.colour ?? '') ?? null
});

/** A check of random logs under random selections, each in the given DuckDB, with something more that is random. */
export async function forAnyLog<T>(
  duckDb: LogInDuckDb,
  more: fc.Arbitrary<T>,
  check: (asked: Asked, more: T) => Promise<void>
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.oneof(arbitraryRows, arbitraryPlainRows), arbitrarySelection, more, async (rows, selection, value) => {
      const derived = derivedFrom(rows.map(asCalendarTime));
      const { log, table } = derived;
      await duckDb.load(log, table);
      const sqlLog = new SqlLog(table.columns.map((column, i) => ({ ...column, type: i === 4 ? 'number' : column.type })));
      await check(
        {
          ...derived,
          sqlLog,
          keep: caseMask(inputOf(derived), selection.clauses),
          within: (sql) => duckDb.rows(`WITH selected_case AS (${selectionSql(selection)}) ${sql}`)
        },
        value
      );
    }),
    { numRuns: 40 }
  );
}

/** NULL is NaN. */
export const numberOf = (value: unknown): number => (value === null || value === undefined ? NaN : Number(value));
