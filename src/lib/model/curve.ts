/**
 * [Note: Edge curves] An edge is drawn as a chain of quadratic curves over its points `p0 .. pn` (x, y pairs): `p0` and `pn` are its
 * ends, the points between are control points, and the curve passes through the middle of each two neighbouring control points.
 * It is what Cytoscape draws for `unbundled-bezier`, what the SVG writes, and what labels are placed along, so all three agree.
 */

/** One quadratic piece: from, control, to. */
export type QuadraticPiece = readonly [x0: number, y0: number, cx: number, cy: number, x1: number, y1: number];

/** The pieces of an edge's curve. Two points give one straight piece. See [Note: Edge curves]. */
export function piecesOf(points: ArrayLike<number>): QuadraticPiece[] {
  const n = points.length / 2;
  const x = (i: number): number => points[2 * i]!;
  const y = (i: number): number => points[2 * i + 1]!;
  if (n < 2) return [];
  if (n === 2) return [[x(0), y(0), (x(0) + x(1)) / 2, (y(0) + y(1)) / 2, x(1), y(1)]];
  const pieces: QuadraticPiece[] = [];
  let fromX = x(0);
  let fromY = y(0);
  for (let i = 1; i < n - 1; i++) {
    const isLast = i === n - 2;
    const toX = isLast ? x(n - 1) : (x(i) + x(i + 1)) / 2;
    const toY = isLast ? y(n - 1) : (y(i) + y(i + 1)) / 2;
    pieces.push([fromX, fromY, x(i), y(i), toX, toY]);
    fromX = toX;
    fromY = toY;
  }
  return pieces;
}

/** Points on an edge's curve, `steps` a piece, both ends included: x, y, x, y ... */
export function samplesOf(points: ArrayLike<number>, steps: number): Float64Array {
  const pieces = piecesOf(points);
  const samples = new Float64Array(2 * (pieces.length * steps + (pieces.length > 0 ? 1 : 0)));
  let at = 0;
  for (const [index, [x0, y0, cx, cy, x1, y1]] of pieces.entries()) {
    for (let s = index === 0 ? 0 : 1; s <= steps; s++) {
      const t = s / steps;
      const u = 1 - t;
      samples[at++] = u * u * x0 + 2 * u * t * cx + t * t * x1;
      samples[at++] = u * u * y0 + 2 * u * t * cy + t * t * y1;
    }
  }
  return samples;
}

/** The point at a share (0..1) of the length of a sampled curve, and the direction there (unit vector). */
export function pointAt(samples: ArrayLike<number>, share: number): { x: number; y: number; dx: number; dy: number } {
  const n = samples.length / 2;
  let length = 0;
  for (let i = 1; i < n; i++) length += segment(samples, i);
  let left = length * share;
  for (let i = 1; i < n; i++) {
    const size = segment(samples, i);
    if (left > size && i < n - 1) {
      left -= size;
      continue;
    }
    const t = size === 0 ? 0 : Math.min(1, left / size);
    const dx = samples[2 * i]! - samples[2 * i - 2]!;
    const dy = samples[2 * i + 1]! - samples[2 * i - 1]!;
    const by = size || 1;
    return { x: samples[2 * i - 2]! + dx * t, y: samples[2 * i - 1]! + dy * t, dx: dx / by, dy: dy / by };
  }
  return { x: samples[0] ?? 0, y: samples[1] ?? 0, dx: 0, dy: 1 };
}

function segment(samples: ArrayLike<number>, i: number): number {
  return Math.hypot(samples[2 * i]! - samples[2 * i - 2]!, samples[2 * i + 1]! - samples[2 * i - 1]!);
}

/** Turn a chain of cubic curves (p0, then c1 c2 p for each) into the points of [Note: Edge curves], about one every `gap` pixels. */
export function pointsOfCubics(cubics: ArrayLike<number>, gap: number): Float64Array {
  const dense: number[] = [cubics[0]!, cubics[1]!];
  for (let i = 0; i + 7 < cubics.length; i += 6) {
    for (let s = 1; s <= 8; s++) {
      const t = s / 8;
      const u = 1 - t;
      const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
      dense.push(a * cubics[i]! + b * cubics[i + 2]! + c * cubics[i + 4]! + d * cubics[i + 6]!);
      dense.push(a * cubics[i + 1]! + b * cubics[i + 3]! + c * cubics[i + 5]! + d * cubics[i + 7]!);
    }
  }
  const last = dense.length - 2;
  let length = 0;
  for (let i = 1; i < dense.length / 2; i++) length += segment(dense, i);
  const inner = Math.max(1, Math.min(14, Math.round(length / gap)));
  const points = new Float64Array(2 * (inner + 2));
  points.set([dense[0]!, dense[1]!]);
  for (let i = 1; i <= inner; i++) {
    const { x, y } = pointAt(dense, (i - 0.5) / inner);
    points[2 * i] = x;
    points[2 * i + 1] = y;
  }
  points.set([dense[last]!, dense[last + 1]!], points.length - 2);
  return points;
}
