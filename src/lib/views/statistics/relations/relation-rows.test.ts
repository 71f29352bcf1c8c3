import { expect, test } from 'vitest';
import type { Relations } from '$lib/model/timing';
import { relationRows } from './relation-rows';

const relations: Relations = {
  activity: Uint32Array.of(3, 5),
  direct: Uint32Array.of(6, 0),
  directCases: Uint32Array.of(4, 0),
  directShare: Float64Array.of(0.6, 0),
  directMedianMs: Float64Array.of(10, NaN),
  eventual: Float64Array.of(7, 9),
  eventualCases: Uint32Array.of(4, 5),
  eventualShare: Float64Array.of(0.8, 1),
  nextMedianMs: Float64Array.of(12, 20)
};

test('directly: what is next, with the begin or end of the case among it', () => {
  expect(relationRows(relations, 'directly', 4)).toEqual([
    { activity: 3, times: 6, cases: 4, share: 0.6, medianMs: 10 },
    { activity: null, times: 4, cases: 4, share: 0.4, medianMs: NaN }
  ]);
});

test('at any time: by cases, without an end', () => {
  expect(relationRows(relations, 'eventually', 4).map(({ activity, cases }) => [activity, cases])).toEqual([
    [5, 5],
    [3, 4]
  ]);
});
