import { expect, test } from 'vitest';
import { MapMemory } from './map-memory';
import { smallMap } from './small-map.fixture';

const { summary } = smallMap(
  ['a', 'b'],
  [
    [0, 1, 3],
    [1, 0, 2]
  ]
);

test('finds what was looked at under its new name', () => {
  const memory = new MapMemory(() => {});
  memory.keep({ kind: 'edge', edge: 1 }, summary);
  memory.rename(['a'], 'A');
  expect(
    memory.recall({ ...summary, activities: ['x', 'A', 'b'], edgeFrom: Uint32Array.of(0, 2), edgeTo: Uint32Array.of(2, 1) })
  ).toEqual({
    kind: 'edge',
    edge: 1
  });
  memory.keep({ kind: 'activity', activity: 0 }, summary);
  expect(memory.recall(summary)).toEqual({ kind: 'activity', activity: 0 });
  memory.rename(['a'], 'gone');
  expect(memory.recall(summary)).toBeNull();
});
