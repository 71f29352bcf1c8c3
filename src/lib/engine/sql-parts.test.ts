import { expect, test } from 'vitest';
import { SqlParts, wholeAnswer } from './sql-parts';

test.each([0, 1, 9_999, 10_000, 10_001, 45_000])('an answer of %i rows goes over in parts and is whole again', async (length) => {
  const rows = Array.from({ length }, (_, i) => [i, `row ${i}`]);
  const answer = { columns: ['a', 'b'], rows, isCut: true, tookMs: 3 };
  const parts = new SqlParts();
  let asked = 0;
  const nextSqlRows = async (part: number, from: number) => (asked++, parts.next(part, from));
  const head = parts.first(answer);
  expect(head.rows.length).toBeLessThanOrEqual(10_000);
  expect(await wholeAnswer({ nextSqlRows }, head)).toEqual(answer);
  expect(asked).toBe(Math.max(0, Math.ceil(length / 10_000) - 1));
  expect(parts.next(head.part, 0)).toEqual([]);
});
