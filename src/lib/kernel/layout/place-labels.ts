import type { LayoutRequest } from '$lib/model/map';
import { pointAt, samplesOf } from '$lib/model/curve';

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const LABEL_HEIGHT = 16;
/** Pixels between a line's middle and its label. */
const CLEAR = 7;
/** Shares of an edge's length at which its label may stand, the best first. */
const SHARES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];
const PIECE_STEPS = 6;
/** Beyond this many edges labels stand on their lines: nobody reads them all, and looking for room takes long. */
const MAX_SOUGHT = 600;
const CELL = 48;

/**
 * A place for each edge's label: beside its line (right first), where it covers no box, no other label and the fewest lines;
 * on its line where there is no such room. Heavy edges choose first.
 *
 * @returns [2 x edges] x, y of each label's centre
 *
 * Time about O(edges x lines near by), deterministic.
 */
export function placeLabels(request: LayoutRequest, nodes: Float64Array, edges: readonly Float64Array[]): Float64Array {
  const labels = new Float64Array(2 * edges.length);
  const samples = edges.map((points) => samplesOf(points, PIECE_STEPS));
  const crowd = new Crowd();
  request.nodes.forEach(({ width, height }, node) => {
    const [x, y] = [nodes[2 * node]!, nodes[2 * node + 1]!];
    crowd.addBox({ left: x - width / 2 - 3, top: y - height / 2 - 2, right: x + width / 2 + 3, bottom: y + height / 2 + 2 }, 12);
  });
  samples.forEach((line, edge) => crowd.addLine(line, edge));
  const order = edges.map((_, edge) => edge).sort((a, b) => request.edges[b]!.weight - request.edges[a]!.weight || a - b);
  for (const edge of order) {
    const { labelWidth: width } = request.edges[edge]!;
    const isSought = width > 0 && edges.length <= MAX_SOUGHT;
    const { x, y } = isSought ? bestPlace(samples[edge]!, width, edge, crowd) : pointAt(samples[edge]!, 0.5);
    labels[2 * edge] = x;
    labels[2 * edge + 1] = y;
    if (width > 0) crowd.addBox(around(x, y, width), 20);
  }
  return labels;
}

function bestPlace(line: Float64Array, width: number, edge: number, crowd: Crowd): { x: number; y: number } {
  let best = { x: 0, y: 0 };
  let least = Infinity;
  const take = (x: number, y: number, dislike: number): void => {
    const cost = crowd.cost(around(x, y, width), edge) + dislike;
    if (cost >= least) return;
    least = cost;
    best = { x, y };
  };
  // on the line, by how much of it would be hidden
  const hides = 2 + 4 * Math.min(1, width / lengthOf(line));
  for (const [turn, share] of SHARES.entries()) {
    const at = pointAt(line, share);
    // beside the line: as far along its normal as the label's own extent in that direction, so that it just clears the line
    const [nx, ny] = at.dy >= 0 ? [at.dy, -at.dx] : [-at.dy, at.dx];
    const reach = (Math.abs(nx) * width) / 2 + (Math.abs(ny) * LABEL_HEIGHT) / 2 + CLEAR;
    for (const [by, dislike] of [
      [reach, 0],
      [-reach, 0.2],
      [reach + 9, 0.5],
      [-reach - 9, 0.6],
      [0, hides]
    ] as const) {
      take(at.x + nx * by, at.y + ny * by, turn * 0.25 + dislike);
    }
    // a short slanted line between two ranks has room only at its left and right
    const [left, right] = extentOf(line, at.y - LABEL_HEIGHT / 2, at.y + LABEL_HEIGHT / 2);
    take(left - width / 2 - CLEAR, at.y, turn * 0.25 + 0.1);
    take(right + width / 2 + CLEAR, at.y, turn * 0.25 + 0.3);
    if (least < 0.5) break;
  }
  return best;
}

/** From where to where a line reaches sideways between two heights. */
function extentOf(line: Float64Array, top: number, bottom: number): readonly [left: number, right: number] {
  let [left, right] = [Infinity, -Infinity];
  for (let i = 2; i + 1 < line.length; i += 2) {
    const [x0, y0, x1, y1] = [line[i - 2]!, line[i - 1]!, line[i]!, line[i + 1]!];
    if (Math.max(y0, y1) < top || Math.min(y0, y1) > bottom) continue;
    for (const y of [y0, y1, top, bottom]) {
      if (y < Math.min(y0, y1) || y > Math.max(y0, y1) || y < top || y > bottom) continue;
      const x = y1 === y0 ? x0 : x0 + ((x1 - x0) * (y - y0)) / (y1 - y0);
      left = Math.min(left, x);
      right = Math.max(right, x);
    }
    if (y0 === y1) [left, right] = [Math.min(left, x0, x1), Math.max(right, x0, x1)];
  }
  return [left, right];
}

function lengthOf(line: Float64Array): number {
  let length = 0;
  for (let i = 2; i + 1 < line.length; i += 2) length += Math.hypot(line[i]! - line[i - 2]!, line[i + 1]! - line[i - 1]!);
  return length || 1;
}

function around(x: number, y: number, width: number): Box {
  return { left: x - width / 2, top: y - LABEL_HEIGHT / 2, right: x + width / 2, bottom: y + LABEL_HEIGHT / 2 };
}

/** What stands where, in square cells. */
class Crowd {
  readonly #boxes = new Map<number, { box: Box; price: number }[]>();
  readonly #points = new Map<number, { x: number; y: number; edge: number }[]>();

  addBox(box: Box, price: number): void {
    for (const key of cellsOf(box)) push(this.#boxes, key, { box, price });
  }

  addLine(line: Float64Array, edge: number): void {
    for (let i = 0; i + 1 < line.length; i += 2) {
      const [x, y] = [line[i]!, line[i + 1]!];
      push(this.#points, keyOf(Math.floor(x / CELL), Math.floor(y / CELL)), { x, y, edge });
    }
  }

  /** Boxes covered, weighed by how much of the label they take, and other lines crossed. */
  cost(label: Box, edge: number): number {
    let cost = 0;
    const seen = new Set<Box>();
    const crossed = new Set<number>();
    for (const key of cellsOf(label)) {
      for (const { box, price } of this.#boxes.get(key) ?? []) {
        if (seen.has(box)) continue;
        seen.add(box);
        const w = Math.min(label.right, box.right) - Math.max(label.left, box.left);
        const h = Math.min(label.bottom, box.bottom) - Math.max(label.top, box.top);
        if (w > 0 && h > 0) cost += price * (0.2 + (w * h) / ((label.right - label.left) * LABEL_HEIGHT));
      }
      for (const { x, y, edge: other } of this.#points.get(key) ?? []) {
        if (other !== edge && x > label.left - 3 && x < label.right + 3 && y > label.top - 2 && y < label.bottom + 2)
          crossed.add(other);
      }
    }
    return cost + crossed.size;
  }
}

function push<T>(map: Map<number, T[]>, key: number, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}

function keyOf(column: number, row: number): number {
  return (column + 4096) * 65536 + row + 4096;
}

function* cellsOf(box: Box): Generator<number> {
  for (let c = Math.floor(box.left / CELL); c <= Math.floor(box.right / CELL); c++) {
    for (let r = Math.floor(box.top / CELL); r <= Math.floor(box.bottom / CELL); r++) yield keyOf(c, r);
  }
}
