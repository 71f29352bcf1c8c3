import type { LogColumns } from '$lib/model/log';
import type { FrequencyMap, MapDetail, SimplifiedMap } from '$lib/model/map';
import { variantCases } from '../variants/variant-cases';
import { backbone } from './backbone';

/**
 * What the sliders leave of a map.
 *
 * Activities: of those that occur and are not hidden, the most frequent ones, so many that their share is reached, at least one. Paths
 * between them: each activity's most frequent way in and way out (starting and ending count as ways), what else is needed to come to each
 * activity from the start and from each to the end, then the most frequent of the others until the share of paths is reached. Ties go
 * to the lower activity code or edge index. A larger share of activities keeps all activities of a smaller one, a larger share of paths
 * all paths of a smaller one.
 *
 * @param frequency of the same log and selection
 * @param keep [cases] the selection `frequency` is of
 * @returns activities and edges ascending; shares are 1 where nothing is selected
 *
 * Time O(cases + (variant, item) pairs hidden + edges log edges).
 */
export function simplifyMap(
  log: LogColumns,
  frequency: FrequencyMap,
  detail: MapDetail,
  keep: Uint8Array | null = null
): SimplifiedMap {
  const { edgeFrom, edgeTo } = log.variants;
  const { nodeCount, edgeCount } = frequency;
  const isNode = keptActivities(nodeCount, detail);
  const paths: number[] = [];
  let allEdges = 0;
  for (let edge = 0; edge < edgeCount.length; edge++) {
    if (edgeCount[edge] === 0) continue;
    allEdges++;
    if (isNode[edgeFrom[edge]!] === 1 && isNode[edgeTo[edge]!] === 1) paths.push(edge);
  }
  const ranked = byCount(paths, edgeCount);
  const isEdge = backbone(log.variants, frequency, isNode, ranked);
  let kept = isEdge.reduce((sum, flag) => sum + flag, 0);
  const wanted = shareOf(detail.pathShare, paths.length);
  for (let i = 0; i < ranked.length && kept < wanted; i++) {
    if (isEdge[ranked[i]!] === 1) continue;
    isEdge[ranked[i]!] = 1;
    kept++;
  }
  return {
    nodes: indicesOf(isNode),
    edges: indicesOf(isEdge),
    allNodes: nodeCount.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
    allEdges,
    caseShare: shownCases(log, frequency, isNode, isEdge, keep),
    eventShare:
      frequency.events === 0 ? 1 : nodeCount.reduce((sum, count, a) => sum + (isNode[a] === 1 ? count : 0), 0) / frequency.events
  };
}

/** So many of `all` that the share is reached. The small allowance: 0.1 x 30 is a little more than 3 in binary. */
function shareOf(share: number, all: number): number {
  return Math.ceil(Math.min(Math.max(share, 0), 1) * all - 1e-9);
}

function keptActivities(nodeCount: Float64Array, { activityShare, hidden }: MapDetail): Uint8Array {
  const isHidden = new Set(hidden);
  const candidates: number[] = [];
  for (let a = 0; a < nodeCount.length; a++) if (nodeCount[a]! > 0 && !isHidden.has(a)) candidates.push(a);
  const ranked = byCount(candidates, nodeCount);
  const isNode = new Uint8Array(nodeCount.length);
  const wanted = Math.max(shareOf(activityShare, ranked.length), 1);
  for (const activity of ranked.slice(0, wanted)) isNode[activity] = 1;
  return isNode;
}

/** Items by count, descending, then by index. */
function byCount(items: readonly number[], count: Float64Array): Uint32Array {
  return Uint32Array.from(items).sort((a, b) => count[b]! - count[a]! || a - b);
}

function indicesOf(flags: Uint8Array): Uint32Array {
  const indices: number[] = [];
  for (let i = 0; i < flags.length; i++) if (flags[i] === 1) indices.push(i);
  return Uint32Array.from(indices);
}

/** Share of the selected cases that run only over activities and edges that are shown. */
function shownCases(
  log: LogColumns,
  frequency: FrequencyMap,
  isNode: Uint8Array,
  isEdge: Uint8Array,
  keep: Uint8Array | null
): number {
  if (frequency.cases === 0) return 1;
  const { nodeStart, nodeVariant, edgeStart, edgeVariant, size } = log.variants;
  const leaves = new Uint8Array(size);
  mark(leaves, isNode, frequency.nodeCount, nodeStart, nodeVariant);
  mark(leaves, isEdge, frequency.edgeCount, edgeStart, edgeVariant);
  const selected = variantCases(log, keep);
  let shown = 0;
  for (let v = 0; v < size; v++) if (leaves[v] === 0) shown += selected[v]!;
  return shown / frequency.cases;
}

/** Mark the variants that hold an item that occurs and is not shown. */
function mark(leaves: Uint8Array, isShown: Uint8Array, count: Float64Array, start: Uint32Array, variant: Uint32Array): void {
  for (let item = 0; item < isShown.length; item++) {
    if (isShown[item] === 1 || count[item] === 0) continue;
    for (let i = start[item]!; i < start[item + 1]!; i++) leaves[variant[i]!] = 1;
  }
}
