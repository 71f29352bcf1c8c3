import { expect, test } from 'vitest';
import type { FrequencyMap, MapTimes } from '$lib/model/map';
import { topDelays } from './top-delays';

const frequency = { edgeCount: Float64Array.of(2, 4, 1, 0) } as unknown as FrequencyMap;
const transition = {
  sumMs: Float64Array.of(100, 300, -5, 0),
  medianMs: Float64Array.of(50, 20, -5, NaN),
  meanMs: Float64Array.of(50, 75, -5, NaN),
  p90Ms: Float64Array.of(60, 200, -5, NaN)
};
const times = { transition, service: null } as unknown as MapTimes;

test('ranks by total time; edges without time are no delay', () => {
  expect(topDelays(frequency, times, 5).map(({ edge, rank, share }) => [edge, rank, share])).toEqual([
    [1, 1, 0.75],
    [0, 2, 0.25]
  ]);
});

test('can rank by the median', () => {
  expect(topDelays(frequency, times, 1, 'median').map(({ edge }) => edge)).toEqual([0]);
});
