import type { LogColumns } from '$lib/model/log';
import type { FrequencyMap } from '$lib/model/map';
import { repeatsOf, type Repeats } from '../variants/repeats';
import { casesByBits, itemBitsOf, lowestBits, type ItemBits } from '../variants/variant-bits';
import { variantCases, type VariantCases } from '../variants/variant-cases';

/**
 * Count activities and directly-follows edges in a selection of cases, from the variants: how many cases of each variant are selected,
 * then for each edge (activity) the sum over the variants that hold it. No walk over the events. Where there are very many variants the
 * sum is taken by bits (see `variant-bits.ts`).
 *
 * @param keep [cases] 1 = selected; null for all
 *
 * Time O(cases + distinct (variant, edge) and (variant, activity)). Memory: 1 to 4 bytes a variant.
 * Source: relation >_L in van der Aalst, Process Mining (2011), Def. 5.3, with counts.
 */
export function frequencyMap(log: LogColumns, keep: Uint8Array | null = null): FrequencyMap {
  const { edgeStart, edgeVariant, nodeStart, nodeVariant, edgeFrom } = log.variants;
  const selected = variantCases(log, keep);
  const repeats = repeatsOf(log.variants);
  const bits = itemBitsOf(log);
  const selectedBits = bits && lowestBits(selected);
  const edges = countItems(edgeFrom.length, edgeStart, edgeVariant, repeats.edges, selected, bits?.edges, selectedBits);
  const nodes = countItems(log.activities.length, nodeStart, nodeVariant, repeats.nodes, selected, bits?.nodes, selectedBits);
  const ends = countEnds(log, selected);
  let events = 0;
  for (const count of nodes.count) events += count;
  return {
    cases: ends.cases,
    events,
    variants: ends.variants,
    nodeCount: nodes.count,
    nodeCases: nodes.cases,
    nodeMaxRepetition: nodes.most,
    nodeReworkCases: nodes.rework,
    starts: ends.starts,
    ends: ends.ends,
    edgeCount: edges.count,
    edgeCases: edges.cases,
    edgeMaxRepetition: edges.most,
    edgeReworkCases: edges.rework
  };
}

interface ItemCounts {
  count: Float64Array;
  cases: Uint32Array;
  most: Uint32Array;
  rework: Uint32Array;
}

function countItems(
  items: number,
  start: Uint32Array,
  variant: Uint32Array,
  repeats: Repeats,
  selected: VariantCases,
  bits: ItemBits | undefined,
  selectedBits: Uint32Array | null
): ItemCounts {
  const count = new Float64Array(items);
  const cases = new Uint32Array(items);
  const most = new Uint32Array(items);
  const rework = new Uint32Array(items);
  const sum = selected instanceof Uint8Array ? sum8 : selected instanceof Uint16Array ? sum16 : sum32;
  for (let item = 0; item < items; item++) {
    const from = start[item]!;
    const to = start[item + 1]!;
    const hasBits = bits !== undefined && selectedBits !== null && bits.at[item]! >= 0;
    const total = hasBits ? casesByBits(bits, item, selected, selectedBits) : sum(selected, variant, from, to);
    let extra = 0;
    let repeating = 0;
    let maximum = 0;
    for (let i = repeats.start[item]!; i < repeats.start[item + 1]!; i++) {
      const n = selected[repeats.variant[i]!]!;
      if (n === 0) continue;
      const times = repeats.extra[i]!;
      extra += n * times;
      repeating += n;
      if (times > maximum) maximum = times;
    }
    cases[item] = total;
    count[item] = total + extra;
    rework[item] = repeating;
    most[item] = total === 0 ? 0 : maximum + 1;
  }
  return { count, cases, most, rework };
}

// The gather is all the time there is; one function a width, so that each is compiled for its own type. Cases stay below 2^32.
function sum8(selected: VariantCases, variant: Uint32Array, from: number, to: number): number {
  const cases = selected as Uint8Array;
  let a = 0;
  let b = 0;
  let i = from;
  for (; i + 1 < to; i += 2) {
    a = (a + cases[variant[i]!]!) | 0;
    b = (b + cases[variant[i + 1]!]!) | 0;
  }
  if (i < to) a = (a + cases[variant[i]!]!) | 0;
  return (a + b) >>> 0;
}

function sum16(selected: VariantCases, variant: Uint32Array, from: number, to: number): number {
  const cases = selected as Uint16Array;
  let a = 0;
  for (let i = from; i < to; i++) a = (a + cases[variant[i]!]!) | 0;
  return a >>> 0;
}

function sum32(selected: VariantCases, variant: Uint32Array, from: number, to: number): number {
  const cases = selected as Uint32Array;
  let a = 0;
  for (let i = from; i < to; i++) a = (a + cases[variant[i]!]!) | 0;
  return a >>> 0;
}

/** First and last activities, and how many cases and variants there are. An empty case has neither, and counts. */
function countEnds({ activities, variants }: LogColumns, selected: VariantCases) {
  const { sequence, sequenceStart, size } = variants;
  const starts = new Uint32Array(activities.length);
  const ends = new Uint32Array(activities.length);
  let cases = 0;
  let some = 0;
  for (let v = 0; v < size; v++) {
    const n = selected[v]!;
    if (n === 0) continue;
    cases += n;
    some++;
    if (sequenceStart[v] === sequenceStart[v + 1]) continue;
    starts[sequence[sequenceStart[v]!]!]! += n;
    ends[sequence[sequenceStart[v + 1]! - 1]!]! += n;
  }
  return { starts, ends, cases, variants: some };
}
