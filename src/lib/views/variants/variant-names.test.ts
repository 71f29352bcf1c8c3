import { expect, test } from 'vitest';
import { nameOf, renamed } from './variant-names';

test('a name belongs to a sequence of labels under one grouping', () => {
  const names = renamed([], null, ['a', 'b'], ' Straight ');
  expect(nameOf(names, null, 2, () => ['a', 'b'])).toBe('Straight');
  expect(nameOf(names, null, 2, () => ['b', 'a'])).toBeUndefined();
  expect(nameOf(names, 'resource', 2, () => ['a', 'b'])).toBeUndefined();
  expect(nameOf(names, null, 3, () => expect.unreachable())).toBeUndefined();
});

test('a second name takes the place of the first, an empty one takes it back; missing values are values', () => {
  const once = renamed([], 'team', [null, 'x'], 'Waits');
  const twice = renamed(once, 'team', [null, 'x'], 'Stands still');
  expect(twice).toEqual([{ group: 'team', sequence: [null, 'x'], name: 'Stands still' }]);
  expect(renamed(twice, 'team', [null, 'x'], ' ')).toEqual([]);
});
