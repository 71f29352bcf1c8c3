import { expect, test } from 'vitest';
import { overlaidOf, withOverlaid } from './overlaid';

const LOG = {
  activities: ['a', 'b', 'c'],
  edgeFrom: Uint32Array.of(0, 0, 1, 1),
  edgeTo: Uint32Array.of(1, 2, 1, 2)
};

test('boxes and paths know which variants pass them; each variant once', () => {
  const { nodes, edges, tracks, starts, ends } = overlaidOf(LOG, [
    ['a', 'b', 'b', 'b', 'c'],
    ['a', 'c']
  ]);
  expect([nodes, edges]).toEqual([
    [0, 1, 2],
    [0, 1, 2, 3]
  ]);
  expect([...starts, ...ends]).toEqual([0, 2]);
  expect(Object.fromEntries(tracks)).toEqual({
    start: [0, 1],
    s0: [0, 1],
    a0: [0, 1],
    e0: [0],
    a1: [0],
    e2: [0],
    e3: [0],
    a2: [0, 1],
    e1: [1],
    t2: [0, 1],
    end: [0, 1]
  });
});

test('what the log does not have is left out, the rest is drawn', () => {
  const overlaid = overlaidOf(LOG, [['a', 'gone', 'c'], ['c', 'a'], []]);
  expect([overlaid.nodes, overlaid.edges]).toEqual([[0, 2], []]);
  const simplified = {
    nodes: Uint32Array.of(1),
    edges: Uint32Array.of(2),
    allNodes: 3,
    allEdges: 4,
    caseShare: 0.5,
    eventShare: 0.5
  };
  expect(withOverlaid(simplified, overlaid)).toEqual({ ...simplified, nodes: Uint32Array.of(0, 1, 2) });
});
