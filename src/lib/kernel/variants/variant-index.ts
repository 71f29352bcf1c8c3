import { codeArray } from '$lib/model/dictionary';
import type { CodeArray, VariantIndex } from '$lib/model/log';

/** Hash of `activity[from .. to)`, 32 bits, well mixed. Equal sequences have equal hashes, whatever array they stand in. */
export function sequenceHash(activity: ArrayLike<number>, from: number, to: number): number {
  let hash = to - from;
  for (let e = from; e < to; e++) hash = Math.imul(hash ^ activity[e]!, 0x9e3779b1) + (hash >>> 15);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

/**
 * Number the distinct activity sequences of a log, by first appearance, and turn them round: which variants hold each edge and activity.
 * Exact: sequences of one hash are compared.
 *
 * @param activity [events] codes, sorted by case
 * @param caseStart [cases + 1]
 * @param activityCount codes are below it
 *
 * Time O(events); memory 4 bytes a case, about 6 bytes a (variant, edge) and a (variant, activity), and activities^2 x 4 bytes meanwhile.
 */
export function indexVariants(activity: CodeArray, caseStart: Uint32Array, activityCount: number): VariantIndex {
  return indexSequences(distinctSequences(activity, caseStart, activityCount), activityCount);
}

/** Turn distinct sequences round, as they are numbered. Time and memory: see `indexVariants`, without the walk over the events. */
export function indexSequences(sequences: DistinctSequences, activityCount: number): VariantIndex {
  const { variantOf, size, sequence, sequenceStart } = sequences;
  const edges = turnEdges(sequence, sequenceStart, activityCount);
  const nodes = turnRound(sequence, sequenceStart, activityCount, null);
  return {
    size,
    variantOf,
    sequenceStart,
    sequence,
    ...edges,
    nodeStart: nodes.start,
    nodeVariant: nodes.variant,
    nodeTimes: nodes.times
  };
}

/** Which sequences of codes the cases of a log have, see `VariantIndex`. */
export type DistinctSequences = Pick<VariantIndex, 'size' | 'variantOf' | 'sequenceStart' | 'sequence'>;

/**
 * Number the distinct sequences of codes of the cases, by first appearance. Exact: sequences of one hash are compared.
 *
 * @param codes [events] sorted by case, each below `codeCount`
 *
 * Time O(events); memory 4 bytes a case, about 20 bytes a sequence, and the sequences themselves.
 */
export function distinctSequences(codes: CodeArray, caseStart: Uint32Array, codeCount: number): DistinctSequences {
  const { variantOf, firstEvent, size, events } = firstCases(codes, caseStart);
  const sequenceStart = new Uint32Array(size + 1);
  const sequence = codeArray(Math.max(codeCount - 1, 0), events);
  let at = 0;
  for (let v = 0; v < size; v++) {
    const from = firstEvent[2 * v]!;
    const to = firstEvent[2 * v + 1]!;
    for (let e = from; e < to; e++) sequence[at++] = codes[e]!;
    sequenceStart[v + 1] = at;
  }
  return { size, variantOf, sequenceStart, sequence };
}

interface FirstCases {
  variantOf: Uint32Array;
  /** per variant: first event, end of its first case */
  firstEvent: Uint32Array;
  size: number;
  /** length of all distinct sequences together */
  events: number;
}

function firstCases(activity: CodeArray, caseStart: Uint32Array): FirstCases {
  const cases = caseStart.length - 1;
  const variantOf = new Uint32Array(cases);
  let table = new Uint32Array(1 << 12);
  let mask = table.length - 1;
  let hashes = new Int32Array(1 << 11);
  let firstEvent = new Uint32Array(1 << 12);
  let size = 0;
  let events = 0;
  for (let c = 0; c < cases; c++) {
    const from = caseStart[c]!;
    const to = caseStart[c + 1]!;
    const hash = sequenceHash(activity, from, to);
    let slot = hash & mask;
    let known = table[slot]!;
    while (known !== 0) {
      if (hashes[known - 1] === hash) {
        const other = firstEvent[2 * known - 2]!;
        if (firstEvent[2 * known - 1]! - other === to - from) {
          let e = from;
          let o = other;
          while (e < to && activity[e] === activity[o]) {
            e++;
            o++;
          }
          if (e === to) break;
        }
      }
      slot = (slot + 1) & mask;
      known = table[slot]!;
    }
    if (known === 0) {
      known = ++size;
      table[slot] = known;
      if (size > hashes.length) {
        hashes = twice(hashes, new Int32Array(hashes.length * 2));
        firstEvent = twice(firstEvent, new Uint32Array(firstEvent.length * 2));
      }
      hashes[size - 1] = hash;
      firstEvent[2 * size - 2] = from;
      firstEvent[2 * size - 1] = to;
      events += to - from;
      if (size * 2 > table.length) {
        table = new Uint32Array(table.length * 4);
        mask = table.length - 1;
        for (let v = 0; v < size; v++) {
          let free = hashes[v]! & mask;
          while (table[free] !== 0) free = (free + 1) & mask;
          table[free] = v + 1;
        }
      }
    }
    variantOf[c] = known - 1;
  }
  return { variantOf, firstEvent, size, events };
}

function twice<T extends Int32Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

type EdgePart = Pick<VariantIndex, 'edgeFrom' | 'edgeTo' | 'edgeStart' | 'edgeVariant' | 'edgeTimes'>;

function turnEdges(sequence: CodeArray, sequenceStart: Uint32Array, n: number): EdgePart {
  // edge + 1 of each pair that occurs, numbered in ascending order of (from, to)
  const edgeOf = new Uint32Array(n * n);
  for (let v = 0; v + 1 < sequenceStart.length; v++) {
    for (let i = sequenceStart[v]! + 1; i < sequenceStart[v + 1]!; i++) edgeOf[sequence[i - 1]! * n + sequence[i]!] = 1;
  }
  let edges = 0;
  for (let pair = 0; pair < edgeOf.length; pair++) if (edgeOf[pair] === 1) edgeOf[pair] = ++edges;
  const edgeFrom = new Uint32Array(edges);
  const edgeTo = new Uint32Array(edges);
  for (let from = 0; from < n; from++) {
    for (let to = 0; to < n; to++) {
      const edge = edgeOf[from * n + to]!;
      if (edge === 0) continue;
      edgeFrom[edge - 1] = from;
      edgeTo[edge - 1] = to;
    }
  }
  const { start, variant, times } = turnRound(sequence, sequenceStart, n, edgeOf, edges);
  return { edgeFrom, edgeTo, edgeStart: start, edgeVariant: variant, edgeTimes: times };
}

interface Turned {
  start: Uint32Array;
  variant: Uint32Array;
  times: Uint8Array | Uint16Array | Uint32Array;
}

/**
 * For each activity (`edgeOf` null) or edge: the variants that hold it, ascending, and how often. Two walks: count, then fill;
 * `lastVariant` says whether the variant at hand was met before.
 */
function turnRound(sequence: CodeArray, sequenceStart: Uint32Array, n: number, edgeOf: Uint32Array | null, items = n): Turned {
  const start = new Uint32Array(items + 1);
  const lastVariant = new Uint32Array(items);
  const held = new Uint32Array(items);
  const skip = edgeOf === null ? 0 : 1;
  let most = 0;
  for (let v = 0; v + 1 < sequenceStart.length; v++) {
    const end = sequenceStart[v + 1]!;
    for (let i = sequenceStart[v]! + skip; i < end; i++) {
      const item = edgeOf === null ? sequence[i]! : edgeOf[sequence[i - 1]! * n + sequence[i]!]! - 1;
      if (lastVariant[item] !== v + 1) {
        lastVariant[item] = v + 1;
        start[item + 1]!++;
        held[item] = 0;
      }
      const times = held[item]! + 1;
      held[item] = times;
      if (times > most) most = times;
    }
  }
  for (let item = 0; item < items; item++) start[item + 1]! += start[item]!;
  const variant = new Uint32Array(start[items]!);
  const times = codeArray(most, start[items]!);
  const place = start.slice(0, items);
  lastVariant.fill(0);
  for (let v = 0; v + 1 < sequenceStart.length; v++) {
    const end = sequenceStart[v + 1]!;
    for (let i = sequenceStart[v]! + skip; i < end; i++) {
      const item = edgeOf === null ? sequence[i]! : edgeOf[sequence[i - 1]! * n + sequence[i]!]! - 1;
      if (lastVariant[item] !== v + 1) {
        lastVariant[item] = v + 1;
        variant[place[item]!++] = v;
      }
      times[place[item]! - 1]!++;
    }
  }
  return { start, variant, times };
}
