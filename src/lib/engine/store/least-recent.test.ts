import { expect, test } from 'vitest';
import { LeastRecent } from './least-recent';

test('what was not asked for the longest goes first', () => {
  const kept = new LeastRecent<number>(100);
  kept.set('a', 1, 38);
  kept.set('b', 2, 38);
  expect(kept.get('a')).toBe(1);
  kept.set('c', 3, 38);
  expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual([1, undefined, 3]);
});

test('the newest stays, however large; what is set again is counted once', () => {
  const kept = new LeastRecent<number>(10);
  kept.set('large', 1, 1000);
  expect(kept.get('large')).toBe(1);
  kept.set('large', 2, 4);
  kept.set('x', 3, 0);
  expect([kept.get('large'), kept.get('x')]).toEqual([undefined, 3]);
  kept.delete('x');
  kept.set('y', 4, 4);
  kept.set('z', 5, 2);
  expect([kept.get('y'), kept.get('z')]).toEqual([4, 5]);
});
