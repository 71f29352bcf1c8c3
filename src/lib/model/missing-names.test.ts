import { expect, test } from 'vitest';
import { missingNames, mutedWithout } from './missing-names';
import type { Clause } from './selection';

const base = { id: '1', negated: false, muted: false };
const log = { columns: ['colour', 'price'], activities: ['a', 'b'] };
const attribute: Clause = { ...base, kind: 'attribute', column: 'size', values: ['x'] };

test('columns and activities that the log lacks, inside groups too, each once', () => {
  const clauses: Clause[] = [
    attribute,
    { ...base, kind: 'group', join: 'or', clauses: [attribute, { ...base, kind: 'activity', activities: ['a', 'c'] }] },
    { ...base, kind: 'follows', from: 'a', to: 'd', reach: 'directly', compare: { column: 'team', equal: true } },
    { ...base, kind: 'range', column: 'price', min: 1 },
    { ...base, kind: 'events', column: null, values: ['c', null] },
    { ...base, kind: 'crop', from: null, to: 'b', reach: 'near' }
  ];
  expect(missingNames({ clauses }, log)).toEqual({ columns: ['size', 'team'], activities: ['c', 'd'] });
});

test('an activity is known by the name it is given, not by its own', () => {
  const clauses: Clause[] = [{ ...base, kind: 'activity', activities: ['A', 'a', 'b'] }];
  expect(missingNames({ names: [{ from: 'a', to: 'A' }], clauses }, log).activities).toEqual(['a']);
});

test('clauses over a missing column are muted, others stay as they are', () => {
  const other: Clause = { ...base, kind: 'activity', activities: ['zzz'] };
  const group: Clause = { ...base, kind: 'group', join: 'and', clauses: [attribute] };
  expect(mutedWithout([attribute, other, group], ['size']).map(({ muted }) => muted)).toEqual([true, false, true]);
});
