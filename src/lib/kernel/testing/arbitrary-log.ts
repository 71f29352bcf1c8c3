import fc from 'fast-check';
import type { TestRow } from './log-of';

/** Few cases and activities, many ties and rows out of order, so that every rule of order and counting is met. */
export const arbitraryRows: fc.Arbitrary<TestRow[]> = fc.array(
  fc.record({
    case: fc.constantFrom('1', '2', '3', '4', '5', '6', 'seven'),
    activity: fc.constantFrom('a', 'b', 'c', 'd', '__proto__'),
    at: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.double({ min: -1e6, max: 1e6, noNaN: true, noDefaultInfinity: true })),
    start: fc.oneof(fc.constant(null), fc.integer({ min: -5, max: 12 })),
    colour: fc.constantFrom(null, 'red', 'green', "blue's")
  }),
  { maxLength: 60 }
);

/** The same without start times. */
export const arbitraryPlainRows: fc.Arbitrary<TestRow[]> = arbitraryRows.map((rows) =>
  rows.map(({ case: caseId, activity, at, colour }) => ({ case: caseId, activity, at, colour: colour ?? null }))
);

/** A mask for any number of cases: bit c of the pattern, repeated; null one time in eight. */
export const arbitraryMask: fc.Arbitrary<(cases: number) => Uint8Array | null> = fc
  .tuple(fc.integer({ min: 0, max: 7 }), fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }))
  .map(
    ([which, pattern]) =>
      (cases) =>
        which === 0 ? null : Uint8Array.from({ length: cases }, (_, c) => (pattern[c % pattern.length] ? 1 : 0))
  );
