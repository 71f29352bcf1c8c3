import { expect, test } from 'vitest';
import type { ActivityStatistics } from '$lib/model/statistics';
import { sortedActivities } from './activity-columns';

const labels = ['b', 'a', 'c', 'gone'];
const statistics = { events: Uint32Array.of(1, 2, 2, 0) } as ActivityStatistics;
const column = (...values: number[]) => ({ id: 'x', name: 'x', kind: 'time' as const, values });

test('by a number; ties by label; what does not occur is not there', () => {
  expect(sortedActivities(labels, statistics, column(3, 5, 5, 9), true)).toEqual([1, 2, 0]);
  expect(sortedActivities(labels, statistics, column(3, 5, 5, 9), false)).toEqual([0, 1, 2]);
});

test('what has no value is last, whichever way', () => {
  expect(sortedActivities(labels, statistics, column(NaN, 5, 1, 0), true)).toEqual([1, 2, 0]);
  expect(sortedActivities(labels, statistics, column(NaN, 5, 1, 0), false)).toEqual([2, 1, 0]);
});

test('by label', () => {
  expect(sortedActivities(labels, statistics, undefined, false)).toEqual([1, 0, 2]);
});
