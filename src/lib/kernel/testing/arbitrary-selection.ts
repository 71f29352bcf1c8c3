import fc from 'fast-check';
import { TIME_SPAN_MODES, type Clause, type LogSelection } from '$lib/model/selection';
import { MINUTE_MS } from './log-of';

const activity = fc.constantFrom('a', 'b', 'c', 'd', '__proto__', 'unknown');
const base = { id: fc.constant('clause'), negated: fc.boolean(), muted: fc.integer({ min: 0, max: 9 }).map((n) => n === 0) };

/** Clauses of every kind that fit the logs of `arbitraryRows`: some hold cases, some hold none. */
export const arbitraryClause: fc.Arbitrary<Clause> = fc.oneof(
  fc.record({
    ...base,
    kind: fc.constant('variant' as const),
    sequences: fc.array(fc.array(activity, { maxLength: 4 }), { maxLength: 5 })
  }),
  fc.record({ ...base, kind: fc.constant('activity' as const), activities: fc.array(activity, { maxLength: 2 }) }),
  fc.record({
    ...base,
    kind: fc.constant('follows' as const),
    from: activity,
    to: activity,
    reach: fc.constant('directly' as const)
  }),
  fc.record({
    ...base,
    kind: fc.constant('time-span' as const),
    mode: fc.constantFrom(...TIME_SPAN_MODES.filter((mode) => mode !== 'trimmed')),
    fromUtcMs: fc.oneof(
      fc.integer({ min: -5, max: 12 }).map((at) => at * MINUTE_MS),
      fc.constant(-Infinity),
      fc.double({ noNaN: true, min: -1e11, max: 1e11 })
    ),
    toUtcMs: fc.oneof(
      fc.integer({ min: 0, max: 14 }).map((at) => at * MINUTE_MS),
      fc.constant(Infinity)
    )
  }),
  fc.record({
    ...base,
    kind: fc.constant('attribute' as const),
    column: fc.constantFrom('colour', 'activity', 'concept:instance'),
    values: fc.array(fc.constantFrom(null, 'red', "blue's", 'a', 'nowhere'), { maxLength: 3 })
  })
);

export const arbitrarySelection: fc.Arbitrary<LogSelection> = fc
  .array(arbitraryClause, { maxLength: 3 })
  .map((clauses) => ({ clauses }));
