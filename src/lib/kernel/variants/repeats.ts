import type { VariantIndex } from '$lib/model/log';

/** Of each item (edge or activity), the variants that hold it more than once. */
export interface Repeats {
  /** [items + 1] into `variant` and `extra` */
  readonly start: Uint32Array;
  readonly variant: Uint32Array;
  /** how often beyond the first */
  readonly extra: Uint32Array;
}

const known = new WeakMap<VariantIndex, { edges: Repeats; nodes: Repeats }>();

/**
 * The repetitions of a log, so that counting over a selection reads one number a (variant, item) and more only for those that repeat.
 * Found once a log; 8 bytes a repetition.
 */
export function repeatsOf(variants: VariantIndex): { edges: Repeats; nodes: Repeats } {
  let repeats = known.get(variants);
  if (!repeats) {
    repeats = {
      edges: collect(variants.edgeStart, variants.edgeVariant, variants.edgeTimes),
      nodes: collect(variants.nodeStart, variants.nodeVariant, variants.nodeTimes)
    };
    known.set(variants, repeats);
  }
  return repeats;
}

function collect(itemStart: Uint32Array, itemVariant: Uint32Array, times: Uint8Array | Uint16Array | Uint32Array): Repeats {
  let total = 0;
  for (let i = 0; i < times.length; i++) if (times[i]! > 1) total++;
  const start = new Uint32Array(itemStart.length);
  const variant = new Uint32Array(total);
  const extra = new Uint32Array(total);
  let at = 0;
  for (let item = 0; item + 1 < itemStart.length; item++) {
    for (let i = itemStart[item]!; i < itemStart[item + 1]!; i++) {
      if (times[i]! < 2) continue;
      variant[at] = itemVariant[i]!;
      extra[at++] = times[i]! - 1;
    }
    start[item + 1] = at;
  }
  return { start, variant, extra };
}
