import type { VariantIndex } from '$lib/model/log';
import type { FrequencyMap } from '$lib/model/map';

/**
 * The paths a simplified map never goes without: each activity's most frequent way in and way out, and the most frequent ones that are
 * still needed to reach every activity from the start and the end from every activity. Starting (ending) with an activity is a way in
 * (out) of its own, as frequent as `starts` (`ends`) says, and wins a tie. What no path can reach stays as it is.
 *
 * @param isNode [activities] 1 = shown
 * @param ranked edges between shown activities, most frequent first
 * @returns [edges] 1 = in the backbone
 *
 * Time O(edges + shown activities x edges) at worst, commonly a few passes over the edges.
 */
export function backbone(variants: VariantIndex, frequency: FrequencyMap, isNode: Uint8Array, ranked: Uint32Array): Uint8Array {
  const { edgeFrom, edgeTo } = variants;
  const { edgeCount, starts, ends } = frequency;
  const isEdge = new Uint8Array(edgeFrom.length);
  const ways = [
    { near: edgeFrom, far: edgeTo, terminal: starts },
    { near: edgeTo, far: edgeFrom, terminal: ends }
  ];
  const begun: Uint8Array[] = [];
  for (const { far, terminal } of ways) {
    const has = new Uint8Array(isNode.length);
    const viaTerminal = new Uint8Array(isNode.length);
    for (let i = 0; i < ranked.length; i++) {
      const edge = ranked[i]!;
      const node = far[edge]!;
      // A loop on the spot leads nowhere.
      if (has[node] === 1 || edgeFrom[edge] === edgeTo[edge]) continue;
      has[node] = 1;
      if (terminal[node]! >= edgeCount[edge]!) viaTerminal[node] = 1;
      else isEdge[edge] = 1;
    }
    for (let node = 0; node < isNode.length; node++)
      if (isNode[node] === 1 && has[node] === 0) viaTerminal[node] = terminal[node]! > 0 ? 1 : 0;
    begun.push(viaTerminal);
  }
  ways.forEach((way, i) => connect(way, begun[i]!, isNode, ranked, edgeCount, isEdge));
  return isEdge;
}

interface Way {
  near: Uint32Array;
  far: Uint32Array;
  terminal: Uint32Array;
}

/** Add to `isEdge` until every shown activity that can be reached from the terminal is: always the most frequent path that leads on. */
function connect(
  way: Way,
  begun: Uint8Array,
  isNode: Uint8Array,
  ranked: Uint32Array,
  edgeCount: Float64Array,
  isEdge: Uint8Array
): void {
  const { near, far, terminal } = way;
  const reached = begun.slice();
  for (;;) {
    spread(reached, way, ranked, isEdge);
    let bestEdge = -1;
    for (let i = 0; i < ranked.length; i++) {
      const edge = ranked[i]!;
      if (reached[near[edge]!] === 1 && reached[far[edge]!] === 0) {
        bestEdge = edge;
        break;
      }
    }
    let bestNode = -1;
    for (let node = 0; node < isNode.length; node++) {
      if (isNode[node] === 0 || reached[node] === 1 || terminal[node] === 0) continue;
      if (bestNode < 0 || terminal[node]! > terminal[bestNode]!) bestNode = node;
    }
    if (bestEdge < 0 && bestNode < 0) return;
    if (bestNode >= 0 && (bestEdge < 0 || terminal[bestNode]! >= edgeCount[bestEdge]!)) reached[bestNode] = 1;
    else {
      isEdge[bestEdge] = 1;
      reached[far[bestEdge]!] = 1;
    }
  }
}

/** Follow the edges taken so far: a few an activity. */
function spread(reached: Uint8Array, { near, far }: Way, ranked: Uint32Array, isEdge: Uint8Array): void {
  let open = ranked.filter((edge) => isEdge[edge] === 1 && reached[far[edge]!] === 0);
  for (let grew = true; grew;) {
    grew = false;
    for (const edge of open) {
      if (reached[near[edge]!] === 0 || reached[far[edge]!] === 1) continue;
      reached[far[edge]!] = 1;
      grew = true;
    }
    open = open.filter((edge) => reached[far[edge]!] === 0);
  }
}
