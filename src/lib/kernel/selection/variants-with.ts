import type { LogColumns } from '$lib/model/log';
import type { Place } from '$lib/model/selection';

/**
 * Which variants have one of these activities at a place; `all`: they have no other. The empty variant has none anywhere.
 *
 * @param labels those the log does not have are nowhere
 * @returns [variants] 1 = has one
 *
 * Time O(variants); where any place will do, O(variants that have one).
 */
export function variantsWith({ activities, variants }: LogColumns, labels: readonly string[], place: Place): Uint8Array {
  const { size, sequence, sequenceStart, nodeStart, nodeVariant } = variants;
  const named = new Uint8Array(activities.length);
  const wanted = new Set(labels);
  activities.forEach((label, activity) => (named[activity] = wanted.has(label) ? 1 : 0));
  const held = new Uint8Array(size);
  if (place === 'any') {
    for (let activity = 0; activity < named.length; activity++) {
      if (named[activity] === 0) continue;
      for (let i = nodeStart[activity]!; i < nodeStart[activity + 1]!; i++) held[nodeVariant[i]!] = 1;
    }
    return held;
  }
  for (let v = 0; v < size; v++) {
    const from = sequenceStart[v]!;
    const to = sequenceStart[v + 1]!;
    if (from === to) continue;
    if (place === 'first') held[v] = named[sequence[from]!]!;
    else if (place === 'last') held[v] = named[sequence[to - 1]!]!;
    else {
      let i = from;
      while (i < to && named[sequence[i]!] === 1) i++;
      held[v] = i === to ? 1 : 0;
    }
  }
  return held;
}
