import { expect, test } from 'vitest';
import type { Clause } from '$lib/model/selection';
import { derivedFrom, inputOf, logOf, MINUTE_MS, type TestRow } from '../testing/log-of';
import { caseMask, clauseMask } from './case-mask';

// Every kind is held equal to its SQL on random logs in tests/reference/kernels-sql.test.ts; here are the rules one by one.

const base = { id: '1', negated: false, muted: false };

function held(derived: ReturnType<typeof logOf>, clause: Clause): number[] {
  return [...clauseMask(inputOf(derived), clause)];
}

test('no clause with an effect keeps everything', () => {
  const input = inputOf(logOf('ab'));
  expect(caseMask(input, [])).toBeNull();
  expect(caseMask(input, [{ ...base, muted: true, kind: 'activity', activities: [] }])).toBeNull();
});

test('variants by their labels; a part or a longer one is another variant', () => {
  const derived = logOf('ab', 'abc', 'a', 'ab');
  const clause: Clause = { ...base, kind: 'variant', sequences: [['a', 'b'], ['b'], ['a', 'b', 'zzz'], []] };
  expect(held(derived, clause)).toEqual([1, 0, 0, 1]);
  expect(held(derived, { ...clause, negated: true })).toEqual([0, 1, 1, 0]);
});

test('activities: one of them is enough; unknown ones hold nothing', () => {
  const derived = logOf('ab', 'c', 'b');
  expect(held(derived, { ...base, kind: 'activity', activities: ['a', 'c', 'toString'] })).toEqual([1, 1, 0]);
  expect(held(derived, { ...base, kind: 'activity', activities: ['zzz'] })).toEqual([0, 0, 0]);
  expect(held(derived, { ...base, kind: 'activity', activities: ['zzz'], negated: true })).toEqual([1, 1, 1]);
});

test('edges: directly following only', () => {
  const derived = logOf('abc', 'ac', 'ba', 'aa');
  expect(held(derived, { ...base, kind: 'follows', from: 'a', to: 'c', reach: 'directly' })).toEqual([0, 1, 0, 0]);
  expect(held(derived, { ...base, kind: 'follows', from: 'a', to: 'a', reach: 'directly' })).toEqual([0, 0, 0, 1]);
  expect(held(derived, { ...base, kind: 'follows', from: 'zzz', to: 'a', reach: 'directly' })).toEqual([0, 0, 0, 0]);
  expect(held(derived, { ...base, kind: 'follows', from: 'c', to: 'zzz', reach: 'directly' })).toEqual([0, 0, 0, 0]);
});

test('time spans: both ends belong to them, and a case begins with its first start', () => {
  const row = (caseId: string, at: number, start: number): TestRow => ({ case: caseId, activity: 'a', at, start });
  const derived = derivedFrom([row('early', 4, 1), row('inside', 7, 5), row('across', 12, 2), row('late', 13, 9)]);
  const span = (mode: 'contained' | 'intersecting' | 'started' | 'ended'): Clause => ({
    ...base,
    kind: 'time-span',
    mode,
    fromUtcMs: 4 * MINUTE_MS,
    toUtcMs: 9 * MINUTE_MS
  });
  expect(held(derived, span('contained'))).toEqual([0, 1, 0, 0]);
  expect(held(derived, span('intersecting'))).toEqual([1, 1, 1, 1]);
  expect(held(derived, span('started'))).toEqual([0, 1, 0, 1]);
  expect(held(derived, span('ended'))).toEqual([1, 1, 0, 0]);
});

test('attributes: any event of the case, null is the missing value', () => {
  const row = (caseId: string, colour: string | null, at: number): TestRow => ({ case: caseId, activity: 'a', at, colour });
  const derived = derivedFrom([row('1', 'red', 0), row('2', null, 0), row('1', null, 1), row('3', 'rot', 0), row('4', 'der', 0)]);
  const colour = (...values: (string | null)[]): Clause => ({ ...base, kind: 'attribute', column: 'colour', values });
  expect(held(derived, colour('red'))).toEqual([1, 0, 0, 0]);
  expect(held(derived, colour(null))).toEqual([1, 1, 0, 0]);
  expect(held(derived, colour('rot', 'der', 'blue'))).toEqual([0, 0, 1, 1]);
  expect(held(derived, colour())).toEqual([0, 0, 0, 0]);
});

test('an unknown column is refused', () => {
  const input = inputOf(logOf('ab'));
  expect(() => caseMask(input, [{ ...base, kind: 'attribute', column: '__proto__', values: [null] }])).toThrow(
    expect.objectContaining({ code: 'unknown-column', detail: { column: '__proto__' } })
  );
});

test('all clauses must hold, and a mask is nobody else’s', () => {
  const input = inputOf(logOf('ab', 'ac', 'b'));
  const a: Clause = { ...base, kind: 'activity', activities: ['a'] };
  const b: Clause = { ...base, kind: 'activity', activities: ['b'] };
  const first = caseMask(input, [a, b])!;
  expect([...first]).toEqual([1, 0, 0]);
  first.fill(1);
  expect([...caseMask(input, [a, b])!]).toEqual([1, 0, 0]);
});
