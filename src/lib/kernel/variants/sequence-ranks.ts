import type { DistinctSequences } from './variant-index';

const known = new WeakMap<DistinctSequences, Uint32Array>();

/**
 * The place of each sequence in the order of labels: step by step, a shorter one before what it begins.
 *
 * @param labelRanks [codes] the place of each label; asked for once a list of variants
 * @returns [variants], found once a list of variants
 *
 * The first steps are packed into one number, so that most comparisons read no sequence. Time O(variants log variants).
 */
export function sequenceRanks(variants: DistinctSequences, labelRanks: () => Uint32Array): Uint32Array {
  let ranks = known.get(variants);
  if (!ranks) {
    const order = orderOf(variants, labelRanks());
    ranks = new Uint32Array(order.length);
    for (let place = 0; place < order.length; place++) ranks[order[place]!] = place;
    known.set(variants, ranks);
  }
  return ranks;
}

function orderOf({ size, sequence, sequenceStart }: DistinctSequences, labelRanks: Uint32Array): Uint32Array {
  const base = labelRanks.length + 1;
  const packed = Math.max(1, Math.floor(53 / Math.log2(base + 1)));
  const heads = new Float64Array(size);
  for (let v = 0; v < size; v++) {
    const from = sequenceStart[v]!;
    const end = sequenceStart[v + 1]!;
    let head = 0;
    // a step that is not there comes before every label
    for (let i = from; i < from + packed; i++) head = head * base + (i < end ? labelRanks[sequence[i]!]! + 1 : 0);
    heads[v] = head;
  }
  const order = new Uint32Array(size);
  for (let v = 0; v < size; v++) order[v] = v;
  return order.sort((a, b) => {
    if (heads[a] !== heads[b]) return heads[a]! - heads[b]!;
    let i = sequenceStart[a]! + packed;
    let j = sequenceStart[b]! + packed;
    const aEnd = sequenceStart[a + 1]!;
    const bEnd = sequenceStart[b + 1]!;
    for (; i < aEnd && j < bEnd; i++, j++) {
      if (sequence[i] !== sequence[j]) return labelRanks[sequence[i]!]! - labelRanks[sequence[j]!]!;
    }
    return aEnd - i - (bEnd - j);
  });
}
