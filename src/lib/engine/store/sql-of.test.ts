import { expect, test } from 'vitest';
import { derivedFrom } from '$lib/kernel/testing/log-of';
import type { ImportReport } from '$lib/model/import';
import { EVERYTHING, type LogSelection } from '$lib/model/selection';
import type { SqlAnalysis, SqlCatalogue, SqlRequest } from '$lib/model/sql-catalogue';
import { startDuckDbHere } from './duckdb.fixture';
import { OpenLog } from './open-log';
import { sqlOf } from './sql-of';
import { SqlLog } from './selection-sql/sql-log';
import { SqlStore } from './sql-store';
import { zoneTable } from './zone-table';

// That their numbers are right is held by native DuckDB in tests/reference/.

const ASKED: SqlCatalogue = {
  'process-map': {},
  activities: {},
  'rework-map': {},
  totals: {},
  'map-times': {},
  'service-times': {},
  'case-figures': {},
  variants: {},
  'variant-steps': {},
  'case-window': {},
  'case-count': {},
  'edge-histogram': { from: 'a', to: 'b', bins: 5 },
  'node-histogram': { activity: 'a', bins: 5 },
  'attribute-values': { column: 'colour' },
  overview: {},
  'active-cases': {},
  'cycle-time': {},
  'time-series': { unit: 'month' },
  'case-spread': { metric: 'duration' },
  'case-histogram': { metric: 'events', bins: 5 },
  'activity-statistics': {},
  'resource-statistics': { column: 'colour' },
  'attribute-statistics': { column: 'colour' },
  'calendar-heatmap': { of: 'events', activity: null },
  'dotted-chart': { x: 'position', rows: 'column', rowColumn: 'colour' },
  'performance-spectrum': { from: 'a', to: 'b' },
  'activity-relations': { activity: 'a', side: 'behind' },
  'eventually-follows': {}
};

const ROWS = ['aab', 'ab', 'b'].flatMap((trace, c) =>
  Array.from(trace, (activity, i) => ({
    case: `c${c}`,
    activity,
    at: 400_000 * c + 3 * i,
    start: 400_000 * c + 3 * i - 1,
    colour: i % 2 ? '7' : null
  }))
);
const SOME: LogSelection = { clauses: [{ id: '1', kind: 'activity', activities: ['a'], negated: false, muted: false }] };

test('every statement runs in the DuckDB of the app, with all it is locked down by', async () => {
  const { table, log, report } = derivedFrom(ROWS);
  const open = new OpenLog('log-1', {
    table,
    shape: { caseColumns: [0], activityColumns: [1], lifecycleMode: 'every-row' },
    derived: { log, report },
    report: { logName: 'test' } as ImportReport,
    timeZone: 'America/New_York'
  });
  const store = new SqlStore(startDuckDbHere);
  const zone = zoneTable(log, open.timeZone);
  for (const name of Object.keys(ASKED) as SqlAnalysis[]) {
    for (const selection of [EVERYTHING, SOME]) {
      const sql = sqlOf({ name, params: ASKED[name] } as SqlRequest, selection, new SqlLog(table.columns), true, zone);
      const answer = await store.run(
        open,
        await open.select(selection),
        sql,
        { rows: 100, ms: 60_000 },
        new AbortController().signal
      );
      expect(answer.rows.length, `${name}\n${sql}`).toBeGreaterThan(0);
    }
  }
}, 60_000);
