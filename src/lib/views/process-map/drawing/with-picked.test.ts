import { expect, test } from 'vitest';
import { smallDrawing, smallMap } from '../small-map.fixture';
import { isLeftOut, withPicked } from './with-picked';

const MAP = smallMap(
  ['a', 'b', 'c', 'd'],
  [
    [0, 1, 9],
    [1, 2, 6],
    [2, 3, 5],
    [3, 1, 2]
  ]
);
const SHOWN = { ...MAP.simplified, nodes: Uint32Array.of(0, 1), edges: Uint32Array.of(0), caseShare: 0.4 };

test('tells what the sliders leave out', () => {
  expect(isLeftOut(SHOWN, { kind: 'edge', edge: 0 })).toBe(false);
  expect(isLeftOut(SHOWN, { kind: 'edge', edge: 2 })).toBe(true);
  expect(isLeftOut(SHOWN, { kind: 'activity', activity: 1 })).toBe(false);
  expect(isLeftOut(SHOWN, { kind: 'activity', activity: 3 })).toBe(true);
});

test('a path comes with its activities, in order, and changes no share', () => {
  const added = withPicked(SHOWN, { kind: 'edge', edge: 2 }, MAP.summary);
  expect([...added.nodes]).toEqual([0, 1, 2, 3]);
  expect([...added.edges]).toEqual([0, 2]);
  expect(added).toMatchObject({ caseShare: 0.4, allNodes: 4, allEdges: 4 });
  expect([...SHOWN.nodes]).toEqual([0, 1]);
  const { nodes, edges } = smallDrawing({ ...MAP, simplified: added });
  expect(nodes.map(({ key }) => key)).toEqual(expect.arrayContaining(['a2', 'a3']));
  expect(edges.map(({ key }) => key)).toContain('e2');
  expect(edges.map(({ key }) => key)).not.toContain('e1');
});

test('an activity comes alone, one that is there not twice', () => {
  expect([...withPicked(SHOWN, { kind: 'activity', activity: 3 }, MAP.summary).nodes]).toEqual([0, 1, 3]);
  expect([...withPicked(SHOWN, { kind: 'edge', edge: 3 }, MAP.summary).nodes]).toEqual([0, 1, 3]);
});
