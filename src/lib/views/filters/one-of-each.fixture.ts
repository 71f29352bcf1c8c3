import type { Clause, ClauseKind, ClauseOf } from '$lib/model/selection';

export const base = { negated: false, muted: false };

/** Clauses of every kind; a kind without one fails the type check. */
export const ONE_OF_EACH: { readonly [K in ClauseKind]: readonly [ClauseOf<K>, ...ClauseOf<K>[]] } = {
  activity: [
    { ...base, id: 'a1', kind: 'activity', activities: ['受注'] },
    { ...base, id: 'a2', kind: 'activity', activities: ['受注', 'Ship', 'Pay'], place: 'first' },
    { ...base, id: 'a3', kind: 'activity', activities: ['Pay'], place: 'last' },
    { ...base, id: 'a4', kind: 'activity', activities: ['受注', 'Pay'], place: 'all' }
  ],
  follows: [
    { ...base, id: 'f1', kind: 'follows', from: 'A', to: 'B', reach: 'directly' },
    { ...base, id: 'f2', kind: 'follows', from: 'A', to: 'B', reach: 'eventually', minMs: 7_200_000, maxMs: 259_200_000 },
    { ...base, id: 'f3', kind: 'follows', from: 'A', to: 'B', reach: 'directly', maxMs: 259_200_000 },
    { ...base, id: 'f4', kind: 'follows', from: 'A', to: 'B', reach: 'eventually', compare: { column: 'who', equal: true } }
  ],
  'time-span': [
    { ...base, id: 't1', kind: 'time-span', mode: 'started', fromUtcMs: 0, toUtcMs: 86_400_000 },
    { ...base, id: 't2', kind: 'time-span', mode: 'trimmed', fromUtcMs: 0, toUtcMs: 86_400_000 }
  ],
  attribute: [
    { ...base, id: 'v1', kind: 'attribute', column: 'Region', values: ['East', null] },
    { ...base, id: 'v2', kind: 'attribute', column: 'Region', values: ['East'], place: 'all' }
  ],
  range: [
    { ...base, id: 'r1', kind: 'range', column: 'Amount', min: 1000, max: 2500.5 },
    { ...base, id: 'r2', kind: 'range', column: 'Due', max: 86_400_000, place: 'last' },
    { ...base, id: 'r3', kind: 'range', column: 'Amount' }
  ],
  metric: [
    { ...base, id: 'm1', kind: 'metric', metric: 'duration', min: 259_200_000 },
    { ...base, id: 'm2', kind: 'metric', metric: 'events', min: 2, max: 5 }
  ],
  rework: [
    { ...base, id: 'w1', kind: 'rework', form: 'repeated', activities: [], times: 1 },
    { ...base, id: 'w2', kind: 'rework', form: 'loop', activities: ['Check'], times: 3 }
  ],
  completion: [
    { ...base, id: 'c1', kind: 'completion', state: 'completed', ends: ['Pay'] },
    { ...base, id: 'c2', kind: 'completion', state: 'running', ends: ['Pay'] }
  ],
  'case-list': [
    { ...base, id: 'l1', kind: 'case-list', caseIds: ['4711'] },
    { ...base, id: 'l2', kind: 'case-list', caseIds: ['4711', '4712'] }
  ],
  top: [
    { ...base, id: 'o1', kind: 'top', by: 'variants', order: 'most', count: 10 },
    { ...base, id: 'o2', kind: 'top', by: 'duration', order: 'least', count: 1000 }
  ],
  coverage: [{ ...base, id: 'g1', kind: 'coverage', share: 0.8 }],
  variant: [
    { ...base, id: 's1', kind: 'variant', sequences: [['A', 'B']] },
    { ...base, id: 's2', kind: 'variant', sequences: [['A'], ['B']] },
    { ...base, id: 's3', kind: 'variant', column: 'Team', sequences: [['North', null]] }
  ],
  sql: [{ ...base, id: 'q1', kind: 'sql', predicate: 'amount\n > 5' }],
  group: [
    {
      ...base,
      id: 'p1',
      kind: 'group',
      join: 'or',
      clauses: [
        { ...base, id: 'p2', kind: 'activity', activities: ['A'] },
        {
          ...base,
          id: 'p3',
          kind: 'group',
          join: 'and',
          clauses: [
            { ...base, id: 'p4', kind: 'activity', activities: ['B'] },
            { ...base, id: 'p5', kind: 'activity', activities: ['C'], negated: true }
          ]
        }
      ]
    }
  ],
  events: [
    { ...base, id: 'e1', kind: 'events', column: null, values: ['A'] },
    { ...base, id: 'e2', kind: 'events', column: 'Region', values: ['East'] }
  ],
  crop: [
    { ...base, id: 'k1', kind: 'crop', from: 'A', to: 'B', reach: 'far' },
    { ...base, id: 'k2', kind: 'crop', from: null, to: 'B', reach: 'near' }
  ]
};

export const ALL: readonly Clause[] = Object.values(ONE_OF_EACH).flat();
