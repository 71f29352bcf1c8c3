import { expect, test } from 'vitest';
import { smallMap } from '../small-map.fixture';
import { reworkKeys, withRework } from './with-rework';

const MAP = smallMap(
  ['a', 'b', 'c'],
  [
    [0, 1, 10],
    [1, 1, 4],
    [1, 2, 8],
    [2, 0, 6]
  ]
);
const REWORK = {
  ...MAP.rework,
  selfLoops: Float64Array.of(0, 4, 0),
  loops: Float64Array.of(6, 0, 0),
  edgeExtra: Float64Array.of(1, 4, 0, 6)
};

test('adds the paths that lead back between shown activities, no others', () => {
  const { summary, simplified } = MAP;
  const first = { ...simplified, edges: Uint32Array.of(0) };
  expect([...withRework(first, REWORK, summary).edges]).toEqual([0, 1, 3]);
  const two = { ...first, nodes: Uint32Array.of(0, 1) };
  expect([...withRework(two, REWORK, summary).edges]).toEqual([0, 1]);
});

test('lets stand out what leads back, and what it leads back to', () => {
  expect([...reworkKeys(MAP.simplified, REWORK, MAP.frequency)].sort()).toEqual(['a0', 'a1', 'e0', 'e1', 'e3']);
});
