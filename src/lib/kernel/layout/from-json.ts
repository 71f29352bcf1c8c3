import { MiningError } from '$lib/model/errors';
import type { LayoutRequest, MapLayout } from '$lib/model/map';
import { pointsOfCubics } from '$lib/model/curve';
import { isTurned } from './dot';
import { flowOrder } from './flow-order';
import { directPoints, loopPoints, spreadPairs } from './own-curves';
import { placeLabels } from './place-labels';

/** What we read of Graphviz's `json0`: positions in points, y upwards. */
interface DotAnswer {
  readonly bb: string;
  readonly objects?: readonly { readonly name: string; readonly pos?: string }[];
  readonly edges?: readonly { readonly id?: string; readonly pos?: string }[];
}

/** One point of an edge about every so many pixels; see [Note: Edge curves]. */
const POINT_GAP = 36;

/**
 * Graphviz's answer to `dotOf(request)` in pixels, y downwards. Edges that were turned round for dot run their own way again;
 * self-loops and edges that dot was not given or did not route are drawn by us.
 *
 * @param output Graphviz's `json0`
 * @throws MiningError `layout-failed` when the answer is not what was asked for
 */
export function layoutFromJson(output: string, request: LayoutRequest): MapLayout {
  const answer = parsed(output);
  const [left, bottom, right, top] = numbers(answer.bb);
  if (top === undefined) throw new MiningError('layout-failed', { why: 'no bounding box' });
  const toX = (x: number): number => x - left!;
  const toY = (y: number): number => top - y;

  const nodes = new Float64Array(2 * request.nodes.length).fill(NaN);
  for (const { name, pos } of answer.objects ?? []) {
    const node = /^n(\d+)$/.exec(name)?.[1];
    if (node === undefined || pos === undefined) continue;
    const [x, y] = numbers(pos);
    nodes[2 * Number(node)] = toX(x!);
    nodes[2 * Number(node) + 1] = toY(y!);
  }
  if (nodes.some(Number.isNaN)) throw new MiningError('layout-failed', { why: 'a node without a position' });

  const boxOf = (node: number) => ({ x: nodes[2 * node]!, y: nodes[2 * node + 1]!, ...request.nodes[node]! });
  const routes = new Map((answer.edges ?? []).map(({ id, pos }) => [id, pos]));
  const { rank } = flowOrder(request);
  const edges = request.edges.map(({ from, to }, index) => {
    if (from === to) return loopPoints(boxOf(from));
    const route = routes.get(`e${index}`);
    if (route === undefined) return directPoints(boxOf(from), boxOf(to));
    const cubics = numbers(route);
    for (let i = 0; i + 1 < cubics.length; i += 2) {
      cubics[i] = toX(cubics[i]!);
      cubics[i + 1] = toY(cubics[i + 1]!);
    }
    return pointsOfCubics(isTurned(rank, from, to) ? turned(cubics) : cubics, POINT_GAP);
  });
  spreadPairs(request.edges, edges, boxOf);
  const size = { width: right! - left!, height: top - bottom! };
  return { ...size, nodes, edges, labels: placeLabels(request, nodes, edges) };
}

function parsed(output: string): DotAnswer {
  try {
    return JSON.parse(output) as DotAnswer;
  } catch {
    throw new MiningError('layout-failed', { why: 'no answer' });
  }
}

/** `"1,2 3,4"` and `"e,1,2 3,4"` as numbers. */
function numbers(text: string | undefined): number[] {
  return (text?.match(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g) ?? []).map(Number);
}

function turned(points: readonly number[]): number[] {
  const back: number[] = [];
  for (let i = points.length - 2; i >= 0; i -= 2) back.push(points[i]!, points[i + 1]!);
  return back;
}
