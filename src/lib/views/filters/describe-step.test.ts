import { expect, test } from 'vitest';
import { messages } from '$lib/i18n/messages';
import { FIRST_VIEW, type ViewState } from '$lib/session/view-state';
import type { Clause } from '$lib/model/selection';
import * as tree from './clause-tree';
import { describeStep } from './describe-step';
import { ALL } from './one-of-each.fixture';
import { sentenceContext } from './sentences';

const summary = { timeZone: 'UTC', columns: [] };
const activity = (id: string, label: string): Clause => ({
  id,
  kind: 'activity',
  activities: [label],
  negated: false,
  muted: false
});
const [a, b, c] = [activity('a', 'A'), activity('b', 'B'), activity('c', 'C')];
const withClauses = (...clauses: readonly Clause[]): ViewState => ({ ...FIRST_VIEW, selection: { clauses } });
const say = (before: ViewState, after: ViewState, code: 'en' | 'ja' = 'en'): string =>
  describeStep({ before, after }, messages[code], sentenceContext(messages[code], summary), (field) =>
    field === 'map' ? 'Map' : undefined
  );
const filters = (before: readonly Clause[], after: readonly Clause[]): string =>
  say(withClauses(...before), withClauses(...after));

test('what was done to the filters', () => {
  expect(filters([], [a])).toBe('added filter “With A”');
  expect(filters([a], [a, b, c])).toBe('added 2 filters');
  expect(filters([a, b], [b])).toBe('removed filter “With A”');
  expect(filters([a], [])).toBe('removed filter “With A”');
  expect(filters([a, b], [])).toBe('removed all 2 filters');
  expect(filters([a, b], [activity('a', 'X'), b])).toBe('changed filter to “With X”');
  expect(filters([a, b], [{ ...a, negated: true }, b])).toBe('turned filter to “Without A”');
  expect(filters([a], [{ ...a, muted: true }])).toBe('switched off filter “With A”');
  expect(filters([{ ...a, muted: true }], [a])).toBe('switched on filter “With A”');
  expect(filters([a, b, c], [b, c, a])).toBe('moved filter “With A”');
  expect(filters([a, b, c], tree.inverted([a, b, c], 'g'))).toBe('grouped filters “Not: With A and With B and With C”');
  expect(filters([a], [b])).toBe('changed the filters');
});

test('what was done to groups', () => {
  const pair = tree.grouped([a, b], new Set(['a', 'b']), 'or', 'g');
  const three = tree.grouped([...pair, c], new Set(['g', 'c']), 'or', 'h');
  expect(filters([a, b, c], [...pair, c])).toBe('grouped filters “With A or With B”');
  expect(filters([...pair, c], three)).toBe('grouped filters “With A or With B or With C”');
  expect(filters([...pair, c], [a, b, c])).toBe('took filters apart “With A or With B”');
  expect(filters(three, tree.takenOut(three, 'c'))).toBe('took filters apart “With A or With B or With C”');
  expect(filters(three, tree.withoutClause(three, 'c'))).toBe('changed filter to “With A or With B”');
});

test('every field of the view has words, in both languages', () => {
  const part = (change: Partial<ViewState>): string => say(FIRST_VIEW, { ...FIRST_VIEW, ...change });
  expect(part({ activityShare: 0.4 })).toBe('activities to 40%');
  expect(part({ pathShare: 0.5 })).toBe('paths to 50%');
  expect(part({ hidden: ['A'] })).toBe('hid “A”');
  expect(part({ nodeMetric: 'mean' })).toBe('boxes show Mean time');
  expect(part({ direction: 'right' })).toBe('turned the map');
  expect(part({ map: { ...FIRST_VIEW.map, ring: true } })).toBe('changed Map');
  expect(part({ selection: { clauses: [], names: [{ from: 'A', to: 'Alpha' }] } })).toBe('renamed “A” to “Alpha”');
  const renamed = { clauses: [activity('a', 'Alpha')], names: [{ from: 'A', to: 'Alpha' }] };
  expect(say(withClauses(a), { ...FIRST_VIEW, selection: renamed })).toBe('renamed “A” to “Alpha”');
  expect(part({ pathShare: 0.5, direction: 'right' })).toBe('paths to 50%, and more');
  for (const key of Object.keys(FIRST_VIEW) as (keyof ViewState)[]) {
    for (const code of ['en', 'ja'] as const) {
      const changed = { ...FIRST_VIEW, [key]: key === 'selection' ? { clauses: [...ALL] } : FIRST_VIEW[key] };
      expect(say(FIRST_VIEW, changed, code)).not.toBe('');
    }
  }
  expect(say(withClauses(), withClauses(a), 'ja')).toBe('フィルター「A を含む」の追加');
});
