import { expect, test } from 'vitest';
import { binScale } from './bin-scale';

const bins = (...edges: number[]) => ({ from: Float64Array.from(edges.slice(0, -1)), to: Float64Array.from(edges.slice(1)) });

test.each([
  ['linear', bins(0, 10, 20, 1000)],
  ['log', bins(-5, 0, 1, 10, 100)]
] as const)('places and values belong to one another, %s', (scale, edges) => {
  const axis = binScale(edges, scale);
  for (let at = 0; at <= 1; at += 0.05) expect(axis.place(axis.valueAt(at))).toBeCloseTo(at, 9);
});

test('every bin takes the same room; what is outside stands at an end', () => {
  const axis = binScale(bins(0, 10, 20, 1000), 'linear');
  expect([0, 10, 20, 1000].map((value) => axis.place(value))).toEqual([0, 1 / 3, 2 / 3, 1]);
  expect([axis.place(-1), axis.place(5000)]).toEqual([0, 1]);
});

test('bins that grow by a factor are divided by factor', () => {
  expect(binScale(bins(1, 10, 100), 'log').valueAt(0.75)).toBeCloseTo(10 ** 1.5);
});

test('without bins nothing has a value', () => {
  expect(binScale(bins(), 'linear').valueAt(0.5)).toBeNaN();
});
