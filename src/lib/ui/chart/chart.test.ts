import { expect, test } from 'vitest';
import { apart, lastAt, pathOf, textWidth } from './chart';

test('labels that would run into one another are left out, the first stays', () => {
  const ticks = [0, 0.05, 0.5, 0.52, 1].map((at) => ({ at, label: '1,000' }));
  expect(apart(ticks, 200).map(({ at }) => at)).toEqual([0, 0.5, 1]);
  expect(apart(ticks, 2000)).toHaveLength(5);
});

test('a label at an end is moved inwards, so it counts from there', () => {
  const wide = '2026-01-01';
  const ticks = [0, textWidth(wide) / 400].map((at) => ({ at, label: wide }));
  expect(apart(ticks, 400)).toHaveLength(1);
});

test('the last label goes before the one beside it', () => {
  const ticks = [0, 0.5, 0.9, 1].map((at) => ({ at, label: '1,000' }));
  expect(apart(ticks, 200).map(({ at }) => at)).toEqual([0, 0.5, 1]);
});

test('Japanese letters take more room', () => {
  expect(textWidth('日')).toBeGreaterThan(textWidth('d'));
});

test('a path goes point by point, a step along the axes, an area comes back on the ground', () => {
  const points = { id: 'a', token: '--accent', xs: [0, 0.5, 1], ys: [0, 0.5, 1] };
  expect(pathOf({ ...points, form: 'line' }, 100, 10)).toBe('M0.0 10.0L50.0 5.0L100.0 0.0');
  expect(pathOf({ ...points, form: 'step' }, 100, 10)).toBe('M0.0 10.0H50.0V5.0H100.0V0.0');
  expect(pathOf({ ...points, form: 'area' }, 100, 10)).toBe('M0.0 10.0L50.0 5.0L100.0 0.0L100.0 10L0.0 10Z');
  expect(pathOf({ ...points, xs: [], form: 'line' }, 100, 10)).toBe('');
});

test('the last at or before', () => {
  expect([-1, 0, 0.4, 0.5, 2].map((x) => lastAt([0, 0.5, 1], x))).toEqual([-1, 0, 0, 1, 2]);
});
