import { expect, test } from 'vitest';
import { logOf } from '$lib/kernel/testing/log-of';
import { logHash } from './log-hash';

test('the same rows have the same hash; another value, time or order has another', async () => {
  const { table } = logOf('abc', 'ab');
  const hash = await logHash(table);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(await logHash(logOf('abc', 'ab').table)).toBe(hash);
  expect(await logHash({ ...table, name: 'another name' })).toBe(hash);
  expect(await logHash(logOf('abd', 'ab').table)).not.toBe(hash);
  expect(await logHash(logOf('ab', 'abc').table)).not.toBe(hash);
  expect(await logHash({ ...table, timeMs: table.timeMs.map((time) => time + 1) })).not.toBe(hash);
  expect(await logHash({ ...table, startMs: table.timeMs })).not.toBe(hash);
  const renamed = table.columns.map((column, i) => (i === 4 ? { ...column, name: 'farbe' } : column));
  expect(await logHash({ ...table, columns: renamed })).not.toBe(hash);
});
