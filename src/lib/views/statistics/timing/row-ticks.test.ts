import { expect, test } from 'vitest';
import { rowTicks } from './row-ticks';

test('values have a label each where there is room, at the middle of their rows', () => {
  const labels = ['a', null, 'c'.repeat(40)];
  const ticks = rowTicks({ rowLabels: labels, rows: 3 }, 300, (value) => value ?? '(empty)', String);
  expect(ticks.map(({ label }) => label)).toEqual(['a', '(empty)', `${'c'.repeat(21)}…`]);
  expect(ticks[1]!.at).toBe(0.5);
  const many = Array.from({ length: 1000 }, (_, i) => String(i));
  expect(rowTicks({ rowLabels: many, rows: 1000 }, 140, String, String)).toHaveLength(10);
});

test('cases are counted from the top', () => {
  expect(rowTicks({ rowLabels: null, rows: 200 }, 300, String, String)).toEqual([
    { at: 1, label: '0' },
    { at: 0.75, label: '50' },
    { at: 0.5, label: '100' },
    { at: 0.25, label: '150' },
    { at: 0, label: '200' }
  ]);
  expect(rowTicks({ rowLabels: null, rows: 0 }, 300, String, String)).toEqual([]);
});
