import { expect, test } from 'vitest';
import { derivedFrom, logOf, MINUTE_MS } from '../testing/log-of';
import { firstOfOrder } from './first-of-order';
import { compareByCodePoint } from './label-order';
import { variantList } from './variant-list';

// Order and times are held equal to SQL on random logs in tests/reference/kernels-sql.test.ts.

test('cases descending, then labels by code point, a shorter one before what it begins', () => {
  const { log } = logOf('zb', 'b', 'ba', 'a', 'b', 'Z');
  const list = variantList(log, 10);
  const labels = list.rows.map(({ sequence }) => sequence.map((code) => log.activities[code]).join(''));
  expect(labels).toEqual(['b', 'Z', 'a', 'ba', 'zb']);
  expect(list).toMatchObject({ total: 5, cases: 6 });
  expect(list.rows.map(({ rank, cases }) => [rank, cases])).toEqual([
    [1, 2],
    [2, 1],
    [3, 1],
    [4, 1],
    [5, 1]
  ]);
});

test('the limit cuts the rows, not the totals; only selected cases count', () => {
  const { log } = logOf('ab', 'ab', 'b', 'c');
  expect(variantList(log, 1, Uint8Array.of(1, 0, 1, 1))).toMatchObject({ total: 3, cases: 3, rows: [{ variant: 0, cases: 1 }] });
  expect(variantList(log, 0).rows).toEqual([]);
  expect(variantList(log, 5, new Uint8Array(4))).toEqual({ total: 0, cases: 0, rows: [] });
});

test('median duration of an even number of cases lies between the two; steps are means, and start at a start', () => {
  const row = (caseId: string, activity: string, at: number, start: number | null) => ({ case: caseId, activity, at, start });
  const { log } = derivedFrom([row('1', 'a', 0, null), row('1', 'b', 10, 4), row('2', 'a', 0, null), row('2', 'b', 20, null)]);
  const [only] = variantList(log, 1).rows;
  expect(only!.medianMs).toBe(15 * MINUTE_MS);
  expect([...only!.stepMs]).toEqual([NaN, 12 * MINUTE_MS]);
});

test('code points, not UTF-16 units', () => {
  expect(['𝄞', '￦', 'a', ''].sort(compareByCodePoint)).toEqual(['', 'a', '￦', '𝄞']);
  expect(compareByCodePoint('𝄞a', '𝄞b')).toBeLessThan(0);
  expect(compareByCodePoint('a', 'a')).toBe(0);
});

test('the first of an order are those a full sort gives', () => {
  const numbers = Array.from({ length: 500 }, (_, i) => (i * 7919) % 503);
  for (const limit of [0, 1, 2, 10, 499, 500, 600]) {
    expect(firstOfOrder(numbers, limit, (a, b) => a - b)).toEqual([...numbers].sort((a, b) => a - b).slice(0, limit));
  }
});
