import { expect, test } from 'vitest';
import { MiningError } from '$lib/model/errors';
import type { LayoutRequest } from '$lib/model/map';
import { LayoutHost } from './layout-host';

/** Boxes in a chain; `size` sets requests apart. */
function chain(size: number, boxes = 3): LayoutRequest {
  return {
    direction: 'down',
    nodes: Array.from({ length: boxes }, () => ({ width: size, height: 30 })),
    edges: Array.from({ length: boxes - 1 }, (_, from) => ({ from, to: from + 1, weight: 1, labelWidth: 40 })),
    start: 0,
    end: boxes - 1
  };
}

test('lays out each box and each path', async () => {
  const { nodes, edges, labels } = await new LayoutHost().layout(chain(120));
  expect([nodes.length, edges.length, labels.length]).toEqual([6, 2, 4]);
  expect(nodes[1]!).toBeLessThan(nodes[3]!);
  expect(nodes[3]!).toBeLessThan(nodes[5]!);
});

test('answers the same request again with the same layout, however it is made', async () => {
  const host = new LayoutHost();
  const first = await host.layout(chain(120));
  expect(await host.layout(chain(120))).toBe(first);
  expect(await new LayoutHost().layout(chain(120))).toEqual(first);
});

test('takes no kept layout for another request: direction, sizes, weights, labels and turned paths count', async () => {
  const host = new LayoutHost();
  const request = chain(120);
  const [edge, ...rest] = request.edges;
  const others: LayoutRequest[] = [
    { ...request, direction: 'right' },
    chain(121),
    { ...request, edges: [{ ...edge!, weight: 50 }, ...rest] },
    { ...request, edges: [{ ...edge!, labelWidth: 90 }, ...rest] },
    { ...request, edges: [...request.edges, { from: 2, to: 1, weight: 1, labelWidth: 40 }] },
    { ...request, edges: [...request.edges, { from: 1, to: 2, weight: 1, labelWidth: 40 }] },
    { ...request, edges: [...request.edges, { from: 1, to: 1, weight: 1, labelWidth: 40 }] }
  ];
  const kept = await host.layout(request);
  for (const other of others) {
    const answer = await host.layout(other);
    expect(answer).not.toBe(kept);
    expect(answer).toEqual(await new LayoutHost().layout(other));
  }
  expect(await host.layout(request)).toBe(kept);
});

test('keeps what was asked for last, and forgets the oldest', async () => {
  const host = new LayoutHost();
  const [first, second] = [await host.layout(chain(100)), await host.layout(chain(101))];
  for (let size = 102; size < 164; size++) await host.layout(chain(size));
  // 64 are kept; the first is asked for again, so the second is the oldest when one more comes
  expect(await host.layout(chain(100))).toBe(first);
  await host.layout(chain(164));
  expect(await host.layout(chain(100))).toBe(first);
  const again = await host.layout(chain(101));
  expect(again).not.toBe(second);
  expect(again).toEqual(second);
});

test.each([
  ['a size that Graphviz cannot read', 1e300],
  ['a size without end', Infinity]
])('%s: layout-failed with the reason, and the next map is laid out', async (_, size) => {
  const host = new LayoutHost();
  const before = await host.layout(chain(120));
  const error: unknown = await host.layout(chain(size)).catch((why: unknown) => why);
  expect(error).toBeInstanceOf(MiningError);
  const { code, detail } = error as MiningError;
  expect(code).toBe('layout-failed');
  expect(detail.why).toMatch(/\S/);
  expect(await host.layout(chain(120))).toBe(before);
  expect((await host.layout(chain(130, 5))).nodes.every(Number.isFinite)).toBe(true);
  // a failure is not kept
  await expect(host.layout(chain(size))).rejects.toMatchObject({ code: 'layout-failed' });
});
