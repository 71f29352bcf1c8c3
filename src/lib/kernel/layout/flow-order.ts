import type { LayoutRequest } from '$lib/model/map';

/** How often each node is placed again after the first time. */
const SWEEPS = 2;

/** Which way the picture flows: what is drawn along it, what against it, and its straight spine. */
export interface FlowOrder {
  /** [nodes] place of each node in the flow, 0 first */
  readonly rank: Uint32Array;
  /** [nodes] node at each place */
  readonly order: Uint32Array;
  /** nodes of the main path, from start to end; empty where no path leads there */
  readonly spine: readonly number[];
}

/**
 * Order the nodes so that little weight runs backwards, the start first and the end last, the main path in its own order.
 *
 * The main path is the one whose weakest edge is strongest; among those, heaviest edges first. The other nodes are placed one
 * by one, those with the most weight first, where the least weight runs against the order, and then once more each.
 *
 * Time O(nodes^2 + edges), deterministic.
 * Source: feedback arc set by insertion, after Eades, Lin, Smyth (1993) in spirit; the path is a bottleneck (widest) path.
 */
export function flowOrder(request: Pick<LayoutRequest, 'nodes' | 'edges' | 'start' | 'end'>): FlowOrder {
  const n = request.nodes.length;
  const edges = request.edges.filter((edge) => edge.from !== edge.to);
  const spine = spineOf(request);
  const weightOf = new Float64Array(n);
  const touching: { other: number; weight: number; isOut: boolean }[][] = Array.from({ length: n }, () => []);
  for (const { from, to, weight } of edges) {
    weightOf[from]! += weight;
    weightOf[to]! += weight;
    touching[from]!.push({ other: to, weight, isOut: true });
    touching[to]!.push({ other: from, weight, isOut: false });
  }
  const placed = spine.length > 0 ? [...spine] : [request.start, request.end].filter((node) => node !== null);
  const isPlaced = new Set(placed);
  const rest = Array.from({ length: n }, (_, node) => node)
    .filter((node) => !isPlaced.has(node))
    .sort((a, b) => weightOf[b]! - weightOf[a]! || a - b);
  const place = new Int32Array(n).fill(-1);
  placed.forEach((node, at) => (place[node] = at));
  const renumber = (from: number): void => {
    for (let p = from; p < placed.length; p++) place[placed[p]!] = p;
  };
  const insert = (node: number): void => {
    const at = bestPlace(touching[node]!, place, placed, request);
    placed.splice(at, 0, node);
    renumber(at);
  };
  for (const node of rest) insert(node);
  // again, now that each node's neighbours have their places
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const node of rest) {
      const was = place[node]!;
      placed.splice(was, 1);
      place[node] = -1;
      renumber(was);
      insert(node);
    }
  }
  return { rank: Uint32Array.from(place), order: Uint32Array.from(placed), spine };
}

/** The place among those placed where the weight against the order is least; of several, the nearest to its heaviest neighbour. */
function bestPlace(
  touching: readonly { other: number; weight: number; isOut: boolean }[],
  place: Int32Array,
  placed: readonly number[],
  { start, end }: Pick<LayoutRequest, 'start' | 'end'>
): number {
  // step[p]: change of the weight against the order when the node moves from before the node at p to after it
  const step = new Float64Array(placed.length);
  let near = -1;
  let heaviest = 0;
  for (const { other, weight, isOut } of touching) {
    const p = place[other]!;
    if (p < 0) continue;
    step[p]! += isOut ? weight : -weight;
    if (weight > heaviest) [near, heaviest] = [isOut ? p : p + 1, weight];
  }
  const first = start !== null && placed[0] === start ? 1 : 0;
  const last = end !== null && placed[placed.length - 1] === end ? placed.length - 1 : placed.length;
  if (near < 0) near = last;
  let best = first;
  let cost = 0;
  let least = 0;
  for (let p = first; p < last; p++) {
    cost += step[p]!;
    const isLess = cost < least - 1e-9;
    if (!isLess && (cost > least + 1e-9 || Math.abs(p + 1 - near) >= Math.abs(best - near))) continue;
    least = Math.min(cost, least);
    best = p + 1;
  }
  return best;
}

/** The main path from start to end, both included; empty where there is none. */
export function spineOf(request: Pick<LayoutRequest, 'nodes' | 'edges' | 'start' | 'end'>): readonly number[] {
  const { start, end } = request;
  if (start === null || end === null) return [];
  const out: { to: number; weight: number }[][] = Array.from({ length: request.nodes.length }, () => []);
  for (const { from, to, weight } of request.edges) if (from !== to) out[from]!.push({ to, weight });
  for (const list of out) list.sort((a, b) => b.weight - a.weight || a.to - b.to);
  const levels = [...new Set(request.edges.map((edge) => edge.weight))].sort((a, b) => b - a);
  let low = 0;
  let high = levels.length - 1;
  if (high < 0 || !reaches(out, start, end, levels[high]!)) return [];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reaches(out, start, end, levels[middle]!)) high = middle;
    else low = middle + 1;
  }
  return heaviestWalk(out, start, end, levels[low]!);
}

type Out = readonly (readonly { readonly to: number; readonly weight: number }[])[];

function reaches(out: Out, start: number, end: number, least: number): boolean {
  const seen = new Set([start]);
  const open = [start];
  while (open.length > 0) {
    for (const { to, weight } of out[open.pop()!]!) {
      if (weight < least || seen.has(to)) continue;
      if (to === end) return true;
      seen.add(to);
      open.push(to);
    }
  }
  return false;
}

/** Depth first along the heaviest edges of at least `least`, never through a node twice. */
function heaviestWalk(out: Out, start: number, end: number, least: number): readonly number[] {
  const path = [start];
  const next = [0];
  const seen = new Set([start]);
  while (path.length > 0) {
    const node = path[path.length - 1]!;
    if (node === end) return path;
    const edge = out[node]![next[next.length - 1]!++];
    if (edge === undefined) {
      path.pop();
      next.pop();
    } else if (edge.weight >= least && !seen.has(edge.to)) {
      seen.add(edge.to);
      path.push(edge.to);
      next.push(0);
    }
  }
  return [];
}
