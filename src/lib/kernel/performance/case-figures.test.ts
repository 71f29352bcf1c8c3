import { expect, test } from 'vitest';
import { derivedFrom, logOf, MINUTE_MS } from '../testing/log-of';
import { caseFigures } from './case-figures';

// Durations are held equal to SQL on random logs in tests/reference/kernels-sql.test.ts.

test('counts and durations of the selected cases', () => {
  const { log } = logOf('abc', 'ab', 'a', 'ab');
  expect(caseFigures(log)).toMatchObject({
    cases: 4,
    events: 8,
    variants: 3,
    activities: 3,
    medianMs: MINUTE_MS,
    meanMs: MINUTE_MS,
    p90Ms: 1.7 * MINUTE_MS,
    minMs: 0,
    maxMs: 2 * MINUTE_MS,
    firstUtcMs: 0,
    lastUtcMs: 3001 * MINUTE_MS
  });
  expect(caseFigures(log, Uint8Array.of(0, 1, 1, 0))).toMatchObject({
    cases: 2,
    events: 3,
    variants: 2,
    activities: 2,
    firstUtcMs: 1000 * MINUTE_MS,
    lastUtcMs: 2000 * MINUTE_MS
  });
});

test('a case begins with its earliest start, whichever event has it', () => {
  const row = (at: number, start: number | null) => ({ case: '1', activity: 'a', at, start });
  expect(caseFigures(derivedFrom([row(5, null), row(9, 1), row(12, 11)]).log)).toMatchObject({
    minMs: 11 * MINUTE_MS,
    firstUtcMs: MINUTE_MS
  });
});

test('nothing selected has no times', () => {
  const none = caseFigures(logOf('ab').log, Uint8Array.of(0));
  expect(none).toMatchObject({ cases: 0, events: 0, variants: 0, activities: 0, medianMs: NaN, firstUtcMs: NaN, lastUtcMs: NaN });
  expect(caseFigures(logOf().log)).toMatchObject({ cases: 0, meanMs: NaN });
});
