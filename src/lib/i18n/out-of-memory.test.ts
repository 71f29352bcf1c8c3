import { expect, test } from 'vitest';
import { errors as en } from './en/errors';
import { errors as ja } from './ja/errors';

test.each([
  ['English', en['out-of-memory']],
  ['Japanese', ja['out-of-memory']]
])('out of memory says what was needed and what to leave out, where it is known: %s', (_, words) => {
  const known = { rows: 1_234_567, needed: 800_000_000, drop: 'Comment' };
  expect(words.why(known)).toContain('1,234,567');
  expect(words.why(known)).toMatch(/MB|MiB/);
  expect(words.next(known)).toContain('Comment');
  expect(words.why({})).not.toMatch(/undefined|null|NaN/);
  expect(words.next({ needed: null, drop: null })).not.toMatch(/undefined|null|NaN/);
});
