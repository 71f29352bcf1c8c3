import fc from 'fast-check';
import {
  CASE_METRICS,
  isEventClause,
  PLACES,
  REWORK_FORMS,
  TIME_SPAN_MODES,
  type CaseMetric,
  type Clause,
  type ClauseKind,
  type ClauseOf,
  type LogSelection
} from '$lib/model/selection';
import { MINUTE_MS } from './log-of';

/** What clauses about a log are made of: its own labels, values and cut points, and some that it does not have. None may be empty. */
export interface Vocabulary {
  readonly activities: readonly string[];
  readonly sequences: readonly (readonly string[])[];
  readonly caseIds: readonly string[];
  /** values of columns */
  readonly values: Readonly<Record<string, readonly (string | null)[]>>;
  /** bounds for columns of numbers or times */
  readonly numbers: Readonly<Record<string, readonly number[]>>;
  /** bounds for complete times and case periods */
  readonly timesMs: readonly number[];
  /** bounds for transition times */
  readonly gapsMs: readonly number[];
  /** bounds for metrics of cases */
  readonly metrics: Readonly<Record<CaseMetric, readonly number[]>>;
  readonly predicates: readonly string[];
}

/** Clauses of one kind. Some hold cases, some hold none. */
export type ClausesByKind = { readonly [K in ClauseKind]: fc.Arbitrary<ClauseOf<K>> };

/** Clauses of every kind over a vocabulary; groups hold case clauses and, up to two levels deep, groups. */
export function arbitraryClauses(words: Vocabulary): ClausesByKind {
  const base = { id: fc.uuid(), negated: fc.boolean(), muted: fc.integer({ min: 0, max: 9 }).map((n) => n === 0) };
  const of = <K extends ClauseKind>(kind: K) => ({ ...base, kind: fc.constant(kind) });
  const one = <T>(items: readonly T[]) => fc.constantFrom(...items);
  const some = <T>(items: readonly T[], maxLength: number) => fc.array(one(items), { maxLength });
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const activity = one(words.activities);
  const place = maybe(one(PLACES));
  const range = (cuts: readonly number[]) =>
    fc.record({ min: maybe(one(cuts)), max: maybe(one(cuts)) }).map(({ min, max }) => ({
      ...(min !== undefined && { min: max === undefined ? min : Math.min(min, max) }),
      ...(max !== undefined && { max: min === undefined ? max : Math.max(min, max) })
    }));
  const span = fc
    .tuple(one(words.timesMs), one(words.timesMs))
    .map(([a, b]) => ({ fromUtcMs: Math.min(a, b), toUtcMs: Math.max(a, b) }));
  const columns = Object.keys(words.values);
  const valued = (maxLength: number) =>
    one(columns).chain((column) => fc.record({ column: fc.constant(column), values: some(words.values[column]!, maxLength) }));
  const withPlace = <T extends object>(part: fc.Arbitrary<T>) =>
    fc.tuple(part, place).map(([rest, at]) => ({ ...rest, ...(at && { place: at }) }));
  const both = <A extends object, B extends object>(a: fc.Arbitrary<A>, b: fc.Arbitrary<B>) =>
    fc.tuple(a, b).map(([x, y]) => ({ ...x, ...y }));
  const metric = one(CASE_METRICS);

  const single: { readonly [K in Exclude<ClauseKind, 'group'>]: fc.Arbitrary<ClauseOf<K>> } = {
    variant: fc.oneof(
      fc.record({ ...of('variant'), sequences: some(words.sequences, 5) }),
      both(
        fc.record(of('variant')),
        one(columns).chain((column) =>
          fc.record({ column: fc.constant(column), sequences: fc.array(some(words.values[column]!, 3), { maxLength: 6 }) })
        )
      )
    ),
    activity: withPlace(fc.record({ ...of('activity'), activities: some(words.activities, 4) })),
    follows: both(
      fc.record({ ...of('follows'), from: activity, to: activity, reach: one(['directly', 'eventually'] as const) }),
      fc
        .tuple(range(words.gapsMs), maybe(fc.record({ column: one(columns), equal: fc.boolean() })))
        .map(([{ min, max }, compare]) => ({
          ...(min !== undefined && { minMs: min }),
          ...(max !== undefined && { maxMs: max }),
          ...(compare && { compare })
        }))
    ),
    'time-span': both(fc.record({ ...of('time-span'), mode: one(TIME_SPAN_MODES) }), span),
    attribute: withPlace(both(fc.record(of('attribute')), valued(3))),
    range: withPlace(
      both(
        fc.record(of('range')),
        one(Object.keys(words.numbers)).chain((column) => range(words.numbers[column]!).map((bounds) => ({ column, ...bounds })))
      )
    ),
    metric: both(
      fc.record(of('metric')),
      metric.chain((name) => range(words.metrics[name]).map((bounds) => ({ metric: name, ...bounds })))
    ),
    rework: fc.record({
      ...of('rework'),
      form: one(REWORK_FORMS),
      activities: some(words.activities, 2),
      times: fc.integer({ min: 1, max: 3 })
    }),
    completion: fc.record({
      ...of('completion'),
      state: one(['completed', 'running'] as const),
      ends: some(words.activities, 3)
    }),
    'case-list': fc.record({ ...of('case-list'), caseIds: some(words.caseIds, 20) }),
    top: fc.record({
      ...of('top'),
      by: one(['variants', 'variants', ...CASE_METRICS] as const),
      order: one(['most', 'least'] as const),
      count: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 200 }))
    }),
    coverage: fc.record({
      ...of('coverage'),
      share: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), one([0, 0.5, 0.8, 1]))
    }),
    sql: fc.record({ ...of('sql'), predicate: one(words.predicates) }),
    events: fc.oneof(
      fc.record({ ...of('events'), column: fc.constant(null), values: some<string | null>(words.activities, 4) }),
      both(fc.record(of('events')), valued(4))
    ),
    crop: fc.record({
      ...of('crop'),
      from: fc.option(activity),
      to: fc.option(activity),
      reach: one(['near', 'far'] as const)
    })
  };
  const inGroup: fc.Arbitrary<Clause> = fc
    .oneof(...Object.values<fc.Arbitrary<Clause>>(single))
    .filter((clause) => !isEventClause(clause));
  const join = one(['and', 'or'] as const);
  const inner: fc.Arbitrary<Clause> = fc.record({ ...of('group'), join, clauses: fc.array(inGroup, { maxLength: 2 }) });
  const part = fc.oneof({ arbitrary: inGroup, weight: 4 }, { arbitrary: inner, weight: 1 });
  return { ...single, group: fc.record({ ...of('group'), join, clauses: fc.array(part, { maxLength: 3 }) }) };
}

/** A selection of a few clauses of any kind, some of them about events, half the time with other names (which clauses then mean as well). */
export function arbitrarySelections(words: Vocabulary): fc.Arbitrary<LogSelection> {
  const names = fc.uniqueArray(
    fc.record({ from: fc.constantFrom(...words.activities), to: fc.constantFrom(...words.activities, 'renamed') }),
    { maxLength: 3, selector: ({ from }) => from }
  );
  const clause = fc.oneof(...Object.values<fc.Arbitrary<Clause>>(arbitraryClauses(words)));
  return fc.record({ names, clauses: fc.array(clause, { maxLength: 4 }) }, { requiredKeys: ['clauses'] });
}

const SMALL: Vocabulary = {
  activities: ['a', 'b', 'c', 'd', '__proto__', 'unknown'],
  sequences: [[], ['a'], ['a', 'b'], ['b', 'a'], ['c', 'c'], ['unknown'], ['a', '__proto__']],
  caseIds: ['1', '2', '5', 'seven', 'nine'],
  values: { colour: [null, 'red', "blue's", 'nowhere'], activity: ['a', 'b', null], 'concept:instance': [null] },
  numbers: { case: [1, 2, 4, 5.5], colour: [0, 1] },
  timesMs: [...[-5, 0, 2, 5, 6.5, 9, 12, 14].map((minute) => minute * MINUTE_MS), -Infinity, Infinity],
  gapsMs: [-2, 0, 1, 3, 8].map((minutes) => minutes * MINUTE_MS),
  metrics: {
    duration: [0, 3 * MINUTE_MS, 10 * MINUTE_MS],
    events: [1, 3, 5],
    activities: [1, 2, 3],
    rework: [0, 1, 2],
    'self-loops': [0, 1],
    waiting: [-MINUTE_MS, 0, 5 * MINUTE_MS],
    service: [0, 5 * MINUTE_MS, 20 * MINUTE_MS],
    'longest-wait': [0, MINUTE_MS, 5 * MINUTE_MS],
    cost: [0, 1]
  },
  predicates: ['position = 1']
};

/** Case clauses of every kind that the kernel answers by itself, over the logs of `arbitraryRows`. */
export const arbitraryClause: fc.Arbitrary<Clause> = fc
  .oneof(...Object.values<fc.Arbitrary<Clause>>(arbitraryClauses(SMALL)))
  .filter((clause) => !isEventClause(clause) && !asksSql(clause));

export const arbitrarySelection: fc.Arbitrary<LogSelection> = fc
  .array(arbitraryClause, { maxLength: 3 })
  .map((clauses) => ({ clauses }));

/** Names and event clauses as well; nothing in SQL. */
export const arbitraryTrim: fc.Arbitrary<LogSelection> = arbitrarySelections(SMALL).map(({ clauses, ...rest }) => ({
  ...rest,
  clauses: clauses.filter((clause) => !asksSql(clause))
}));

function asksSql(clause: Clause): boolean {
  return clause.kind === 'sql' || (clause.kind === 'group' && clause.clauses.some(asksSql));
}
