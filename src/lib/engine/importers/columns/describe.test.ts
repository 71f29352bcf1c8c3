import { expect, test } from 'vitest';
import { describeColumns, needsZone } from './describe';
import { proposeLifecycle } from './lifecycle';

const HEADER = ['case:concept:name', 'concept:name', 'time:timestamp', 'lifecycle:transition', 'note'];
const row = (c: string, activity: string, time: string, transition: string, note = ''): string[] => [
  c,
  activity,
  time,
  transition,
  note
];
const linesOf = (rows: readonly unknown[]): number[] => rows.map((_, i) => i + 2);

test('counts, samples in order of appearance, missing cells of short rows are empty', () => {
  const rows = [['b', 'x'], ['a', ''], ['b'], ['c', ' '], ['d', '\u3000'], ['e', 'y'], ['f', 'x']];
  const [first, second] = describeColumns(['p', 'q'], rows, linesOf(rows));
  expect(first).toMatchObject({
    index: 0,
    name: 'p',
    scope: 'event',
    rows: 7,
    distinct: 6,
    empty: 0,
    samples: ['b', 'a', 'c', 'd', 'e']
  });
  expect(second).toMatchObject({ index: 1, rows: 7, distinct: 2, empty: 4, samples: ['x', 'y'] });
});

test('a preview without rows has columns without content, and no role but attribute', () => {
  const columns = describeColumns(HEADER, [], []);
  expect(columns.map(({ role, type, distinct, format }) => [role, type, distinct, format])).toEqual(
    HEADER.map(() => ['attribute', 'text', 0, null])
  );
});

test('a zone is needed where a time of the log names none; other columns do not count', () => {
  const described = (time: string, note: string): boolean => {
    const rows = [row('1', 'a', time, 'start', note), row('1', 'b', time, 'complete', note)];
    return needsZone(describeColumns(HEADER, rows, linesOf(rows)));
  };
  expect(described('2026-11-22 10:00:00', '')).toBe(true);
  expect(described('2026-11-22T10:00:00Z', '2026-11-22')).toBe(false);
  expect(described('2026-11-22T10:00:00+09:00', '')).toBe(false);
});

test('start and complete are proposed to be paired, in any case of letters', () => {
  const rows = [row('1', 'a', '2026-11-22', 'START'), row('1', 'a', '2026-11-23', 'Complete'), row('1', 'b', '2026-11-24', '')];
  const columns = describeColumns(HEADER, rows, linesOf(rows));
  expect(proposeLifecycle(columns, rows)).toEqual({ column: 3, mode: 'pair', transitions: ['START', 'Complete'] });
});

test('without both, every row is an event; without the column there is no choice', () => {
  const rows = [row('1', 'a', '2026-11-22', 'complete'), row('1', 'b', '2026-11-23', 'complete')];
  const columns = describeColumns(HEADER, rows, linesOf(rows));
  expect(proposeLifecycle(columns, rows)).toEqual({ column: 3, mode: 'every-row', transitions: ['complete'] });
  const without = describeColumns(HEADER.slice(0, 3), rows, linesOf(rows));
  expect(proposeLifecycle(without, rows)).toBeNull();
});

test('names that an object would know, and very long ones, are names like others', () => {
  const header = ['__proto__', 'constructor', 'x'.repeat(10_000), 'case id'];
  const rows = [
    ['1', '2', '3', 'k'],
    ['1', '2', '3', 'k']
  ];
  expect(describeColumns(header, rows, linesOf(rows)).map(({ role }) => role)).toEqual([
    'attribute',
    'attribute',
    'attribute',
    'case'
  ]);
});
