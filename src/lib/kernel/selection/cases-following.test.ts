import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FollowsClause } from '$lib/model/selection';
import { arbitraryPlainRows, arbitraryRows } from '../testing/arbitrary-log';
import { casesOf, derivedFrom, inputOf, logOf, MINUTE_MS, type TestRow } from '../testing/log-of';
import { clauseMask } from './case-mask';

const base = { id: '1', negated: false, muted: false, kind: 'follows' } as const;
const held = (derived: ReturnType<typeof derivedFrom>, clause: Omit<FollowsClause, keyof typeof base>) => [
  ...clauseMask(inputOf(derived), { ...base, ...clause })
];

test('eventually: at any later position, an activity behind itself too', () => {
  const derived = logOf('axb', 'ba', 'bab', 'a', 'axxa');
  expect(held(derived, { from: 'a', to: 'b', reach: 'eventually' })).toEqual([1, 0, 1, 0, 0]);
  expect(held(derived, { from: 'a', to: 'a', reach: 'eventually' })).toEqual([0, 0, 0, 0, 1]);
  expect(held(derived, { from: 'a', to: 'nowhere', reach: 'eventually' })).toEqual([0, 0, 0, 0, 0]);
});

test('bounds belong to the range, and one pair must meet both', () => {
  // minutes from a to b: 2 and 1 in the first, 3 in the second
  const derived = logOf('aab', 'axxb');
  const within = (min: number, max: number, reach: FollowsClause['reach'] = 'eventually') =>
    held(derived, { from: 'a', to: 'b', reach, minMs: min * MINUTE_MS, maxMs: max * MINUTE_MS });
  expect(within(2, 2)).toEqual([1, 0]);
  expect(within(1, 1, 'directly')).toEqual([1, 0]);
  expect(within(2, 3, 'directly')).toEqual([0, 0]);
  expect(within(1.5, 1.9)).toEqual([0, 0]);
  expect(within(0, 9)).toEqual([1, 1]);
});

test('the time is to the start of what follows, so it may be below zero', () => {
  const rows: TestRow[] = [
    { case: '1', activity: 'a', at: 5, start: 1 },
    { case: '1', activity: 'b', at: 6, start: 3 }
  ];
  const clause = { from: 'a', to: 'b', reach: 'directly' } as const;
  expect(held(derivedFrom(rows), { ...clause, maxMs: -MINUTE_MS })).toEqual([1]);
  expect(held(derivedFrom(rows), { ...clause, minMs: 0 })).toEqual([0]);
});

test('four eyes: both events need a value', () => {
  const rows = (...colours: (string | null)[]): TestRow[] =>
    colours.map((colour, at) => ({ case: '1', activity: 'ab'[at % 2]!, at, colour }));
  const asked = (equal: boolean, ...colours: (string | null)[]) =>
    held(derivedFrom(rows(...colours)), { from: 'a', to: 'b', reach: 'directly', compare: { column: 'colour', equal } })[0];
  expect(asked(true, 'red', 'red')).toBe(1);
  expect(asked(false, 'red', 'red')).toBe(0);
  expect(asked(false, 'red', 'blue')).toBe(1);
  expect(asked(true, null, null)).toBe(0);
  expect(asked(false, null, 'red')).toBe(0);
});

test('an unknown column is refused', () => {
  const clause = { ...base, from: 'a', to: 'b', reach: 'directly', compare: { column: 'nowhere', equal: true } } as const;
  expect(() => clauseMask(inputOf(logOf('ab')), clause)).toThrow(expect.objectContaining({ code: 'unknown-column' }));
});

test('agrees with trying every pair, for any log, bounds and compare', () => {
  const activity = fc.constantFrom('a', 'b', 'c', '__proto__');
  const bound = fc.option(fc.integer({ min: -8, max: 12 }), { nil: undefined });
  const compare = fc.option(fc.boolean(), { nil: undefined });
  const reach = fc.constantFrom('directly' as const, 'eventually' as const);
  fc.assert(
    fc.property(
      fc.oneof(arbitraryRows, arbitraryPlainRows),
      activity,
      activity,
      reach,
      bound,
      bound,
      compare,
      (rows, from, to, how, min, max, equal) => {
        const derived = derivedFrom(rows);
        const clause = {
          from,
          to,
          reach: how,
          ...(min !== undefined && { minMs: min * MINUTE_MS }),
          ...(max !== undefined && { maxMs: max * MINUTE_MS }),
          ...(equal !== undefined && { compare: { column: 'colour', equal } })
        };
        const expected = casesOf(derived).map((events) => {
          const found = events.some((a, i) =>
            events.some((b, j) => {
              const ms = (Number.isNaN(b.startMs) ? b.timeMs : b.startMs) - a.timeMs;
              const fits = equal === undefined || (a.colour !== 0 && b.colour !== 0 && (a.colour === b.colour) === equal);
              const isBehind = how === 'directly' ? j === i + 1 : j > i;
              const isWithin = !(min !== undefined && ms < min * MINUTE_MS) && !(max !== undefined && ms > max * MINUTE_MS);
              return a.label === from && b.label === to && isBehind && isWithin && fits;
            })
          );
          return found ? 1 : 0;
        });
        expect(held(derived, clause)).toEqual(expected);
      }
    ),
    { numRuns: 500 }
  );
});

test('a case of very many pairs is answered without trying each', () => {
  const events = 60_000;
  const rows = Array.from({ length: events }, (_, i): TestRow => ({
    case: '1',
    activity: i % 2 ? 'b' : 'a',
    at: i,
    colour: `${i % 5}`
  }));
  const derived = derivedFrom(rows);
  const clause = { from: 'a', to: 'b', reach: 'eventually', minMs: 2 * events * MINUTE_MS } as const;
  expect(held(derived, clause)).toEqual([0]);
  expect(held(derived, { ...clause, compare: { column: 'colour', equal: true } })).toEqual([0]);
  expect(held(derived, { ...clause, compare: { column: 'colour', equal: false } })).toEqual([0]);
});
