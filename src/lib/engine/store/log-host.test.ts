import { beforeEach, describe, expect, test } from 'vitest';
import { logOf, derivedFrom, MINUTE_MS, type TestRow } from '$lib/kernel/testing/log-of';
import type { AnalysisName } from '$lib/model/analysis';
import type { ImportReport } from '$lib/model/import';
import type { DerivedLog, LogTable } from '$lib/model/log';
import { EVERYTHING, type LogSelection } from '$lib/model/selection';
import { ANALYSES } from '../analyses';
import { buffersOf } from '../buffers';
import type { ImportedLog } from '../protocol';
import { ASKED } from './asked.fixture';
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

describe('the first map comes first', () => {
  const order = async (host: LogHost, names: readonly AnalysisName[]): Promise<string[]> => {
    const { logId } = await host.adopt(importedOf(derivedFrom(ROWS)));
    const done: string[] = [];
    await Promise.all(names.map((name) => host.analyse(name, logId, EVERYTHING, ASKED[name]).then(() => done.push(name))));
    return done;
  };
  const asked = ['map-times', 'variant-window', 'case-figures', 'process-map', 'simplified-map'] as const;

  test('whatever was asked before', async () => {
    const done = await order(new LogHost(undefined, 60_000), asked);
    expect(done.slice(0, 3).toSorted()).toEqual(['case-figures', 'process-map', 'simplified-map']);
    expect(done).toHaveLength(5);
  });

  test('for so long and no longer', async () => {
    expect(await order(new LogHost(undefined, 1), ['map-times'])).toEqual(['map-times']);
  });
});
