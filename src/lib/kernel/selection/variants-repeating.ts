import type { LogColumns } from '$lib/model/log';
import type { ReworkClause } from '$lib/model/selection';
import { findEdge } from '../variants/find-edge';

/**
 * Which variants have one of these activities (any, where none is named) at least `times` times beyond the first: at all, directly after
 * itself, or again after something else.
 *
 * @returns [variants] 1 = has one
 *
 * Time O(variants that have such an activity). Executions beyond the first are self-loops and returns: returns = executions - 1 - self-loops.
 */
export function variantsRepeating({ activities, variants }: LogColumns, clause: ReworkClause): Uint8Array {
  const { form, times } = clause;
  const { nodeStart, nodeVariant, nodeTimes, edgeStart, edgeVariant, edgeTimes } = variants;
  const held = new Uint8Array(variants.size);
  const named = clause.activities.length === 0 ? activities : clause.activities;
  for (const label of new Set(named)) {
    const activity = activities.indexOf(label);
    if (activity < 0) continue;
    const edge = findEdge(variants, activity, activity);
    // the variants with the self-loop are some of those with the activity; both ascend
    let loop = edge < 0 ? 0 : edgeStart[edge]!;
    const loopEnd = edge < 0 ? 0 : edgeStart[edge + 1]!;
    for (let i = nodeStart[activity]!; i < nodeStart[activity + 1]!; i++) {
      const v = nodeVariant[i]!;
      const loops = loop < loopEnd && edgeVariant[loop] === v ? edgeTimes[loop++]! : 0;
      const extra = nodeTimes[i]! - 1;
      const repeats = form === 'repeated' ? extra : form === 'self-loop' ? loops : extra - loops;
      if (repeats >= times) held[v] = 1;
    }
  }
  return held;
}
