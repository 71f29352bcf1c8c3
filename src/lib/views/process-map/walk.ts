import type { Scene } from './canvas/scene';

export type Way = 'next' | 'previous' | 'before' | 'after';

/**
 * Where a key leads from a box: `next` and `previous` along the most frequent path out of and into it (never round a self-loop),
 * `before` and `after` in reading order. Undefined where there is nothing.
 */
export function walked(scene: Scene, key: string, way: Way): string | undefined {
  if (way === 'before' || way === 'after') {
    const order = readingOrder(scene);
    return order[order.indexOf(key) + (way === 'after' ? 1 : -1)];
  }
  const path = heaviest(scene, key, way === 'next');
  return way === 'next' ? path?.target : path?.source;
}

/** The most frequent shown path out of (into) a box from (to) another activity. */
export function heaviest(
  scene: Scene,
  key: string,
  isOut: boolean
): { source: string; target: string; many: string } | undefined {
  let best: { source: string; target: string; many: string } | undefined;
  let most = -1;
  for (const { edge } of scene.edges) {
    if (edge.edge < 0 || edge.source === edge.target || (isOut ? edge.source : edge.target) !== key || edge.count <= most)
      continue;
    [best, most] = [edge, edge.count];
  }
  return best;
}

/** Activities as they stand: along the flow first, then across it. */
export function readingOrder(scene: Scene): readonly string[] {
  const isDown = scene.drawing.request.direction === 'down';
  return [...scene.nodes.values()]
    .filter(({ node }) => node.kind === 'activity')
    .sort((a, b) => (isDown ? a.y - b.y || a.x - b.x : a.x - b.x || a.y - b.y))
    .map(({ node }) => node.key);
}
