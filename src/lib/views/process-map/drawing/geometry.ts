import { pointAt, samplesOf } from '$lib/model/curve';

export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/**
 * An edge's line held relative to its two boxes, so that it follows them: ends as offsets from the boxes' centres, control points
 * along (`weights`) and across (`distances`, px) the line between the centres. It is how Cytoscape holds an `unbundled-bezier`.
 */
export interface Line {
  readonly isLoop: boolean;
  readonly sourceEnd: Point;
  readonly targetEnd: Point;
  readonly weights: readonly number[];
  readonly distances: readonly number[];
  /** the label stands beside this share of the line's length, its centre so far from there */
  readonly label: Point & { readonly share: number };
}

/** A line from its points ([Note: Edge curves]) and the boxes they were made for. */
export function lineOf(points: ArrayLike<number>, label: Point, source: Point, target: Point): Line {
  const last = points.length - 2;
  const isLoop = source === target || (source.x === target.x && source.y === target.y);
  const [vx, vy] = [target.x - source.x, target.y - source.y];
  const size = Math.hypot(vx, vy) || 1;
  const weights: number[] = [];
  const distances: number[] = [];
  for (let i = 2; i < last; i += 2) {
    const [px, py] = [points[i]! - source.x, points[i + 1]! - source.y];
    weights.push(isLoop ? px : (px * vx + py * vy) / (size * size));
    distances.push(isLoop ? py : (py * vx - px * vy) / size);
  }
  if (weights.length === 0) {
    weights.push(0.5);
    distances.push(0);
  }
  const share = nearestShare(points, label);
  const anchor = pointAt(samplesOf(points, 6), share);
  return {
    isLoop,
    sourceEnd: { x: points[0]! - source.x, y: points[1]! - source.y },
    targetEnd: { x: points[last]! - target.x, y: points[last + 1]! - target.y },
    weights,
    distances,
    label: { share, x: label.x - anchor.x, y: label.y - anchor.y }
  };
}

/** The points of a line where its boxes are now ([Note: Edge curves]). Where a box was moved, the ends go to the near side of it. */
export function pointsOf(line: Line, source: Box, target: Box, isMoved: boolean): Float64Array {
  const n = line.weights.length;
  const points = new Float64Array(2 * (n + 2));
  const [vx, vy] = [target.x - source.x, target.y - source.y];
  const size = Math.hypot(vx, vy) || 1;
  for (let i = 0; i < n; i++) {
    const [w, d] = [line.weights[i]!, line.distances[i]!];
    points[2 * i + 2] = source.x + (line.isLoop ? w : w * vx - (d * vy) / size);
    points[2 * i + 3] = source.y + (line.isLoop ? d : w * vy + (d * vx) / size);
  }
  const redone = isMoved && !line.isLoop;
  const from = redone ? border(source, points[2]!, points[3]!) : line.sourceEnd;
  const to = redone ? border(target, points[2 * n]!, points[2 * n + 1]!) : line.targetEnd;
  points[0] = source.x + from.x;
  points[1] = source.y + from.y;
  points[2 * n + 2] = target.x + to.x;
  points[2 * n + 3] = target.y + to.y;
  return points;
}

function border(box: Box, towardsX: number, towardsY: number): Point {
  const [dx, dy] = [towardsX - box.x, towardsY - box.y];
  const share = Math.min(box.width / 2 / (Math.abs(dx) || 1e-9), box.height / 2 / (Math.abs(dy) || 1e-9));
  return { x: dx * share, y: dy * share };
}

/** Where a line's label stands now: the point of the line, and the label's centre from there. */
export function labelAt(line: Line, points: ArrayLike<number>): { readonly anchor: Point; readonly offset: Point } {
  const { x, y } = pointAt(samplesOf(points, 6), line.label.share);
  return { anchor: { x, y }, offset: { x: line.label.x, y: line.label.y } };
}

/** The share of a line's length, in twentieths, at which it comes nearest to a point. */
function nearestShare(points: ArrayLike<number>, to: Point): number {
  const samples = samplesOf(points, 6);
  let best = 0.5;
  let least = Infinity;
  for (let i = 1; i < 20; i++) {
    const { x, y } = pointAt(samples, i / 20);
    // the middle where it makes no difference
    const distance = Math.hypot(x - to.x, y - to.y) + Math.abs(i - 10) * 0.05;
    if (distance < least) [best, least] = [i / 20, distance];
  }
  return best;
}

/** An arrowhead: tip on the box, base where the drawn line ends. */
export interface Arrow {
  readonly tip: Point;
  readonly base: Point;
  readonly left: Point;
  readonly right: Point;
}

/** The arrowhead at the end of a line of a width. */
export function arrowOf(points: ArrayLike<number>, width: number): Arrow {
  const n = points.length;
  const tip = { x: points[n - 2]!, y: points[n - 1]! };
  const [dx, dy] = [tip.x - points[n - 4]!, tip.y - points[n - 3]!];
  const size = Math.hypot(dx, dy) || 1;
  const length = Math.min(arrowLength(width), size * 0.9);
  const half = 3.5 + width * 0.75;
  const [ux, uy] = [dx / size, dy / size];
  const base = { x: tip.x - ux * length, y: tip.y - uy * length };
  return {
    tip,
    base,
    left: { x: base.x - uy * half, y: base.y + ux * half },
    right: { x: base.x + uy * half, y: base.y - ux * half }
  };
}

export function arrowLength(width: number): number {
  return 7 + width * 0.6;
}
