import { pointAt, samplesOf } from '$lib/model/curve';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How far a self-loop reaches out of its box, and how far its control points stand apart. */
const LOOP_REACH = 34;
const LOOP_SPREAD = 20;

/**
 * A self-loop at the right side of a box, as points of [Note: Edge curves]: both control points at the same distance from the box's
 * centre, which is the form that Cytoscape can draw (`loop-direction`, `loop-sweep`).
 */
export function loopPoints({ x, y, width, height }: Box): Float64Array {
  const side = x + width / 2;
  const foot = Math.min(8, height / 4);
  return Float64Array.of(side, y - foot, side + LOOP_REACH, y - LOOP_SPREAD, side + LOOP_REACH, y + LOOP_SPREAD, side, y + foot);
}

/** A bowed line between two boxes, to the right of its own way, so that the two ways between a pair stand apart. */
export function directPoints(from: Box, to: Box): Float64Array {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const bow = Math.min(60, Math.max(8, length * 0.1));
  const [mx, my] = [(from.x + to.x) / 2 - (dy / length) * bow, (from.y + to.y) / 2 + (dx / length) * bow];
  const a = borderPoint(from, mx, my);
  const b = borderPoint(to, mx, my);
  return Float64Array.of(a.x, a.y, mx, my, b.x, b.y);
}

/** Where the line from a box's centre towards a point leaves the box. */
export function borderPoint({ x, y, width, height }: Box, towardsX: number, towardsY: number): { x: number; y: number } {
  const [dx, dy] = [towardsX - x, towardsY - y];
  const share = Math.min(width / 2 / (Math.abs(dx) || 1e-9), height / 2 / (Math.abs(dy) || 1e-9), 1);
  return { x: x + dx * share, y: y + dy * share };
}

/** Least distance between the lines of the two ways between a pair. */
const PAIR_GAP = 16;

/** Where a -> b and b -> a run closer together than a label needs, move them apart; their ends stay on their boxes. Changes the edges. */
export function spreadPairs(
  ends: readonly { readonly from: number; readonly to: number }[],
  edges: readonly Float64Array[],
  boxOf: (node: number) => Box
): void {
  const byPair = new Map<string, number>();
  ends.forEach(({ from, to }, edge) => byPair.set(`${from} ${to}`, edge));
  ends.forEach(({ from, to }, edge) => {
    const back = byPair.get(`${to} ${from}`);
    if (from >= to || back === undefined) return;
    const here = pointAt(samplesOf(edges[edge]!, 4), 0.5);
    const there = pointAt(samplesOf(edges[back]!, 4), 0.5);
    // across the way from a to b; positive = b -> a lies on that side
    const [nx, ny] = [-here.dy, here.dx];
    const apart = (there.x - here.x) * nx + (there.y - here.y) * ny;
    if (Math.abs(apart) >= PAIR_GAP) return;
    const side = apart < 0 ? -1 : 1;
    const by = (side * (PAIR_GAP - Math.abs(apart))) / 2;
    shift(edges[edge]!, -nx * by, -ny * by, boxOf(from), boxOf(to));
    shift(edges[back]!, nx * by, ny * by, boxOf(to), boxOf(from));
  });
}

function shift(points: Float64Array, dx: number, dy: number, from: Box, to: Box): void {
  const last = points.length - 2;
  for (let i = 2; i < last; i += 2) {
    points[i]! += dx;
    points[i + 1]! += dy;
  }
  for (const [i, box] of [
    [0, from],
    [last, to]
  ] as const) {
    const isOnSide = Math.abs(Math.abs(points[i]! - box.x) - box.width / 2) < 1;
    if (isOnSide) points[i + 1] = clamp(points[i + 1]! + dy, box.y, box.height / 2 - 4);
    else points[i] = clamp(points[i]! + dx, box.x, box.width / 2 - 6);
  }
}

function clamp(value: number, middle: number, reach: number): number {
  const free = Math.max(0, reach);
  return Math.min(middle + free, Math.max(middle - free, value));
}
