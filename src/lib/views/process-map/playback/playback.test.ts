import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseTokens } from '$lib/kernel/performance/case-tokens';
import { arbitraryRows } from '$lib/kernel/testing/arbitrary-log';
import { derivedFrom } from '$lib/kernel/testing/log-of';
import { smallDrawing, smallMap, smallScene } from '../small-map.fixture';
import { movesAt, tokensUnderWay } from './moves';
import { placeOn, waysOf } from './ways';

const MAP = smallMap(
  ['a', 'b', 'c'],
  [
    [0, 1, 9],
    [1, 2, 5]
  ]
);

test('a way runs along the drawn path at an even pace, from its beginning to its end', () => {
  const scene = smallScene(smallDrawing(MAP));
  const ways = waysOf(scene);
  expect([...ways.keys()].sort()).toEqual([0, 1]);
  const points = scene.edges.find(({ edge }) => edge.edge === 0)!.points;
  const way = ways.get(0)!;
  const [first, last] = [points.slice(0, 2), points.slice(-2)];
  expect(placeOn(way, 0)).toEqual({ x: first[0], y: first[1] });
  expect(placeOn(way, 1)).toEqual({ x: last[0], y: last[1] });
  expect(placeOn(way, 0.25).y).toBeCloseTo(first[1]! + (last[1]! - first[1]!) / 4, 3);
});

describe('moves', () => {
  test('are those that have left and not yet reached, as a plain look at all of them says', () => {
    fc.assert(
      fc.property(arbitraryRows, fc.double({ min: 0, max: 1, noNaN: true }), (rows, share) => {
        const tokens = caseTokens(derivedFrom(rows).log, 100, 'absolute');
        if (tokens.tokens === 0) return;
        const atMs = tokens.fromMs + share * (tokens.toMs - tokens.fromMs);
        const found: number[] = [];
        movesAt(tokens, atMs, (edge, behind, move) => {
          expect(edge).toBe(tokens.edge[move]);
          expect(behind).toBeGreaterThanOrEqual(0);
          expect(behind).toBeLessThanOrEqual(1);
          found.push(move);
        });
        expect(found).toEqual([...tokens.leaveMs.keys()].filter((i) => tokens.leaveMs[i]! <= atMs && tokens.reachMs[i]! > atMs));
        const begun = tokens.beginMs.filter((ms) => ms <= atMs).length;
        expect(tokensUnderWay(tokens, atMs)).toBe(begun - tokens.endMs.filter((ms) => ms < atMs).length);
        expect(tokensUnderWay(tokens, tokens.toMs + 1)).toBe(0);
      })
    );
  });
});
