import type { MapLayout } from '$lib/model/map';
import type { DrawnEdge, DrawnNode, Drawing } from '../drawing/drawing';
import { labelAt, lineOf, pointsOf, type Box, type Line, type Point } from '../drawing/geometry';

/** A node where it stands. */
export interface PlacedNode extends Box {
  readonly node: DrawnNode;
}

/** An edge where it runs: `points` as in [Note: Edge curves]; the label's centre, which is `offset` from its `anchor` on the line. */
export interface PlacedEdge {
  readonly edge: DrawnEdge;
  readonly line: Line;
  readonly points: Float64Array;
  readonly label: Point;
  readonly anchor: Point;
  readonly offset: Point;
}

/** What is drawn and where: the one picture that canvas, mini-map, keyboard mirror and exports show. */
export interface Scene {
  readonly drawing: Drawing;
  readonly nodes: ReadonlyMap<string, PlacedNode>;
  readonly edges: readonly PlacedEdge[];
  readonly bounds: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

/**
 * Put a drawing at the places of a layout.
 *
 * @param kept places that win over the layout's: nodes dragged by hand, and, while a slider moves, those that were there before
 */
export function sceneOf(drawing: Drawing, layout: MapLayout, kept: ReadonlyMap<string, Point>): Scene {
  const fresh = new Map<string, Point>();
  drawing.nodes.forEach((node, i) => fresh.set(node.key, { x: layout.nodes[2 * i]!, y: layout.nodes[2 * i + 1]! }));
  const lines = drawing.edges.map((edge, i) =>
    lineOf(
      layout.edges[i]!,
      { x: layout.labels[2 * i]!, y: layout.labels[2 * i + 1]! },
      fresh.get(edge.source)!,
      fresh.get(edge.target)!
    )
  );
  const nodes = new Map<string, PlacedNode>();
  const moved = new Set<string>();
  for (const node of drawing.nodes) {
    const at = kept.get(node.key) ?? fresh.get(node.key)!;
    const was = fresh.get(node.key)!;
    if (Math.abs(at.x - was.x) > 0.5 || Math.abs(at.y - was.y) > 0.5) moved.add(node.key);
    nodes.set(node.key, { node, x: at.x, y: at.y, width: node.width, height: node.height });
  }
  const edges = drawing.edges.map((edge, i) => placedEdge(edge, lines[i]!, nodes, moved));
  return { drawing, nodes, edges, bounds: boundsOf(nodes, edges, drawing) };
}

/** The scene with one node somewhere else; its edges follow. */
export function withMoved(scene: Scene, key: string, to: Point): Scene {
  const old = scene.nodes.get(key);
  if (!old) return scene;
  const nodes = new Map(scene.nodes).set(key, { ...old, x: to.x, y: to.y });
  const moved = new Set([key]);
  const edges = scene.edges.map((placed) =>
    placed.edge.source === key || placed.edge.target === key ? placedEdge(placed.edge, placed.line, nodes, moved) : placed
  );
  return { ...scene, nodes, edges, bounds: boundsOf(nodes, edges, scene.drawing) };
}

function placedEdge(edge: DrawnEdge, line: Line, nodes: ReadonlyMap<string, PlacedNode>, moved: ReadonlySet<string>): PlacedEdge {
  const points = pointsOf(
    line,
    nodes.get(edge.source)!,
    nodes.get(edge.target)!,
    moved.has(edge.source) || moved.has(edge.target)
  );
  const { anchor, offset } = labelAt(line, points);
  return { edge, line, points, anchor, offset, label: { x: anchor.x + offset.x, y: anchor.y + offset.y } };
}

/** Where a box, or the label of a path, stands; undefined where the scene has none of that key. */
export function placeIn(scene: Scene, key: string): Point | undefined {
  return scene.nodes.get(key) ?? scene.edges.find(({ edge }) => edge.key === key)?.label;
}

/** Between two scenes of the same drawing, for an animation: `share` 0 = where the nodes were, 1 = `to`. */
export function blended(from: ReadonlyMap<string, Point>, to: Scene, share: number): Scene {
  const nodes = new Map<string, PlacedNode>();
  for (const [key, node] of to.nodes) {
    const was = from.get(key) ?? node;
    nodes.set(key, { ...node, x: was.x + (node.x - was.x) * share, y: was.y + (node.y - was.y) * share });
  }
  const edges = to.edges.map((placed) => placedEdge(placed.edge, placed.line, nodes, new Set()));
  return { ...to, nodes, edges };
}

const MARGIN = 16;
/** px of the map that the words beside start and end take */
export const END_WORDS = 84;

function boundsOf(nodes: ReadonlyMap<string, PlacedNode>, edges: readonly PlacedEdge[], { request }: Drawing): Scene['bounds'] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const take = (x: number, y: number, halfWidth: number, halfHeight: number): void => {
    left = Math.min(left, x - halfWidth);
    right = Math.max(right, x + halfWidth);
    top = Math.min(top, y - halfHeight);
    bottom = Math.max(bottom, y + halfHeight);
  };
  for (const { node, x, y, width, height } of nodes.values()) {
    take(x, y, width / 2, height / 2);
    if (node.kind === 'activity') continue;
    // the words of start and end: to their right, on a sideways map over them
    if (request.direction === 'down') take(x + width / 2 + END_WORDS / 2, y, END_WORDS / 2, 8);
    else take(x, y - height / 2 - 8, width / 2, 8);
  }
  for (const { points, label, edge } of edges) {
    for (let i = 0; i + 1 < points.length; i += 2) take(points[i]!, points[i + 1]!, 4, 4);
    take(label.x, label.y, edge.labelWidth / 2, 8);
  }
  if (left === Infinity) return { left: 0, top: 0, width: 1, height: 1 };
  return { left: left - MARGIN, top: top - MARGIN, width: right - left + 2 * MARGIN, height: bottom - top + 2 * MARGIN };
}
