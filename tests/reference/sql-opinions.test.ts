import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LogHost } from '$lib/engine/store/log-host';
import { arbitraryPlainRows, arbitraryRows } from '$lib/kernel/testing/arbitrary-log';
import { arbitrarySelection, arbitraryTrim } from '$lib/kernel/testing/arbitrary-selection';
import { derivedFrom, type TestRow } from '$lib/kernel/testing/log-of';
import type { AnalysisName } from '$lib/model/analysis';
import type { ImportReport } from '$lib/model/import';
import { CASE_METRICS, type LogSelection } from '$lib/model/selection';
import type { SqlRequest } from '$lib/model/sql-catalogue';
import { secondOpinion } from '$lib/views/sql/second-opinion';
import { LogInDuckDb } from './kernels-duckdb';

// What "Show the SQL" does, with native DuckDB: every statement is answered, and its numbers are those of the views, under any selection.

let duckDb: LogInDuckDb;
beforeAll(async () => {
  duckDb = await LogInDuckDb.open();
});
afterAll(() => duckDb.close());

const PLAIN = [
  'process-map',
  'map-times',
  'activities',
  'service-times',
  'rework-map',
  'totals',
  'case-figures',
  'case-count',
  'variants',
  'overview',
  'active-cases',
  'activity-statistics',
  'eventually-follows'
] as const;

/** LogHost has DuckDB only in a browser. */
const withoutPredicates = (selection: LogSelection): boolean => !JSON.stringify(selection).includes('"kind":"sql"');

/** Sums of whole milliseconds are exact in any order. */
const onMinutes = (rows: readonly TestRow[]): TestRow[] => rows.map((row) => ({ ...row, at: Math.round(row.at) % 1000 }));

test('every statement agrees with the numbers it stands beside', async () => {
  const selections = fc
    .oneof(fc.constant<LogSelection>({ clauses: [] }), arbitrarySelection, arbitraryTrim)
    .filter(withoutPredicates);
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(arbitraryRows, arbitraryPlainRows).map(onMinutes),
      selections,
      fc.integer({ min: 1, max: 30 }),
      async (rows, selection, bins) => {
        const { table, log, report } = derivedFrom(rows);
        fc.pre(log.activity.length > 0);
        await duckDb.load(log, table);
        const host = new LogHost();
        const summary = await host.adopt({
          table,
          shape: { caseColumns: [0], activityColumns: [1], lifecycleMode: 'every-row' },
          derived: { log, report },
          report: { ...report, logName: 'test' } as unknown as ImportReport,
          timeZone: 'UTC'
        });
        const { logId } = summary;
        const analyse = ((name: AnalysisName, id: string, of: LogSelection, params: unknown) =>
          host.analyse(name, id, of, params)) as Parameters<typeof secondOpinion>[2]['engine']['analyse'];
        const { activities, edgeFrom, edgeTo } = await analyse('process-map', logId, selection, {});
        const figures = await analyse('case-figures', logId, selection, {});
        const of = { engine: { analyse }, summary: { logId, activities, edgeFrom, edgeTo }, selection, figures };
        const requests: SqlRequest[] = [
          ...PLAIN.map((name) => ({ name, params: {} })),
          { name: 'attribute-values', params: { column: 'colour' } },
          { name: 'resource-statistics', params: { column: 'colour' } },
          { name: 'calendar-heatmap', params: { of: 'events', activity: activities[0] ?? null } },
          ...CASE_METRICS.flatMap((metric): SqlRequest[] => [
            { name: 'case-spread', params: { metric } },
            { name: 'case-histogram', params: { metric, bins } }
          ]),
          ...activities.map((activity): SqlRequest => ({ name: 'activity-relations', params: { activity, side: 'behind' } })),
          ...Array.from(edgeFrom, (from, e): SqlRequest => ({
            name: 'performance-spectrum',
            params: { from: activities[from]!, to: activities[edgeTo[e]!]! }
          })),
          ...activities.map((activity): SqlRequest => ({ name: 'node-histogram', params: { activity, bins } })),
          ...Array.from(edgeFrom, (from, e): SqlRequest => ({
            name: 'edge-histogram',
            params: { from: activities[from]!, to: activities[edgeTo[e]!]!, bins }
          }))
        ];
        for (const request of requests) {
          const sql = await host.sqlOf(request, logId, selection);
          const found = await duckDb.rows(sql);
          const columns = (await duckDb.rows(`DESCRIBE ${sql}`)).map((row) => row.column_name as string);
          const answer = {
            columns,
            rows: found.map((row) => columns.map((name) => row[name] as string | number | null)),
            isCut: false,
            tookMs: 0
          };
          const agreement = await secondOpinion(request, answer, of);
          // a number of every row, at least
          expect(agreement!.all, request.name).toBeGreaterThanOrEqual(found.length);
          expect(agreement!.equal, `${request.name} ${JSON.stringify(request.params)}\n${sql}`).toBe(agreement!.all);
        }
      }
    ),
    { numRuns: 40 }
  );
}, 60_000);
