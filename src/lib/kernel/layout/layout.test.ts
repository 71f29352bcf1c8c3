import { Graphviz } from '@hpcc-js/wasm-graphviz';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { MiningError } from '$lib/model/errors';
import type { LayoutRequest, MapLayout } from '$lib/model/map';
import { dotOf, RANKED_EDGES, ROUTED_EDGES } from './dot';
import { flowOrder, spineOf } from './flow-order';
import { layoutFromJson } from './from-json';

let graphviz: Graphviz;
beforeAll(async () => {
  graphviz = await Graphviz.load();
});

const laidOut = (request: LayoutRequest): MapLayout =>
  layoutFromJson(graphviz.layout(dotOf(request), 'json0' as 'json', 'dot'), request);

/** Node 0 = start, the last = end; edges as from, to, weight. */
function requestOf(
  nodes: number,
  edges: readonly (readonly [number, number, number])[],
  direction: 'down' | 'right' = 'down'
): LayoutRequest {
  return {
    direction,
    nodes: Array.from({ length: nodes }, () => ({ width: 120, height: 30 })),
    edges: edges.map(([from, to, weight]) => ({ from, to, weight, labelWidth: 60 })),
    start: 0,
    end: nodes - 1
  };
}

const LOOPED = requestOf(6, [
  [0, 1, 10],
  [1, 2, 9],
  [2, 3, 8],
  [3, 2, 2],
  [3, 4, 8],
  [4, 5, 10],
  [4, 1, 1],
  [2, 2, 3],
  [1, 4, 1]
]);

const anyRequest = fc
  .record({
    nodes: fc.integer({ min: 2, max: 14 }),
    direction: fc.constantFrom('down' as const, 'right' as const),
    picks: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 500 })), { maxLength: 40 })
  })
  .map(({ nodes, direction, picks }) => {
    const seen = new Map<number, readonly [number, number, number]>();
    for (const [a, b, weight] of picks) seen.set((a % nodes) * nodes + (b % nodes), [a % nodes, b % nodes, weight]);
    return requestOf(nodes, [...seen.values()], direction);
  });

describe('the main path', () => {
  test('takes the way whose weakest edge is strongest', () => {
    // the direct edge 0 -> 3 is heavier than 1 -> 3, but the way over 1 and 2 never falls below 5
    const edges: [number, number, number][] = [
      [0, 1, 9],
      [1, 2, 5],
      [2, 3, 6],
      [0, 3, 4]
    ];
    expect(spineOf(requestOf(4, edges))).toEqual([0, 1, 2, 3]);
  });

  test('is empty where no path leads to the end', () => {
    expect(spineOf(requestOf(3, [[0, 1, 5]]))).toEqual([]);
  });

  test('never passes a node twice, and every step is an edge', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const spine = spineOf(request);
        expect(new Set(spine).size).toBe(spine.length);
        for (let i = 1; i < spine.length; i++) {
          expect(request.edges.some(({ from, to }) => from === spine[i - 1] && to === spine[i])).toBe(true);
        }
        if (spine.length > 0) expect([spine[0], spine.at(-1)]).toEqual([0, request.nodes.length - 1]);
      })
    );
  });
});

describe('the order of flow', () => {
  test('has every node once, start first, end last', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const { order, rank } = flowOrder(request);
        expect([...order].sort((a, b) => a - b)).toEqual(request.nodes.map((_, node) => node));
        order.forEach((node, at) => expect(rank[node]).toBe(at));
        expect(rank[0]).toBe(0);
        expect(rank[request.nodes.length - 1]).toBe(request.nodes.length - 1);
      })
    );
  });

  test('puts a node where the least weight runs backwards', () => {
    // 3 comes after 2 (weight 7) although a rare edge leads back to 1
    const { rank } = flowOrder(
      requestOf(5, [
        [0, 1, 9],
        [1, 2, 9],
        [2, 4, 9],
        [2, 3, 7],
        [3, 1, 1]
      ])
    );
    expect(rank[3]!).toBeGreaterThan(rank[2]!);
  });
});

describe('a layout', () => {
  test('stands the main path in one straight line, from top to bottom', () => {
    const { nodes } = laidOut(LOOPED);
    const x = [0, 1, 2, 3, 4, 5].map((node) => nodes[2 * node]!);
    const y = [0, 1, 2, 3, 4, 5].map((node) => nodes[2 * node + 1]!);
    for (const at of x) expect(at).toBeCloseTo(x[0]!, 0);
    expect(y).toEqual([...y].sort((a, b) => a - b));
  });

  test('runs sideways when asked to', () => {
    const { nodes } = laidOut({ ...LOOPED, direction: 'right' });
    const x = [0, 1, 2, 3, 4, 5].map((node) => nodes[2 * node]!);
    expect(x).toEqual([...x].sort((a, b) => a - b));
  });

  test('begins and ends each edge on its boxes, in its own direction, and covers no box by another', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const { nodes, edges, labels } = laidOut(request);
        expect(edges).toHaveLength(request.edges.length);
        expect(labels.every(Number.isFinite)).toBe(true);
        const isOn = (node: number, x: number, y: number): boolean => {
          const { width, height } = request.nodes[node]!;
          return Math.abs(x - nodes[2 * node]!) <= width / 2 + 3 && Math.abs(y - nodes[2 * node + 1]!) <= height / 2 + 3;
        };
        request.edges.forEach(({ from, to }, i) => {
          const points = edges[i]!;
          expect(isOn(from, points[0]!, points[1]!), `edge ${i} begins`).toBe(true);
          expect(isOn(to, points.at(-2)!, points.at(-1)!), `edge ${i} ends`).toBe(true);
        });
        request.nodes.forEach((a, i) =>
          request.nodes.forEach((b, j) => {
            if (i >= j) return;
            const apart =
              Math.abs(nodes[2 * i]! - nodes[2 * j]!) >= (a.width + b.width) / 2 - 1 ||
              Math.abs(nodes[2 * i + 1]! - nodes[2 * j + 1]!) >= (a.height + b.height) / 2 - 1;
            expect(apart, `boxes ${i} and ${j}`).toBe(true);
          })
        );
      }),
      { numRuns: 60 }
    );
  });

  test('is the same for the same request', () => {
    expect(laidOut(LOOPED)).toEqual(laidOut(LOOPED));
  });

  test('keeps the two ways between a pair apart', () => {
    const { edges } = laidOut(LOOPED);
    const middle = (points: Float64Array): number => points[2 * Math.floor(points.length / 4)]!;
    expect(Math.abs(middle(edges[2]!) - middle(edges[3]!))).toBeGreaterThanOrEqual(12);
  });

  test('of thousands of edges ranks by the heaviest and still draws all', () => {
    const edges: [number, number, number][] = [];
    for (let from = 0; from < 50; from++)
      for (let to = 0; to < 50; to++) edges.push([from, to, 1 + ((from * 31 + to * 17) % 97)]);
    const request = requestOf(50, edges);
    expect(dotOf(request).match(/->/g)!.length).toBeLessThanOrEqual(RANKED_EDGES);
    expect(edges.length).toBeGreaterThan(ROUTED_EDGES);
    expect(laidOut(request).edges.every((points) => points.length >= 6 && points.every(Number.isFinite))).toBe(true);
  });

  test('refuses an answer that is not its own', () => {
    for (const answer of ['', '{"bb":""}', '{"bb":"0,0,9,9","objects":[]}']) {
      expect(() => layoutFromJson(answer, LOOPED)).toThrow(MiningError);
    }
  });
});

test('no label of a log can enter the dot text: it holds numbers only', () => {
  expect(dotOf(LOOPED)).toMatch(/^[\w\s={}[\].;>"-]*$/);
});
