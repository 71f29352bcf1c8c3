import { expect, test } from 'vitest';
import type { Clause } from '$lib/model/selection';
import { reshapedView } from './reshaped-view';
import { FIRST_VIEW } from './view-state';

const base = { id: '1', negated: false, muted: false };
const attribute: Clause = { ...base, kind: 'attribute', column: 'who', values: ['Ann'] };
const activity: Clause = { ...base, kind: 'activity', activities: ['a'] };
const list: Clause = { ...base, kind: 'case-list', caseIds: ['7'] };

test('keeps how things are shown and the clauses that name no activity', () => {
  const view = {
    ...FIRST_VIEW,
    direction: 'right' as const,
    hidden: ['a'],
    overlay: [['a']],
    selection: {
      names: [{ from: 'a', to: 'A' }],
      clauses: [
        attribute,
        activity,
        list,
        { ...base, kind: 'group', join: 'or', clauses: [attribute, activity] } as Clause,
        { ...base, kind: 'events', column: null, values: ['a'] } as Clause
      ]
    }
  };
  expect(reshapedView(view, 5, true)).toEqual({ ...FIRST_VIEW, direction: 'right', selection: { clauses: [attribute, list] } });
  expect(reshapedView(view, 5, false).selection.clauses).toEqual([attribute]);
});
