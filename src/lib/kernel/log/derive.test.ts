import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allTexts } from '$lib/model/dictionary';
import { arbitraryRows } from '../testing/arbitrary-log';
import { columnOf, derivedFrom, logOf, MINUTE_MS, tableOf, type TestRow } from '../testing/log-of';
import { deriveLog } from './derive';

const at = (caseId: string | null, activity: string | null, minute: number, more: Partial<TestRow> = {}): TestRow => ({
  case: caseId,
  activity,
  at: minute,
  ...more
});

test('cases and activities by first appearance, events by case, then time, then row', () => {
  const { log, report } = derivedFrom([at('y', 'b', 5), at('x', 'a', 1), at('y', 'a', 3), at('x', 'b', 1), at('y', 'c', 5)]);
  expect(allTexts(log.caseIds)).toEqual(['y', 'x']);
  expect(log.activities).toEqual(['b', 'a', 'c']);
  expect([...log.caseStart]).toEqual([0, 3, 5]);
  expect([...log.row]).toEqual([2, 0, 4, 1, 3]);
  expect([...log.activity]).toEqual([1, 0, 2, 1, 0]);
  expect(report).toMatchObject({ events: 5, cases: 2, activities: 3, variants: 2, rowsOutOfOrder: 1, tiedPairs: 2 });
  expect(report).toMatchObject({ firstUtcMs: MINUTE_MS, lastUtcMs: 5 * MINUTE_MS });
});

test('rows without case or activity are left out and counted, and number nothing', () => {
  const { log, report } = derivedFrom([at(null, 'z', 0), at('1', null, 0), at(null, null, 0), at('1', 'a', 1)]);
  expect(report).toMatchObject({ events: 1, rowsWithoutCase: 2, rowsWithoutActivity: 1 });
  expect(log.activities).toEqual(['a']);
  expect([...log.row]).toEqual([3]);
});

test('no usable row is an empty log', () => {
  const { log, report } = derivedFrom([at(null, 'z', 0)]);
  expect(report).toMatchObject({ events: 0, cases: 0, activities: 0, variants: 0, firstUtcMs: NaN, lastUtcMs: NaN });
  expect([...log.caseStart]).toEqual([0]);
  expect(log.caseIds.size).toBe(0);
});

test('several columns make one label; a missing part stays an empty place; equal labels are one activity', () => {
  const rows = ['p', 'p', 'q'].map((caseId, i) => at(caseId, 'a', i));
  const table = {
    ...tableOf([...rows, at('q', 'a', 4)]),
    columns: [
      columnOf('c1', 'case', ['p', 'p', null, null]),
      columnOf('c2', 'case', ['1', '2', '1', null]),
      columnOf('a1', 'activity', ['x | y', 'x', 'x', 'x']),
      columnOf('a2', 'activity', ['z', 'y | z', null, null])
    ]
  };
  const { log, report } = deriveLog(table, { caseColumns: [0, 1], activityColumns: [2, 3], lifecycleMode: 'every-row' });
  expect(allTexts(log.caseIds)).toEqual(['p | 1', 'p | 2', ' | 1']);
  expect(log.activities).toEqual(['x | y | z', 'x | ']);
  expect(report).toMatchObject({ rowsWithoutCase: 1, events: 3 });
});

test('many combinations of two columns stay apart', () => {
  const n = 9000;
  const parts = (valueOf: (row: number) => number) => Array.from({ length: n }, (_, row) => `${valueOf(row)}`);
  const table = {
    ...tableOf(Array.from({ length: n }, (_, row) => at('1', 'a', row))),
    columns: [
      columnOf(
        'x',
        'case',
        parts((row) => row % 100)
      ),
      columnOf(
        'y',
        'case',
        parts((row) => row % 91)
      ),
      columnOf(
        'a',
        'activity',
        parts(() => 0)
      )
    ]
  };
  const { log } = deriveLog(table, { caseColumns: [0, 1], activityColumns: [2], lifecycleMode: 'every-row' });
  expect(allTexts(log.caseIds)).toEqual(Array.from({ length: n }, (_, row) => `${row % 100} | ${row % 91}`));
});

test('labels are only texts', () => {
  const labels = ['__proto__', 'constructor', '<img src=x onerror=alert(1)>', '\u202eabc', 'x'.repeat(10_000)];
  const { log } = derivedFrom(labels.map((label, i) => at('1', label, i)));
  expect(log.activities).toEqual(labels);
});

test('more than 4,096 activities are refused with their number', () => {
  const rows = Array.from({ length: 4097 }, (_, i) => at('1', `activity ${i}`, i));
  expect(() => derivedFrom(rows)).toThrow(
    expect.objectContaining({ code: 'too-many-activities', detail: { n: 4097, max: 4096 } })
  );
  expect(derivedFrom(rows.slice(1)).report.activities).toBe(4096);
});

test('an unknown column is refused', () => {
  expect(() => deriveLog(tableOf([]), { caseColumns: [17], activityColumns: [1], lifecycleMode: 'every-row' })).toThrow(
    expect.objectContaining({ code: 'unknown-column' })
  );
});

test('complete-only keeps complete rows and rows without a transition', () => {
  const { log, report } = derivedFrom(
    [
      at('1', 'a', 0, { transition: 'start' }),
      at('1', 'a', 1, { transition: 'COMPLETE' }),
      at('1', 'b', 2),
      at('1', 'c', 3, { transition: 'ate_abort' })
    ],
    'complete-only'
  );
  expect([...log.row]).toEqual([1, 2]);
  expect(report).toMatchObject({ rowsLeftOut: 2, lifecycleMode: 'complete-only' });
  expect(log.activities).toEqual(['a', 'b']);
});

test('pairing is first in, first out, by activity; the unpaired stay', () => {
  const start = { transition: 'start' };
  const complete = { transition: 'complete' };
  const { log, report } = derivedFrom(
    [
      at('1', 'a', 0, start),
      at('1', 'a', 1, start),
      at('1', 'b', 2, complete),
      at('1', 'a', 3, complete),
      at('1', 'x', 3, { transition: 'schedule' }),
      at('1', 'a', 9, complete),
      at('1', 'c', 10, start),
      at('2', 'a', 20, complete)
    ],
    'pair'
  );
  expect([...log.row]).toEqual([2, 3, 5, 6, 7]);
  expect([...log.startMs!].map((ms) => ms / MINUTE_MS)).toEqual([NaN, 0, 1, 10, NaN]);
  expect([...log.caseStart]).toEqual([0, 4, 5]);
  expect(report).toMatchObject({ pairedInstances: 2, unpairedStarts: 1, unpairedCompletes: 2, rowsLeftOut: 1, events: 5 });
});

test('an instance id pairs across the order; ids that pair nothing are left aside', () => {
  const rows = [
    at('1', 'a', 0, { transition: 'start', instance: 'i' }),
    at('1', 'a', 1, { transition: 'start', instance: 'j' }),
    at('1', 'a', 2, { transition: 'complete', instance: 'j' }),
    at('1', 'a', 3, { transition: 'complete', instance: 'i' })
  ];
  expect([...derivedFrom(rows, 'pair').log.startMs!]).toEqual([MINUTE_MS, 0]);
  const numbered = rows.map((row, i) => ({ ...row, instance: `${i}` }));
  expect([...derivedFrom(numbered, 'pair').log.startMs!]).toEqual([0, MINUTE_MS]);
});

test('a complete row without a start row keeps the start of its own column', () => {
  const { log } = derivedFrom(
    [
      at('1', 'a', 1, { transition: 'start', start: 0 }),
      at('1', 'a', 5, { transition: 'complete', start: 4 }),
      at('1', 'b', 9, { transition: 'complete', start: 7 }),
      at('1', 'c', 9, { transition: 'complete', start: null })
    ],
    'pair'
  );
  expect([...log.startMs!].map((ms) => ms / MINUTE_MS)).toEqual([1, 7, NaN]);
});

test('without a lifecycle column every row is an event', () => {
  const table = { ...tableOf([at('1', 'a', 0)]), columns: tableOf([at('1', 'a', 0)]).columns.slice(0, 2) };
  expect(deriveLog(table, { caseColumns: [0], activityColumns: [1], lifecycleMode: 'pair' }).report).toMatchObject({
    lifecycleMode: 'every-row',
    events: 1
  });
});

test('start times follow their events; a column of nothing but missing ones is none', () => {
  const { log } = derivedFrom([at('1', 'b', 5, { start: 4 }), at('1', 'a', 1, { start: null })]);
  expect([...log.startMs!]).toEqual([NaN, 4 * MINUTE_MS]);
  expect(derivedFrom([at('1', 'b', 5, { start: null })]).log.startMs).toBeNull();
});

test('a long case in reverse is sorted, ties in file order', () => {
  const rows = Array.from({ length: 999 }, (_, i) => at('1', `${i % 7}`, Math.floor((998 - i) / 3)));
  const { log, report } = derivedFrom(rows);
  const expected = rows.map((row, i) => ({ row, i })).sort((a, b) => a.row.at - b.row.at || a.i - b.i);
  expect([...log.row]).toEqual(expected.map(({ i }) => i));
  expect([...log.activity].map((code) => log.activities[code])).toEqual(expected.map(({ row }) => row.activity));
  expect(report).toMatchObject({ rowsOutOfOrder: 332, tiedPairs: 666 });
});

test('the order is that of a plain sort, for any rows', () => {
  fc.assert(
    fc.property(arbitraryRows, (rows) => {
      const { log } = derivedFrom(rows);
      const cases = [...new Set(rows.map((row) => row.case))];
      const expected = cases.flatMap((caseId) =>
        rows
          .map((row, i) => ({ ...row, i }))
          .filter((row) => row.case === caseId)
          .sort((a, b) => a.at - b.at || a.i - b.i)
      );
      expect([...log.row]).toEqual(expected.map(({ i }) => i));
      expect([...log.timeMs]).toEqual(expected.map((row) => row.at * MINUTE_MS));
      expect([...log.activity].map((code) => log.activities[code])).toEqual(expected.map((row) => row.activity));
      if (log.startMs) expect([...log.startMs]).toEqual(expected.map((row) => (row.start ?? NaN) * MINUTE_MS));
    })
  );
});

test('logOf: two cases of one sequence are one variant', () => {
  expect(logOf('ab', 'ba', 'ab').report).toMatchObject({ cases: 3, variants: 2 });
});
