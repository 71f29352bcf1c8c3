import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CASE_METRICS,
  isEventClause,
  PLACES,
  REWORK_FORMS,
  TIME_SPAN_MODES,
  type Clause,
  type ClauseKind,
  type LogSelection
} from './selection';
import { selectionFrom } from './selection-json';

const label = fc.oneof(fc.constantFrom('受注', '__proto__', '<img src=x onerror=alert(1)>', ''), fc.string({ unit: 'grapheme' }));
const value = fc.option(label);
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0 || 0);
const base = { id: fc.uuid(), negated: fc.boolean(), muted: fc.boolean() };
const place = fc.constantFrom(...PLACES);
const of = <K extends ClauseKind>(kind: K) => fc.constant(kind);

/** One arbitrary a kind: a kind without one fails the type check. */
const KINDS: { readonly [K in Exclude<ClauseKind, 'group'>]: fc.Arbitrary<Extract<Clause, { kind: K }>> } = {
  variant: fc.record(
    { ...base, kind: of('variant'), column: label, sequences: fc.array(fc.array(fc.option(label))) },
    { requiredKeys: ['id', 'negated', 'muted', 'kind', 'sequences'] }
  ),
  activity: fc.record(
    { ...base, kind: of('activity'), activities: fc.array(label), place },
    { requiredKeys: ['id', 'negated', 'muted', 'kind', 'activities'] }
  ),
  follows: fc.record(
    {
      ...base,
      kind: of('follows'),
      from: label,
      to: label,
      reach: fc.constantFrom('directly', 'eventually'),
      minMs: finite,
      maxMs: finite,
      compare: fc.record({ column: label, equal: fc.boolean() })
    },
    { requiredKeys: ['id', 'negated', 'muted', 'kind', 'from', 'to', 'reach'] }
  ),
  'time-span': fc.record({
    ...base,
    kind: of('time-span'),
    mode: fc.constantFrom(...TIME_SPAN_MODES),
    fromUtcMs: finite,
    toUtcMs: finite
  }),
  attribute: fc.record(
    { ...base, kind: of('attribute'), column: label, values: fc.array(value), place },
    { requiredKeys: ['id', 'negated', 'muted', 'kind', 'column', 'values'] }
  ),
  range: fc.record(
    { ...base, kind: of('range'), column: label, min: finite, max: finite, place },
    { requiredKeys: ['id', 'negated', 'muted', 'kind', 'column'] }
  ),
  metric: fc.record(
    { ...base, kind: of('metric'), metric: fc.constantFrom(...CASE_METRICS), min: finite, max: finite },
    { requiredKeys: ['id', 'negated', 'muted', 'kind', 'metric'] }
  ),
  rework: fc.record({
    ...base,
    kind: of('rework'),
    form: fc.constantFrom(...REWORK_FORMS),
    activities: fc.array(label),
    times: fc.integer({ min: 1 })
  }),
  completion: fc.record({
    ...base,
    kind: of('completion'),
    state: fc.constantFrom('completed', 'running'),
    ends: fc.array(label)
  }),
  'case-list': fc.record({ ...base, kind: of('case-list'), caseIds: fc.array(label) }),
  top: fc.record({
    ...base,
    kind: of('top'),
    by: fc.constantFrom('variants', ...CASE_METRICS),
    order: fc.constantFrom('most', 'least'),
    count: fc.integer({ min: 1 })
  }),
  coverage: fc.record({ ...base, kind: of('coverage'), share: fc.double({ min: 0, max: 1, noNaN: true }).map((n) => n || 0) }),
  sql: fc.record({ ...base, kind: of('sql'), predicate: label }),
  events: fc.record({ ...base, kind: of('events'), column: value, values: fc.array(value) }),
  crop: fc.record({ ...base, kind: of('crop'), from: value, to: value, reach: fc.constantFrom('near', 'far') })
};
const single: fc.Arbitrary<Clause> = fc.oneof(...Object.values(KINDS));
const clause = fc.letrec<{ clause: Clause; group: Clause }>((tie) => ({
  clause: fc.oneof({ maxDepth: 3 }, single, tie('group')),
  group: fc.record({
    ...base,
    kind: of('group'),
    join: fc.constantFrom('and', 'or'),
    clauses: fc.array(
      tie('clause').filter((part) => !isEventClause(part)),
      { maxLength: 3 }
    )
  })
})).clause;
const selection: fc.Arbitrary<LogSelection> = fc.record(
  {
    names: fc.uniqueArray(fc.record({ from: label, to: label }), { selector: ({ from }) => from }),
    clauses: fc.array(clause, { maxLength: 6 })
  },
  { requiredKeys: ['clauses'] }
);

test('what is written is read as it was, every kind', () => {
  fc.assert(
    fc.property(selection, (written) => {
      expect(selectionFrom(JSON.parse(JSON.stringify(written)))).toEqual(written);
    })
  );
});

const refused = (json: unknown): string | undefined => {
  try {
    selectionFrom(json);
    return undefined;
  } catch (why) {
    const { code, detail } = why as { code: string; detail: { path: string } };
    expect(code).toBe('bad-analysis');
    return detail.path;
  }
};
const activity = { id: 'a', negated: false, muted: false, kind: 'activity', activities: ['x'] };
const group = (...clauses: unknown[]) => ({ id: 'g', negated: false, muted: false, kind: 'group', join: 'or', clauses });
const nested = (depth: number): unknown => (depth === 0 ? activity : { ...group(nested(depth - 1)), id: `g${depth}` });

test.each<[string, unknown, string]>([
  ['nothing', undefined, ''],
  ['a list', [], ''],
  ['no clauses', {}, 'clauses'],
  ['clauses that are none', { clauses: {} }, 'clauses'],
  ['an unknown kind', { clauses: [{ ...activity, kind: 'conformance' }] }, 'clauses[0].kind'],
  ['a kind of another prototype', { clauses: [{ ...activity, kind: 'constructor' }] }, 'clauses[0].kind'],
  ['no id', { clauses: [{ ...activity, id: undefined }] }, 'clauses[0].id'],
  ['an id twice', { clauses: [activity, activity] }, 'clauses[1].id'],
  ['an id twice, in a group', { clauses: [activity, group(activity)] }, 'clauses[1].clauses[0].id'],
  ['a text for a flag', { clauses: [{ ...activity, negated: 'true' }] }, 'clauses[0].negated'],
  ['a number for a label', { clauses: [{ ...activity, activities: ['x', 7] }] }, 'clauses[0].activities[1]'],
  ['a label without end', { clauses: [{ ...activity, activities: ['x'.repeat(10_001)] }] }, 'clauses[0].activities[0]'],
  ['a place there is not', { clauses: [{ ...activity, place: 'middle' }] }, 'clauses[0].place'],
  ['half a time', { clauses: [{ ...activity, kind: 'rework', form: 'loop', times: 1.5 }] }, 'clauses[0].times'],
  ['a share above all', { clauses: [{ ...activity, kind: 'coverage', share: 1.1 }] }, 'clauses[0].share'],
  ['a bound that is none', { clauses: [{ ...activity, kind: 'metric', metric: 'duration', min: '1' }] }, 'clauses[0].min'],
  [
    'an event clause in a group',
    { clauses: [group({ ...activity, kind: 'events', column: null, values: [] })] },
    'clauses[0].clauses[0]'
  ],
  [
    'an activity renamed twice',
    {
      names: [
        { from: 'x', to: 'y' },
        { from: 'x', to: 'z' }
      ],
      clauses: []
    },
    'names[1].from'
  ],
  ['too many clauses', { clauses: Array.from({ length: 1001 }, (_, i) => ({ ...activity, id: String(i) })) }, 'clauses']
])('refused by its place: %s', (_, json, path) => {
  expect(refused(json)).toBe(path);
});

test('groups as deep as eight, no deeper; clauses in groups are counted', () => {
  expect(refused({ clauses: [nested(8)] })).toBeUndefined();
  expect(refused({ clauses: [nested(9)] })).toMatch(/^clauses\[0\](\.clauses\[0\]){9}$/);
  const many = (id: string) => ({ ...group(...Array.from({ length: 600 }, (_, i) => ({ ...activity, id: id + i }))), id });
  expect(refused({ clauses: [many('a')] })).toBeUndefined();
  expect(refused({ clauses: [many('a'), many('b')] })).toContain('clauses[1].clauses[');
});

test('prototypes are nothing, unknown fields are dropped', () => {
  const json: unknown = JSON.parse(
    '{"__proto__": {"names": []}, "clauses": [{"id": "a", "negated": false, "muted": false, "kind": "activity", "activities": ["__proto__"], "__proto__": {"place": "first"}, "extra": 1}]}'
  );
  const read = selectionFrom(json);
  expect(read).toEqual({ clauses: [{ ...activity, activities: ['__proto__'] }] });
  expect(Object.getPrototypeOf(read.clauses[0])).toBe(Object.prototype);
  expect(refused(JSON.parse('{"__proto__": {"clauses": []}}'))).toBe('clauses');
});

test('any JSON is read or refused', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (clauses, part) => {
      for (const json of [clauses, { clauses }, { clauses: [part] }, { clauses: [{ ...activity, activities: part }] }]) {
        refused(json);
      }
    })
  );
});
