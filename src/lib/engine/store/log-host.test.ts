import { beforeEach, describe, expect, test } from 'vitest';
import { logOf, derivedFrom, MINUTE_MS, type TestRow } from '$lib/kernel/testing/log-of';
import type { AnalysisCatalogue, AnalysisName } from '$lib/model/analysis';
import type { CaseListing } from '$lib/model/cases';
import type { ImportReport } from '$lib/model/import';
import type { DerivedLog, LogTable } from '$lib/model/log';
import { EVERYTHING, type LogSelection } from '$lib/model/selection';
import { ANALYSES } from '../analyses';
import { buffersOf } from '../buffers';
import type { ImportedLog } from '../protocol';
import { LogHost } from './log-host';

const SHAPE = { caseColumns: [0], activityColumns: [1], lifecycleMode: 'every-row' } as const;

function importedOf({ table, log, report }: DerivedLog & { table: LogTable }): ImportedLog {
  return {
    table,
    shape: SHAPE,
    derived: { log, report },
    report: { ...report, logName: 'test' } as unknown as ImportReport,
    timeZone: 'UTC'
  };
}

const LISTING: CaseListing = {
  columns: [{ fact: 'duration' }, { fact: 'variant' }, { attribute: 'colour' }],
  order: { by: { fact: 'duration' }, descending: true },
  search: { text: 'c', column: null },
  pinned: ['c2']
};

/** Every analysis with parameters that a log with one edge has an answer to. */
const ASKED = {
  'process-map': {},
  'map-times': {},
  'rework-map': {},
  'simplified-map': { activityShare: 1, pathShare: 0.5, hidden: [] },
  'case-figures': {},
  variants: { limit: 100 },
  'variant-window': { group: null, sort: 'cases', descending: true, search: '', offset: 0, limit: 10, steps: 40 },
  'variant-details': { group: null, variants: [0] },
  'variant-alignment': { group: null, first: 0, second: 0 },
  'variant-csv': { group: 'colour', sort: 'name', descending: false, search: '' },
  'edge-histogram': { edge: 0, bins: 5 },
  'node-histogram': { activity: 0, bins: 5 },
  'case-counts': { selections: [EVERYTHING] },
  'attribute-values': { column: 'colour', search: '', limit: 10 },
  'case-window': { listing: LISTING, offset: 1, limit: 3, locate: 'c1' },
  'case-events': { caseId: 'c0', offset: 0, limit: 100 },
  'case-list-text': { listing: LISTING, only: null, format: 'csv' },
  'case-events-text': { caseId: 'c0', format: 'tsv' },
  overview: {},
  'time-series': { unit: 'auto' },
  'case-histogram': { metric: 'duration', bins: 10, scale: 'linear' },
  'case-brush': { metric: 'events', min: 1, max: 4 },
  'activity-statistics': {},
  'resource-statistics': { column: 'colour', search: '', order: 'events', descending: true, offset: 0, limit: 10 },
  'attribute-statistics': { columns: null, top: 5, bins: 10 },
  'dotted-chart': {
    x: 'time',
    rows: 'start',
    rowColumn: null,
    colourColumn: null,
    colours: 6,
    width: 100,
    height: 50,
    maxPoints: 1000
  },
  'calendar-heatmap': { of: 'events', activity: null },
  'performance-spectrum': { edge: 0, maxLines: 100, bins: 10 },
  'activity-relations': { activity: 0 },
  'eventually-follows': { limit: 10 },
  'case-tokens': { most: 3, clock: 'relative' },
  'activity-attribute': { activity: 0, column: 'colour', limit: 5 },
  'edge-attribute': { edge: 0, column: 'colour', limit: 5 }
} satisfies { [N in AnalysisName]: AnalysisCatalogue[N]['params'] };

/** Those that are asked about one activity or edge. */
const OF_ONE = [
  'edge-histogram',
  'node-histogram',
  'performance-spectrum',
  'activity-relations',
  'activity-attribute',
  'edge-attribute'
] as const;

const NAMES = Object.keys(ANALYSES) as AnalysisName[];

const ROWS: TestRow[] = ['abcd', 'abd', 'acbd', 'aabd', 'ab'].flatMap((trace, c) =>
  Array.from(trace, (activity, i) => ({
    case: `c${c}`,
    activity,
    at: 100 * c + 3 * i,
    start: 100 * c + 3 * i - 1,
    colour: i % 2 ? 'red' : null
  }))
);

const SOME: LogSelection = {
  clauses: [{ id: '1', kind: 'activity', activities: ['d'], negated: false, muted: false }]
};

/** What comlink does with an answer: its buffers leave the sender. */
const sent = <T>(answer: T): T => structuredClone(answer, { transfer: buffersOf(answer) });

describe('an answer takes nothing of the log with it', () => {
  for (const name of NAMES) {
    test.each([
      ['every case', EVERYTHING],
      ['a selection', SOME]
    ])(`${name}, %s`, async (_, selection) => {
      const host = new LogHost();
      const imported = importedOf(derivedFrom(ROWS));
      const before = structuredClone(imported);
      const { logId } = await host.adopt(imported);
      const first = sent(await host.analyse(name, logId, selection, ASKED[name]));
      // the others, between, must find their columns as well
      for (const other of NAMES) sent(await host.analyse(other, logId, selection, ASKED[other]));
      expect(sent(await host.analyse(name, logId, selection, ASKED[name]))).toEqual(first);
      expect(imported).toEqual(before);
    });
  }

  test('the summary neither', async () => {
    const host = new LogHost();
    const imported = importedOf(derivedFrom(ROWS));
    const before = structuredClone(imported);
    sent(await host.adopt(imported));
    expect(imported).toEqual(before);
  });
});

describe('a log without events', () => {
  let host: LogHost;
  let logId: string;
  beforeEach(async () => {
    host = new LogHost();
    ({ logId } = await host.adopt(importedOf(logOf())));
  });

  test.each(NAMES.filter((name) => !(OF_ONE as readonly string[]).includes(name)))('%s answers', async (name) => {
    expect(await host.analyse(name, logId, EVERYTHING, ASKED[name])).toBeDefined();
  });

  test.each(OF_ONE)('%s says that there is none', async (name) => {
    await expect(host.analyse(name, logId, EVERYTHING, ASKED[name])).rejects.toMatchObject({ code: 'unknown-edge' });
  });
});

test('a selection of no case is answered by every analysis', async () => {
  const host = new LogHost();
  const { logId } = await host.adopt(importedOf(derivedFrom(ROWS)));
  const none: LogSelection = { clauses: [{ id: '1', kind: 'activity', activities: ['?'], negated: false, muted: false }] };
  for (const name of NAMES) expect(await host.analyse(name, logId, none, ASKED[name]), name).toBeDefined();
  expect(await host.analyse('case-figures', logId, none, {})).toMatchObject({ cases: 0, events: 0, medianMs: NaN });
});

test('a log of one case with one event is answered by every analysis that it has something for', async () => {
  const host = new LogHost();
  const { logId, firstUtcMs } = await host.adopt(importedOf(derivedFrom([{ case: 'x', activity: 'a', at: 7 }])));
  expect(firstUtcMs).toBe(7 * MINUTE_MS);
  for (const name of NAMES) {
    if (name === 'edge-histogram' || name === 'performance-spectrum' || name === 'edge-attribute') continue;
    expect(await host.analyse(name, logId, EVERYTHING, ASKED[name]), name).toBeDefined();
  }
});

test('a reshape that fails leaves the log as it was; a closed log is unknown', async () => {
  const host = new LogHost();
  const { logId } = await host.adopt(importedOf(derivedFrom(ROWS)));
  const before = await host.analyse('case-figures', logId, EVERYTHING, {});
  await expect(host.reshape(logId, { ...SHAPE, caseColumns: [99] })).rejects.toMatchObject({ code: 'unknown-column' });
  expect(await host.analyse('case-figures', logId, EVERYTHING, {})).toEqual(before);
  await host.close(logId);
  await expect(host.analyse('case-figures', logId, EVERYTHING, {})).rejects.toMatchObject({ code: 'unknown-log' });
});
