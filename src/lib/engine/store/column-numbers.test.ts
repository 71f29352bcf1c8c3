import { expect, test } from 'vitest';
import { columnOf } from '$lib/kernel/testing/log-of';
import { columnNumbers } from './column-numbers';

const read = (type: 'number' | 'time' | 'text', texts: string[], more = {}): (number | null)[] =>
  [...columnNumbers({ ...columnOf('x', 'attribute', texts), type, ...more }, 'Asia/Tokyo').slice(1)].map((n) =>
    Number.isNaN(n) ? null : n
  );

test('decimal numbers, whatever the width of their digits; nothing else is one', () => {
  expect(read('number', ['12', '-0.5', '+.5', '3.', '1e3', ' 7 ', '１２．５', '－３'])).toEqual([
    12, -0.5, 0.5, 3, 1000, 7, 12.5, -3
  ]);
  const none = ['', 'x', '0x10', 'Infinity', 'NaN', '1,5', '1_000', '1e999', '--1', '.', '1 2'];
  expect(read('text', none.slice(1))).toEqual(none.slice(1).map(() => null));
});

test('times in the format of their column, in its zone where they name none', () => {
  const day = Date.UTC(2024, 0, 2) - 9 * 3_600_000;
  expect(read('time', ['2024/01/02', 'soon'], { format: { pattern: 'yyyy/MM/dd', zoned: false } })).toEqual([day, null]);
  expect(read('time', ['2024-01-02T00:00:00+09:00', ' 2024-01-01T15:00:00Z'])).toEqual([day, day]);
});

test('the missing value is no number', () => {
  expect(columnNumbers({ ...columnOf('x', 'attribute', ['']), type: 'number' }, 'UTC')).toEqual(Float64Array.of(NaN));
});
