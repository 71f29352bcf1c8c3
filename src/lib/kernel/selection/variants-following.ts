import type { LogColumns } from '$lib/model/log';
import type { FollowsClause } from '$lib/model/selection';
import { findEdge } from '../variants/find-edge';

/**
 * Which variants have the activity `from` and, directly or at any later position, `to`; bounds and compare are left aside.
 *
 * @returns [variants] 1 = has them
 *
 * Time O(variants that have the edge); eventually: the length of the variants that have both activities.
 */
export function variantsFollowing({ activities, variants }: LogColumns, clause: FollowsClause): Uint8Array {
  const held = new Uint8Array(variants.size);
  const from = activities.indexOf(clause.from);
  const to = activities.indexOf(clause.to);
  if (from < 0 || to < 0) return held;
  if (clause.reach === 'directly') {
    const { edgeStart, edgeVariant } = variants;
    const edge = findEdge(variants, from, to);
    if (edge >= 0) for (let i = edgeStart[edge]!; i < edgeStart[edge + 1]!; i++) held[edgeVariant[i]!] = 1;
    return held;
  }
  const { nodeStart, nodeVariant, sequence, sequenceStart } = variants;
  let i = nodeStart[from]!;
  const end = nodeStart[from + 1]!;
  for (let j = nodeStart[to]!; j < nodeStart[to + 1]!; j++) {
    const v = nodeVariant[j]!;
    while (i < end && nodeVariant[i]! < v) i++;
    if (i === end) break;
    if (nodeVariant[i] !== v) continue;
    let first = sequenceStart[v]!;
    let last = sequenceStart[v + 1]! - 1;
    while (sequence[first] !== from) first++;
    while (sequence[last] !== to) last--;
    if (first < last) held[v] = 1;
  }
  return held;
}
