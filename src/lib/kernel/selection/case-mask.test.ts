import { expect, test } from 'vitest';
import type { CaseMetric, Clause, Place, ReworkForm } from '$lib/model/selection';
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

test('sequences of a column: equal values in a row count, and so do missing ones', () => {
  const row = (caseId: string, at: number, colour: string | null): TestRow => ({ case: caseId, activity: 'a', at, colour });
  const derived = derivedFrom([
    row('1', 0, 'red'),
    row('1', 1, null),
    row('2', 0, 'red'),
    row('3', 0, 'red'),
    row('3', 1, 'red')
  ]);
  const clause = { ...base, kind: 'variant', column: 'colour' } as const;
  expect(held(derived, { ...clause, sequences: [['red', null]] })).toEqual([1, 0, 0]);
  expect(held(derived, { ...clause, sequences: [['red'], ['blue'], ['red', 'red', 'red']] })).toEqual([0, 1, 0]);
  expect(held(derived, { ...clause, sequences: [['red', 'red']], negated: true })).toEqual([1, 1, 0]);
  expect(() => held(derived, { ...clause, column: 'nowhere', sequences: [] })).toThrow(/unknown-column/);
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

test('activities at a place', () => {
  const derived = logOf('abc', 'ba', 'aa', 'c');
  const at = (place: Place, ...activities: string[]) => held(derived, { ...base, kind: 'activity', activities, place });
  expect(at('first', 'a')).toEqual([1, 0, 1, 0]);
  expect(at('last', 'a', 'c')).toEqual([1, 1, 1, 1]);
  expect(at('all', 'a', 'b')).toEqual([0, 1, 1, 0]);
  expect(at('all')).toEqual([0, 0, 0, 0]);
});

test('attributes and numbers at a place; what is no number is in no range', () => {
  const row = (caseId: string, at: number, colour: string | null): TestRow => ({ case: caseId, activity: 'a', at, colour });
  const derived = derivedFrom([row('x', 0, '1'), row('x', 1, '5'), row('y', 0, null), row('y', 1, '3'), row('z', 0, 'three')]);
  const range = (place: Place, min?: number, max?: number) =>
    held(derived, {
      ...base,
      kind: 'range',
      column: 'colour',
      place,
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max })
    });
  expect(range('any', 3, 5)).toEqual([1, 1, 0]);
  expect(range('first', 1)).toEqual([1, 0, 0]);
  expect(range('last', undefined, 3)).toEqual([0, 1, 0]);
  expect(range('all')).toEqual([1, 0, 0]);
  const value = (place: Place, ...values: (string | null)[]) =>
    held(derived, { ...base, kind: 'attribute', column: 'colour', place, values });
  expect(value('first', null)).toEqual([0, 1, 0]);
  expect(value('all', '1', '5')).toEqual([1, 0, 0]);
});

test('metrics within bounds; a case without the metric is in no range', () => {
  const derived = logOf('abcb', 'a', 'aa');
  const metric = (name: CaseMetric, min?: number, max?: number) =>
    held(derived, {
      ...base,
      kind: 'metric',
      metric: name,
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max })
    });
  expect(metric('duration', MINUTE_MS, 3 * MINUTE_MS)).toEqual([1, 0, 1]);
  expect(metric('events', 2)).toEqual([1, 0, 1]);
  expect(metric('activities', 3, 3)).toEqual([1, 0, 0]);
  expect(metric('rework', 1)).toEqual([1, 0, 1]);
  expect(metric('self-loops', 1)).toEqual([0, 0, 1]);
  expect(metric('longest-wait')).toEqual([1, 0, 1]);
  expect(metric('waiting')).toEqual([0, 0, 0]);
  expect(metric('cost')).toEqual([0, 0, 0]);
});

test('rework in its three forms, each time beyond the first counted', () => {
  const derived = logOf('aaab', 'abab', 'aba', 'ab');
  const rework = (form: ReworkForm, times: number, ...activities: string[]) =>
    held(derived, { ...base, kind: 'rework', form, times, activities });
  expect(rework('repeated', 1)).toEqual([1, 1, 1, 0]);
  expect(rework('repeated', 2)).toEqual([1, 0, 0, 0]);
  expect(rework('self-loop', 2)).toEqual([1, 0, 0, 0]);
  expect(rework('loop', 1)).toEqual([0, 1, 1, 0]);
  expect(rework('loop', 1, 'b', 'nowhere')).toEqual([0, 1, 0, 0]);
});

test('done or running by the last event; cases by their ids', () => {
  const derived = logOf('ab', 'ba', 'b');
  expect(held(derived, { ...base, kind: 'completion', state: 'completed', ends: ['b'] })).toEqual([1, 0, 1]);
  expect(held(derived, { ...base, kind: 'completion', state: 'running', ends: ['b'] })).toEqual([0, 1, 0]);
  expect(held(derived, { ...base, kind: 'case-list', caseIds: ['c0', 'c2', 'c2', 'c', ''] })).toEqual([1, 0, 1]);
});

test('top cases: ties by case number, in either order', () => {
  const derived = logOf('ab', 'abc', 'b', 'bc', 'abc');
  const top = (order: 'most' | 'least', count: number) => held(derived, { ...base, kind: 'top', by: 'events', order, count });
  expect(top('most', 1)).toEqual([0, 1, 0, 0, 0]);
  expect(top('most', 3)).toEqual([1, 1, 0, 0, 1]);
  expect(top('least', 2)).toEqual([1, 0, 1, 0, 0]);
  expect(top('most', 0)).toEqual([0, 0, 0, 0, 0]);
  expect(top('least', 99)).toEqual([1, 1, 1, 1, 1]);
});

test('groups: and, or, negated as a whole; without a part that has an effect it has none', () => {
  const derived = logOf('ab', 'a', 'b', 'c');
  const has = (activity: string, more = {}): Clause => ({ ...base, kind: 'activity', activities: [activity], ...more });
  const group = (join: 'and' | 'or', ...clauses: Clause[]): Clause => ({ ...base, kind: 'group', join, clauses });
  expect(held(derived, group('and', has('a'), has('b')))).toEqual([1, 0, 0, 0]);
  expect(held(derived, group('or', has('a'), has('b')))).toEqual([1, 1, 1, 0]);
  expect(held(derived, { ...group('or', has('a'), has('b')), negated: true })).toEqual([0, 0, 0, 1]);
  expect(held(derived, group('and', has('a', { muted: true }), has('b', { negated: true })))).toEqual([0, 1, 0, 1]);
  expect(held(derived, group('or', group('and', has('a'), has('b')), has('c')))).toEqual([1, 0, 0, 1]);
  const idle = { ...group('or', has('a', { muted: true }), group('and')), negated: true };
  expect(held(derived, idle)).toEqual([1, 1, 1, 1]);
  expect(caseMask(inputOf(derived), [idle])).toBeNull();
});

test('event clauses among cases, and numbers that cannot be meant, are refused', () => {
  const input = inputOf(logOf('ab'));
  const crop: Clause = { ...base, kind: 'crop', from: null, to: null, reach: 'near' };
  const trim: Clause = { ...base, kind: 'time-span', mode: 'trimmed', fromUtcMs: 0, toUtcMs: 1 };
  const refused: Clause[] = [
    crop,
    trim,
    { ...base, kind: 'group', join: 'and', clauses: [crop] },
    { ...base, kind: 'group', join: 'or', clauses: [trim] },
    { ...base, kind: 'metric', metric: 'events', min: NaN },
    { ...base, kind: 'rework', form: 'loop', activities: [], times: 0 },
    { ...base, kind: 'top', by: 'variants', order: 'most', count: 1.5 },
    { ...base, kind: 'coverage', share: 2 }
  ];
  for (const clause of refused)
    expect(() => clauseMask(input, clause)).toThrow(expect.objectContaining({ code: 'bad-selection' }));
});
