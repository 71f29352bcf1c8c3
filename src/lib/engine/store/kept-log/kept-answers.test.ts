import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { arbitraryRows } from '$lib/kernel/testing/arbitrary-log';
import { arbitraryTrim } from '$lib/kernel/testing/arbitrary-selection';
import { columnOf, tableOf, type TestRow } from '$lib/kernel/testing/log-of';
import type { AnalysisName } from '$lib/model/analysis';
import type { LogTable } from '$lib/model/log';
import { EVERYTHING, type Clause, type LogSelection } from '$lib/model/selection';
import { ANALYSES } from '../../analyses';
import { needsOfAnalysis } from '../../analyses/needs';
import type { ImportedLog } from '../../protocol';
import { ASKED } from '../asked.fixture';
import { startDuckDbHere } from '../duckdb.fixture';
import { LogHost } from '../log-host';
import { needsOfSelection } from '../needs';
import { SqlStore } from '../sql-store';
import { differences, importedOf, partsOf } from './kept-log.fixture';
import { LazyLog, type PartSource } from './lazy-log';

// A kept log is opened anew for every question, so that nothing is there that another question has brought.

const ROWS: TestRow[] = ['abcd', 'abd', 'acbd', 'aabd', 'ab'].flatMap((trace, c) =>
  Array.from(trace, (activity, i) => ({
    case: `c${c}`,
    activity,
    at: 100 * c + 3 * i,
    start: 100 * c + 3 * i - 1,
    colour: i % 2 ? 'red' : null
  }))
);

/** With a resource, and a cost. */
function withRoles(table: LogTable): LogTable {
  const own = [
    columnOf(
      'who',
      'resource',
      Array.from({ length: table.rows }, (_, row) => `w${row % 3}`)
    ),
    {
      ...columnOf(
        'price',
        'cost',
        Array.from({ length: table.rows }, (_, row) => `${row % 5}`)
      ),
      type: 'number' as const
    }
  ];
  return { ...table, columns: [...table.columns, ...own] };
}

/** Other parameters, where what is read depends on them. */
const BESIDES: { readonly [N in AnalysisName]?: readonly object[] } = {
  'variant-window': [{ group: 'colour' }],
  'variant-details': [{ group: 'colour' }],
  'variant-alignment': [{ group: 'colour' }],
  'variant-csv': [{ group: null }],
  'case-counts': [{ selections: [{ clauses: [clauseOf({ kind: 'case-list', caseIds: ['c1'] })] }] }],
  'case-window': [
    { listing: { ...ASKED['case-window'].listing, columns: [], order: { by: { attribute: 'who' }, descending: false } } },
    { listing: { ...ASKED['case-window'].listing, columns: [{ fact: 'cost' }], search: { text: 'red', column: 'colour' } } }
  ],
  'case-list-text': [{ listing: { ...ASKED['case-window'].listing, columns: [{ fact: 'cost' }] }, format: 'ids' }],
  'case-histogram': [{ metric: 'cost' }],
  'case-brush': [{ metric: 'cost' }],
  'attribute-statistics': [{ columns: [4, 6] }],
  'dotted-chart': [{ rows: 'column', rowColumn: 'who', colourColumn: 'colour' }, { rows: 'case' }]
};

function clauseOf(part: object): Clause {
  return { id: '1', negated: false, muted: false, ...part } as Clause;
}

const SOME: LogSelection = { clauses: [clauseOf({ kind: 'activity', activities: ['d'] })] };

async function answerOf(host: LogHost, logId: string, name: AnalysisName, selection: LogSelection, params: object) {
  const answer = await host.analyse(name, logId, selection, params);
  return answer instanceof Blob ? answer.text() : answer;
}

async function reopened(source: PartSource): Promise<{ host: LogHost; logId: string; lazy: LazyLog }> {
  const host = new LogHost();
  const lazy = await LazyLog.open(source);
  return { host, logId: host.open(lazy.imported, { lazy }).id, lazy };
}

async function adopted(imported: ImportedLog): Promise<{ host: LogHost; logId: string }> {
  const host = new LogHost();
  return { host, logId: (await host.adopt(imported)).logId };
}

describe('every analysis of a kept log answers as that of the imported one', () => {
  const imported = importedOf(withRoles(tableOf(ROWS)));
  const parts = partsOf(imported);
  const questions = (Object.keys(ANALYSES) as AnalysisName[]).flatMap((name) =>
    [{}, ...(BESIDES[name] ?? [])].map((other, i) => [name, i, { ...ASKED[name], ...other }] as const)
  );

  test.each(questions)('%s %d', async (name, _, params) => {
    for (const selection of [EVERYTHING, SOME, { ...SOME, names: [{ from: 'b', to: 'a' }] }]) {
      const kept = await reopened(await parts);
      const fresh = await adopted(imported);
      const is = await answerOf(kept.host, kept.logId, name, selection, params);
      expect(differences(is, await answerOf(fresh.host, fresh.logId, name, selection, params))).toEqual([]);
    }
  });

  test('the summary too, and what it is known by', async () => {
    const kept = await reopened(await parts);
    const fresh = await adopted(imported);
    expect(kept.host.log(kept.logId).summary()).toEqual(fresh.host.log(fresh.logId).summary());
    expect(await kept.host.hashOf(kept.logId)).toBe(await fresh.host.hashOf(fresh.logId));
  });

  test('a map needs no more than the core', () => {
    for (const name of ['case-figures', 'process-map', 'simplified-map', 'rework-map'] as const) {
      expect(needsOfAnalysis(name, ASKED[name] as never), name).toEqual([]);
    }
    expect(needsOfSelection({ clauses: [{ ...SOME.clauses[0]!, muted: true }] })).toEqual([]);
    expect(needsOfAnalysis('map-times', {})).toEqual(['events']);
    expect(needsOfSelection(SOME)).toEqual(['events']);
  });

  test.each(['csv', 'xes'] as const)('the file %s is the same', async (format) => {
    const kept = await reopened(await parts);
    const fresh = await adopted(imported);
    const [is, should] = await Promise.all(
      [kept, fresh].map(async ({ host, logId }) => Buffer.from(await (await host.exportLog(logId, SOME, format)).arrayBuffer()))
    );
    expect(is!.equals(should!)).toBe(true);
  });

  test('another shape of it is the same', async () => {
    const kept = await reopened(await parts);
    const fresh = await adopted(imported);
    const shape = { caseColumns: [4], activityColumns: [1, 5], lifecycleMode: 'every-row' } as const;
    expect(await kept.host.reshape(kept.logId, shape)).toEqual(await fresh.host.reshape(fresh.logId, shape));
    const [is, should] = await Promise.all([kept, fresh].map(({ host, logId }) => host.log(logId).whole()));
    expect(differences(await rewritten(is!), await rewritten(should!))).toEqual([]);
  });
});

async function rewritten(imported: ImportedLog) {
  const lazy = await LazyLog.open(await partsOf(imported));
  await lazy.load({ events: true, rows: false, times: false, columns: [] });
  return [lazy.imported.derived.log.timeMs, lazy.imported.report, lazy.imported.derived.report];
}

test('every kind of clause keeps the same cases', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryRows, arbitraryTrim, async (rows, selection) => {
      const imported = importedOf(tableOf(rows));
      const parts = await partsOf(imported);
      for (const name of ['case-figures', 'case-counts'] as const) {
        const kept = await reopened(parts);
        const fresh = await adopted(imported);
        const params = name === 'case-counts' ? { selections: [selection] } : {};
        const asked = name === 'case-counts' ? EVERYTHING : selection;
        const answers = [kept, fresh].map(({ host, logId }) =>
          answerOf(host, logId, name, asked, params).catch((why: { code: string }) => why.code)
        );
        const [is, should] = await Promise.all(answers);
        expect(is).toEqual(should);
      }
    })
  );
});

describe('SQL', () => {
  const store = new SqlStore(startDuckDbHere);
  afterAll(() => store.forget('log-1'));

  test('finds the tables filled', async () => {
    const { host, logId } = await reopened(await partsOf(importedOf(withRoles(tableOf(ROWS)))));
    const open = host.log(logId);
    await open.have(needsOfSelection({ clauses: [clauseOf({ kind: 'sql', predicate: 'true' })] }));
    const sql =
      'SELECT count(*), count(DISTINCT case_id), sum(price::DOUBLE) FROM event JOIN log_case USING (case_no) JOIN "row" USING (row_no)';
    const { rows } = await store.run(open, await open.select(EVERYTHING), sql, { rows: 10, ms: 60_000 });
    expect(rows).toEqual([[17, 5, 31]]);
  });
});
