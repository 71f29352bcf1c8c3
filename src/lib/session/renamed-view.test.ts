import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseMask } from '$lib/kernel/selection/case-mask';
import { relabelledEvents } from '$lib/kernel/selection/relabelled-events';
import { indexedLog } from '$lib/kernel/selection/trimmed-log';
import { arbitraryPlainRows } from '$lib/kernel/testing/arbitrary-log';
import { arbitraryClause } from '$lib/kernel/testing/arbitrary-selection';
import { derivedFrom, inputOf } from '$lib/kernel/testing/log-of';
import type { Clause } from '$lib/model/selection';
import { renamedView, unnamedView, viewWithNames } from './renamed-view';
import { FIRST_VIEW, type ViewState } from './view-state';

const OWN = ['a', 'b', 'c', 'd'];
const base = { id: '1', negated: false, muted: false };
const viewOf = (...clauses: Clause[]): ViewState => ({ ...FIRST_VIEW, selection: { clauses } });
const clausesOf = (view: ViewState): readonly Clause[] => view.selection.clauses;

describe('renaming', () => {
  test('renames one activity everywhere it is named', () => {
    const view = {
      ...viewOf(
        { ...base, kind: 'activity', activities: ['a', 'b'] },
        { ...base, kind: 'follows', from: 'a', to: 'c', reach: 'directly' },
        { ...base, kind: 'variant', sequences: [['a', 'b', 'a']] },
        { ...base, kind: 'events', column: null, values: ['a', null] },
        { ...base, kind: 'crop', from: null, to: 'a', reach: 'near' },
        { ...base, kind: 'completion', state: 'completed', ends: ['a'] },
        { ...base, kind: 'group', join: 'or', clauses: [{ ...base, kind: 'rework', form: 'loop', activities: ['a'], times: 1 }] }
      ),
      hidden: ['a', 'd']
    };
    const renamed = renamedView(view, ['a'], 'A', OWN);
    expect(renamed.selection.names).toEqual([{ from: 'a', to: 'A' }]);
    expect(renamed.hidden).toEqual(['A', 'd']);
    expect(JSON.stringify(clausesOf(renamed))).toBe(JSON.stringify(clausesOf(view)).replaceAll('"a"', '"A"'));
  });

  test('groups several: lists name the group once', () => {
    const view = viewOf(
      { ...base, kind: 'activity', activities: ['a', 'b', 'c'] },
      { ...base, kind: 'variant', sequences: [['a', 'c'], ['b', 'c'], ['c']] }
    );
    const grouped = renamedView(view, ['a', 'b'], 'AB', OWN);
    expect(clausesOf(grouped)).toMatchObject([{ activities: ['AB', 'c'] }, { sequences: [['AB', 'c'], ['c']] }]);
    expect(grouped.selection.names).toEqual([
      { from: 'a', to: 'AB' },
      { from: 'b', to: 'AB' }
    ]);
  });

  test('renames a group as one, joins another activity to it, and forgets a name that is the own one', () => {
    const grouped = renamedView(viewOf(), ['a', 'b'], 'X', OWN);
    const joined = renamedView(grouped, ['X'], 'c', OWN);
    expect(joined.selection.names).toEqual([
      { from: 'a', to: 'c' },
      { from: 'b', to: 'c' }
    ]);
    // 'c' itself goes along: it is shown under that name too
    expect(renamedView(joined, ['c'], 'Z', OWN).selection.names).toHaveLength(3);
    expect(renamedView(renamedView(viewOf(), ['a'], 'X', OWN), ['X'], 'a', OWN).selection).toEqual({ clauses: [] });
  });

  test('variants keep their names, the overlay and the happy path go along', () => {
    const names = [
      { group: null, sequence: ['a', 'c'], name: 'first' },
      { group: null, sequence: ['b', 'c'], name: 'second' },
      { group: 'who', sequence: ['a', null], name: 'by whom' }
    ];
    const view: ViewState = {
      ...viewOf(),
      overlay: [['a', 'c'], ['b', 'c'], ['d']],
      variants: { ...FIRST_VIEW.variants, names, happyPath: ['b', 'd'] }
    };
    const grouped = renamedView(view, ['a', 'b'], 'AB', OWN);
    expect(grouped).toMatchObject({
      overlay: [['AB', 'c'], ['d']],
      variants: { happyPath: ['AB', 'd'], names: [{ sequence: ['AB', 'c'], name: 'first' }, { sequence: ['a', null] }] }
    });
    expect(unnamedView(grouped, null, OWN)).toMatchObject({ overlay: [['d']], variants: { happyPath: null, names: [names[2]] } });
  });

  test('a column of the same words is no activity', () => {
    const clause: Clause = { ...base, kind: 'attribute', column: 'who', values: ['a'] };
    expect(clausesOf(renamedView(viewOf(clause), ['a'], 'A', OWN))).toEqual([clause]);
  });
});

describe('taking a group apart', () => {
  const grouped = renamedView(viewOf(), ['a', 'b'], 'X', OWN);
  const apart = (clause: Clause): Clause =>
    clausesOf(unnamedView({ ...grouped, selection: { ...grouped.selection, clauses: [clause] } }, ['X'], OWN))[0]!;

  test('a list names its members, a pair becomes any of the pairs', () => {
    expect(apart({ ...base, kind: 'activity', activities: ['X', 'd'] })).toMatchObject({ activities: ['a', 'b', 'd'] });
    expect(apart({ ...base, negated: true, kind: 'follows', from: 'X', to: 'd', reach: 'directly' })).toMatchObject({
      kind: 'group',
      join: 'or',
      negated: true,
      clauses: [
        { from: 'a', to: 'd', negated: false },
        { from: 'b', to: 'd', negated: false }
      ]
    });
  });

  test('what cannot be said of several is muted', () => {
    expect(apart({ ...base, kind: 'variant', sequences: [['X', 'd']] })).toMatchObject({ muted: true });
    expect(apart({ ...base, kind: 'crop', from: 'X', to: null, reach: 'far' })).toMatchObject({ muted: true, from: 'a' });
    expect(apart({ ...base, kind: 'crop', from: 'c', to: null, reach: 'far' })).toMatchObject({ muted: false, from: 'c' });
  });

  test('one member can leave', () => {
    const view = { ...grouped, hidden: ['X'] };
    expect(viewWithNames(view, [{ from: 'a', to: 'X' }], OWN)).toMatchObject({
      hidden: ['X', 'b'],
      selection: { names: [{ from: 'a', to: 'X' }] }
    });
    expect(unnamedView(grouped, null, OWN).selection).toEqual({ clauses: [] });
  });
});

/** Ties among variants go by their labels, so by the new ones. */
const knowsNoOrder = (clause: Clause): boolean =>
  clause.kind === 'group' ? clause.clauses.every(knowsNoOrder) : clause.kind !== 'top' && clause.kind !== 'coverage';

test('a renamed clause keeps the same cases of the renamed log', () => {
  const own = ['a', 'b', 'c', 'd', '__proto__'];
  fc.assert(
    fc.property(arbitraryPlainRows, arbitraryClause.filter(knowsNoOrder), fc.constantFrom(...own), (rows, clause, from) => {
      const { log, table } = derivedFrom(rows);
      const view = renamedView({ ...FIRST_VIEW, selection: { clauses: [clause] } }, [from], 'renamed', own);
      const renamed = indexedLog(relabelledEvents(log, view.selection.names ?? []), log);
      expect(caseMask(inputOf({ log: renamed, table }), view.selection.clauses)).toEqual(
        caseMask(inputOf({ log, table }), [clause])
      );
    }),
    { numRuns: 200 }
  );
});
