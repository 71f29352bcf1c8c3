import type { ElementDefinition } from 'cytoscape';
import { arrowOf } from '../drawing/geometry';
import { stepColours, type Palette } from './palette';
import type { PlacedEdge, PlacedNode, Scene } from './scene';

/** A node's data for Cytoscape. */
export function nodeData({ node }: PlacedNode, scene: Scene, palette: Palette): Record<string, unknown> {
  const { fill } = stepColours(palette, scene.drawing.nodeScale.kind, node.step);
  return { id: node.key, kind: node.kind, width: node.width, height: node.height, fill };
}

/** An edge's data for Cytoscape: the drawn line ends at the base of its arrowhead. */
export function edgeData(placed: PlacedEdge, scene: Scene, palette: Palette): Record<string, unknown> {
  const { edge, line, points } = placed;
  const { fill } = stepColours(palette, scene.drawing.edgeScale.kind, edge.step);
  const source = scene.nodes.get(edge.source)!;
  const target = scene.nodes.get(edge.target)!;
  const { base } = arrowOf(points, edge.width);
  const inner = points.length / 2 - 2;
  const data = {
    id: edge.key,
    source: edge.source,
    target: edge.target,
    width: edge.width,
    fill,
    isLoop: line.isLoop ? 1 : 0,
    sourceEnd: `${px(points[0]! - source.x)} ${px(points[1]! - source.y)}`,
    targetEnd: `${px(base.x - target.x)} ${px(base.y - target.y)}`
  };
  if (line.isLoop) {
    // Cytoscape puts a loop's control points at 1.4 x step size from the centre, half the sweep to each side of the direction
    const [x, y] = [points[2]! - source.x, Math.abs(points[3]! - source.y)];
    return { ...data, sweep: `${(2 * Math.atan2(y, x) * 180) / Math.PI}deg`, reach: Math.hypot(x, y) / 1.4 };
  }
  return {
    ...data,
    weights: line.weights
      .slice(0, inner)
      .map((weight) => weight.toFixed(4))
      .join(' '),
    distances: line.distances
      .slice(0, inner)
      .map((distance) => distance.toFixed(2))
      .join(' ')
  };
}

function px(offset: number): string {
  return `${offset.toFixed(2)}px`;
}

export function elementOf(
  group: 'nodes' | 'edges',
  data: Record<string, unknown>,
  position?: { x: number; y: number }
): ElementDefinition {
  return { group, data, ...(position && { position: { x: position.x, y: position.y } }) };
}

/** Give an element its data; what stays as it was costs no new style. */
export function change<T extends SingularData>(element: T, data: Record<string, unknown>): T {
  for (const key of Object.keys(data)) {
    if (element.data(key) !== data[key]) {
      element.data(data);
      break;
    }
  }
  return element;
}

interface SingularData {
  data(key: string): unknown;
  data(values: Record<string, unknown>): unknown;
}
