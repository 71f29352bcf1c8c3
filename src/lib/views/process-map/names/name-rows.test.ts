import { expect, test } from 'vitest';
import { nameRows } from './name-rows';

test('lists in the order of the log, counts members, finds either name', () => {
  const names = [
    { from: 'c', to: 'Ｇroup' },
    { from: 'd', to: 'Ｇroup' }
  ];
  const rows = nameRows(['a', 'b', 'c', 'd'], names, '');
  expect(rows.map(({ own }) => own)).toEqual(['a', 'b', 'c', 'd']);
  expect(rows[2]).toEqual({ own: 'c', shown: 'Ｇroup', members: 2 });
  expect(nameRows(['a', 'b', 'c', 'd'], names, 'group').map(({ own }) => own)).toEqual(['c', 'd']);
  expect(nameRows(['a', 'b', 'c', 'd'], names, 'C').map(({ own }) => own)).toEqual(['c']);
});
