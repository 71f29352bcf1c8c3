import type { LayoutRequest } from '$lib/model/map';
import { flowOrder } from './flow-order';

/** Graphviz measures nodes in inches of 72 points; we let a point be a pixel. */
const POINTS = 72;
/** Up to this many edges dot routes splines round the boxes; beyond, that takes seconds, and we bow the lines ourselves. */
export const ROUTED_EDGES = 220;
/** The heaviest edges, each node's best ways in and out among them, that dot ranks and orders by; it takes minutes with thousands. */
export const RANKED_EDGES = 500;
const RANK_GAP = 24;
/** Wide while there are few boxes in a rank: labels stand beside the lines between them. */
const NODE_GAP = 56;
const NODE_GAP_OF_MANY = 28;
const MANY_NODES = 45;

/** Edges drawn against the flow are given to dot turned round, so that it ranks the nodes in our order and not in its own. */
export function isTurned(rank: Uint32Array, from: number, to: number): boolean {
  return rank[from]! > rank[to]!;
}

/**
 * The request in Graphviz's language. Nodes are `n0..`, edges carry `id="e<index>"`; no label of the log enters the text.
 *
 * The main path is one `group` with the heaviest weights, which keeps it straight. The start has the first rank, the end the
 * last. The same request gives the same text, and Graphviz the same picture.
 *
 * Source: Gansner, Koutsofios, North, Vo: A Technique for Drawing Directed Graphs (1993), for what weight and rank do.
 */
export function dotOf(request: LayoutRequest): string {
  const { rank, order, spine } = flowOrder(request);
  const onSpine = new Map(spine.map((node, at) => [node, at]));
  const splines = request.edges.length <= ROUTED_EDGES ? 'spline' : 'none';
  const heaviest = request.edges.reduce((most, edge) => Math.max(most, edge.weight), 0) || 1;
  const lines = [
    'digraph map {',
    `graph [rankdir=${request.direction === 'down' ? 'TB' : 'LR'} splines=${splines}`,
    `nodesep=${inches(nodeGapOf(request))} ranksep=${inches(gapOf(request))} nslimit=4 nslimit1=4 mclimit=${splines === 'none' ? 0.3 : 1}]`,
    'node [shape=box fixedsize=true label=""]',
    'edge [arrowhead=none]'
  ];
  for (const node of order) {
    const { width, height } = request.nodes[node]!;
    const group = onSpine.has(node) ? ' group=spine' : '';
    lines.push(`n${node} [width=${inches(width)} height=${inches(height)}${group}]`);
  }
  if (request.start !== null) lines.push(`{rank=source; n${request.start}}`);
  if (request.end !== null) lines.push(`{rank=sink; n${request.end}}`);
  for (const index of rankedEdges(request)) {
    const { from, to, weight } = request.edges[index]!;
    const [tail, head] = isTurned(rank, from, to) ? [to, from] : [from, to];
    const isSpine = onSpine.has(from) && onSpine.get(to) === onSpine.get(from)! + 1;
    const pull = Math.max(1, Math.round((weight / heaviest) * 40)) * (isSpine ? 10 : 1);
    lines.push(`n${tail} -> n${head} [id=e${index} weight=${pull}]`);
  }
  lines.push('}');
  return lines.join('\n');
}

/** Indices, ascending, of the edges that dot gets: no self-loops; of too many the heaviest and each node's heaviest in and out. */
function rankedEdges({ nodes, edges }: LayoutRequest): readonly number[] {
  const all = edges.map((_, index) => index).filter((index) => edges[index]!.from !== edges[index]!.to);
  if (all.length <= RANKED_EDGES) return all;
  const byWeight = [...all].sort((a, b) => edges[b]!.weight - edges[a]!.weight || a - b);
  const kept = new Set<number>();
  const hasIn = new Uint8Array(nodes.length);
  const hasOut = new Uint8Array(nodes.length);
  for (const index of byWeight) {
    const { from, to } = edges[index]!;
    if (hasOut[from] && hasIn[to]) continue;
    hasOut[from] = hasIn[to] = 1;
    kept.add(index);
  }
  for (const index of byWeight) {
    if (kept.size >= RANKED_EDGES) break;
    kept.add(index);
  }
  return all.filter((index) => kept.has(index));
}

function nodeGapOf({ direction, nodes }: LayoutRequest): number {
  return direction === 'right' || nodes.length > MANY_NODES ? NODE_GAP_OF_MANY : NODE_GAP;
}

/** Room between two ranks: sideways the labels stand between the boxes. */
function gapOf(request: LayoutRequest): number {
  if (request.direction === 'down') return RANK_GAP;
  const widest = request.edges.reduce((most, edge) => Math.max(most, edge.labelWidth), 0);
  return Math.min(120, Math.max(48, widest + 12));
}

function inches(pixels: number): string {
  return (pixels / POINTS).toFixed(4);
}
