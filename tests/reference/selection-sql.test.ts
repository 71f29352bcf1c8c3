import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importLog } from '$lib/engine/import-log';
import { inspectFiles } from '$lib/engine/importers';
import { sqlUnder } from '$lib/engine/store/clause-sql';
import { OpenLog } from '$lib/engine/store/open-log';
import { SqlLog } from '$lib/engine/store/selection-sql/sql-log';
import {
  arbitraryClauses,
  arbitrarySelections,
  type ClausesByKind,
  type Vocabulary
} from '$lib/kernel/testing/arbitrary-selection';
import type { ImportPlan } from '$lib/model/import';
import type { ColumnRole } from '$lib/model/log';
import type { Clause, ClauseKind, LogSelection } from '$lib/model/selection';
import { LogInDuckDb } from './kernels-duckdb';
import { casesMeeting, vocabularyOf } from './selection-words';

// Selections of real logs: the engine's masks against the same selection in SQL, run by native DuckDB. Cases and events must be equal.

const SHARED = fileURLToPath(new URL('../../../shared/logs/', import.meta.url));
const isThere = existsSync(SHARED);
if (!isThere) console.warn(`LEFT OUT: selections of real logs against SQL: ${SHARED} is not there`);

/** Columns given another role than proposed. */
const LOGS: Readonly<Record<string, Readonly<Record<string, ColumnRole>>>> = {
  // start times, resources, a number
  'PurchasingExample.csv': { '@@duration': 'cost' },
  // times of the whole case, with offsets; missing values
  'receipt.csv': {},
  // numbers that are often missing, ties in time
  'SEPSIS.xes.gz': { CRP: 'cost' }
};

const KINDS = Object.keys({
  variant: 0,
  activity: 0,
  follows: 0,
  'time-span': 0,
  attribute: 0,
  range: 0,
  metric: 0,
  rework: 0,
  completion: 0,
  'case-list': 0,
  top: 0,
  coverage: 0,
  sql: 0,
  group: 0,
  events: 0,
  crop: 0
} satisfies Record<ClauseKind, 0>) as ClauseKind[];
/** Clauses of one kind; more of the one with most ways through its code. */
const samplesOf = (kind: ClauseKind): number => (kind === 'follows' ? 24 : 12);
/** 510 in all */
const COMBINATIONS = 170;

async function openLog(name: string): Promise<OpenLog> {
  const file = new File([readFileSync(`${SHARED}${name}`)], name);
  const draft = await inspectFiles([file], {});
  const columns = draft.columns.map(({ index, name: column, role, type, format }) => ({
    index,
    name: column,
    role: LOGS[name]![column] ?? role,
    type,
    format
  }));
  const withRole = (role: ColumnRole) => columns.filter((column) => column.role === role).map(({ index }) => index);
  const plan: ImportPlan = {
    name,
    kind: draft.kind,
    encoding: draft.kind === 'text' ? draft.files[0]!.encoding : null,
    dialect: draft.dialect,
    columns,
    caseColumns: withRole('case'),
    activityColumns: withRole('activity'),
    timeZone: 'UTC',
    lifecycleMode: 'every-row'
  };
  return new OpenLog(name, await importLog([file], plan, () => undefined), { predicateCases: casesMeeting });
}

describe.skipIf(!isThere).each(Object.keys(LOGS))('%s', (name) => {
  let open: OpenLog;
  let duckDb: LogInDuckDb;
  let words: Vocabulary;
  let clauses: ClausesByKind;
  beforeAll(async () => {
    open = await openLog(name);
    words = vocabularyOf(open);
    clauses = arbitraryClauses(words);
    duckDb = await LogInDuckDb.open();
    await duckDb.load(open.log, open.table);
  });
  afterAll(() => duckDb.close());

  /** Events kept; both ways must agree on the cases and on their events, in order. */
  async function expectSame(selection: LogSelection): Promise<number> {
    const { log, keep } = await open.select(selection);
    const cases: number[] = [];
    const rows: number[] = [];
    for (let c = 0; c + 1 < log.caseStart.length; c++) {
      if (keep !== null && keep[c] === 0) continue;
      for (let e = log.caseStart[c]!; e < log.caseStart[c + 1]!; e++) {
        cases.push(c);
        rows.push(log.row[e]!);
      }
    }
    const kept =
      'SELECT case_no, row_no FROM event WHERE case_no IN (SELECT case_no FROM selected_case) ORDER BY case_no, position';
    const found = await duckDb.columns(sqlUnder(selection, new SqlLog(open.table.columns), kept));
    expect(found).toEqual([cases, rows]);
    const selected = keep ? keep.reduce((sum, one) => sum + one, 0) : log.caseStart.length - 1;
    expect(selected).toBe(new Set(cases).size);
    expect(await open.casesKept(selection)).toBe(selected);
    return rows.length;
  }

  test.each(KINDS)('%s, alone and negated', async (kind) => {
    const total = open.log.activity.length;
    let someKept = 0;
    for (const sample of fc.sample<Clause>(clauses[kind], { numRuns: samplesOf(kind), seed: 4 })) {
      for (const negated of [false, true]) {
        const kept = await expectSame({ clauses: [{ ...sample, negated, muted: false }] });
        if (kept > 0 && kept < total) someKept++;
      }
    }
    // a kind that always keeps all or nothing proves little
    expect(someKept).toBeGreaterThan(0);
  });

  test(`${COMBINATIONS} combinations`, async () => {
    let someKept = 0;
    await fc.assert(
      fc.asyncProperty(arbitrarySelections(words), async (selection) => {
        if ((await expectSame(selection)) > 0) someKept++;
      }),
      { numRuns: COMBINATIONS }
    );
    expect(someKept).toBeGreaterThan(COMBINATIONS / 4);
  });
});
