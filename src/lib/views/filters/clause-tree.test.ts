import { expect, test } from 'vitest';
import type { Clause, ClauseOf } from '$lib/model/selection';
import * as tree from './clause-tree';

const leaf = (id: string, more: Partial<ClauseOf<'coverage'>> = {}): Clause => ({
  id,
  kind: 'coverage',
  share: 0.5,
  negated: false,
  muted: false,
  ...more
});
const trim = (id: string): Clause => ({ id, kind: 'events', column: null, values: [], negated: false, muted: false });
const group = (id: string, clauses: readonly Clause[], more: Partial<ClauseOf<'group'>> = {}): Clause => ({
  id,
  kind: 'group',
  join: 'or',
  negated: false,
  muted: false,
  clauses,
  ...more
});
/** as text: groups in brackets, `!` turned round, `-` switched off */
const text = (clauses: readonly Clause[]): string =>
  clauses
    .map((clause) => {
      const sign = `${clause.negated ? '!' : ''}${clause.muted ? '-' : ''}`;
      return sign + (clause.kind === 'group' ? `${clause.join}(${text(clause.clauses)})` : clause.id);
    })
    .join(' ');

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => leaf(id)) as [Clause, Clause, Clause, Clause];

test('a clause is found, changed and removed, in groups too', () => {
  const clauses = [a, group('g', [b, group('h', [c, d])])];
  expect(tree.clauseOf(clauses, 'd')).toBe(d);
  expect(tree.clauseOf(clauses, 'x')).toBeUndefined();
  expect(tree.groupAround(clauses, 'd')?.id).toBe('h');
  expect(tree.groupAround(clauses, 'a')).toBeUndefined();
  expect(text(tree.withClause(clauses, leaf('d', { negated: true })))).toBe('a or(b or(c !d))');
  expect(text(tree.withoutClause(clauses, 'b'))).toBe('a or(c d)');
  expect(text(tree.besides(clauses, 'd'))).toBe('a');
  expect(text(tree.besides(clauses, 'a'))).toBe('or(b or(c d))');
});

test('a group of one is that one, turned round and switched off as the group was', () => {
  expect(text(tree.withoutClause([group('g', [a, b], { negated: true })], 'b'))).toBe('!a');
  expect(text(tree.withoutClause([group('g', [a, leaf('b', { negated: true })], { negated: true, muted: true })], 'a'))).toBe(
    '-b'
  );
  expect(text(tree.withoutClause([group('g', [a])], 'a'))).toBe('');
});

test('clauses move among those they are listed with', () => {
  expect(text(tree.moved([a, b, c], 'c', -1))).toBe('a c b');
  expect(text(tree.moved([a, trim('x'), b], 'a', -1))).toBe('a x b');
  expect(text(tree.moved([a, trim('x'), b], 'b', -1))).toBe('x b a');
  expect(text(tree.moved([group('g', [a, b])], 'b', -1))).toBe('or(b a)');
  expect(text(tree.movedBefore([a, b, c], 'c', 'a'))).toBe('c a b');
  expect(text(tree.movedBefore([a, b, c], 'a', null))).toBe('b c a');
  expect(text(tree.movedBefore([a, trim('x')], 'x', null))).toBe('x a');
});

test('clauses are grouped where the first stands; a group of the same join gives its parts', () => {
  const ids = (...all: string[]) => new Set(all);
  expect(text(tree.grouped([a, b, c], ids('a', 'c'), 'or', 'g'))).toBe('or(a c) b');
  expect(text(tree.grouped([group('h', [a, b]), c], ids('h', 'c'), 'or', 'g'))).toBe('or(a b c)');
  expect(text(tree.grouped([group('h', [a, b]), c], ids('h', 'c'), 'and', 'g'))).toBe('and(or(a b) c)');
  expect(text(tree.grouped([group('h', [a, b], { negated: true }), c], ids('h', 'c'), 'or', 'g'))).toBe('or(!or(a b) c)');
  expect(text(tree.grouped([a, trim('x')], ids('a', 'x'), 'or', 'g'))).toBe('a x');
});

test('groups are taken apart, whole or a part at a time', () => {
  expect(text(tree.ungrouped([a, group('g', [b, c]), d], 'g'))).toBe('a b c d');
  expect(text(tree.takenOut([group('g', [a, b, c]), d], 'b'))).toBe('or(a c) b d');
  expect(text(tree.takenOut([group('g', [a, b])], 'b'))).toBe('a b');
});

test('turned round twice they are what they were', () => {
  const twice = (clauses: readonly Clause[]) => tree.inverted(tree.inverted(clauses, 'g'), 'h');
  expect(text(tree.inverted([a, b], 'g'))).toBe('!and(a b)');
  expect(text(tree.inverted([trim('x'), a, leaf('m', { muted: true })], 'g'))).toBe('x !a -m');
  for (const clauses of [[a, b], [a], [group('k', [a, b])], [trim('x'), a, b]]) expect(text(twice(clauses))).toBe(text(clauses));
  expect(tree.inverted([], 'g')).toEqual([]);
});

test('a copy has ids of its own throughout', () => {
  let n = 0;
  const copy = tree.withFreshIds(group('g', [a, b]), () => `n${++n}`);
  expect(copy.id).toBe('n1');
  expect(copy.kind === 'group' && copy.clauses.map(({ id }) => id)).toEqual(['n2', 'n3']);
});
