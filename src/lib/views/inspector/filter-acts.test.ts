import { expect, test } from 'vitest';
import { smallMap } from '$lib/views/process-map/small-map.fixture';
import { filterActs } from './filter-acts';

const { summary } = smallMap(['a', 'b'], [[0, 1, 3]]);

test('of an activity: with, without, first, last, repeated', () => {
  const acts = filterActs({ kind: 'activity', activity: 1 }, summary, NaN);
  expect(acts.map(({ name }) => name)).toEqual(['with', 'without', 'start', 'end', 'again']);
  expect(acts.map(({ clause }) => clause.negated)).toEqual([false, true, false, false, false]);
  expect(acts[2]!.clause).toMatchObject({ kind: 'activity', activities: ['b'], place: 'first' });
});

test('of a path: directly, not so, later, slower than most, where there are times', () => {
  const acts = filterActs({ kind: 'edge', edge: 0 }, summary, 5000);
  expect(acts.map(({ name }) => name)).toEqual(['with', 'without', 'eventually', 'slow']);
  expect(acts[3]!.clause).toMatchObject({ kind: 'follows', from: 'a', to: 'b', reach: 'directly', minMs: 5000 });
  expect(filterActs({ kind: 'edge', edge: 0 }, summary, NaN)).toHaveLength(3);
});
