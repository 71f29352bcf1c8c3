import { MiningError } from '$lib/model/errors';
import type { LogColumns } from '$lib/model/log';
import type { FrequencyMap } from '$lib/model/map';
import type { ActivityRelations, Relations } from '$lib/model/timing';
import type { TimeIndex } from '../performance/time-index';
import { rankedStatistics } from '../performance/ranked-times';
import { findEdge } from '../variants/find-edge';
import { variantCases } from '../variants/variant-cases';
import { GroupedTimes } from './group-medians';

/**
 * What comes before and behind an activity, directly and anywhere in the case: see `Relations`.
 *
 * @param index, frequency of the same log and selection
 * @param activity code
 * @param keep [cases] 1 = selected; null for all
 * @throws MiningError `unknown-edge` where there is no such activity
 *
 * Time O(events of the cases that hold it, and for each occurrence the distinct activities of its case).
 */
export function activityRelations(
  log: LogColumns,
  index: TimeIndex,
  frequency: FrequencyMap,
  activity: number,
  keep: Uint8Array | null = null
): ActivityRelations {
  if (!(activity >= 0 && activity < log.activities.length)) throw new MiningError('unknown-edge', { activity });
  const occurrences = frequency.nodeCount[activity]!;
  const cases = frequency.nodeCases[activity]!;
  const relations = (isBefore: boolean): Relations => {
    const { pairs, pairCases } = countPairs(log, activity, isBefore, keep);
    const nearest = nearestTimes(log, activity, isBefore, keep).medians(log.activities.length);
    const edgeOf = (other: number): number =>
      isBefore ? findEdge(log.variants, other, activity) : findEdge(log.variants, activity, other);
    const edges = log.activities.map((_, other) => edgeOf(other));
    const direct = (other: number): number => (edges[other]! < 0 ? 0 : frequency.edgeCount[edges[other]!]!);
    const others = [...pairCases.keys()].filter((other) => pairCases[other]! > 0);
    others.sort((a, b) => direct(b) - direct(a) || pairCases[b]! - pairCases[a]! || a - b);
    const ofEdge = (edge: number): number => {
      if (edge < 0) return NaN;
      const { start, timeMs, caseOf } = index.transition;
      const from = start[edge]!;
      const to = start[edge + 1]!;
      const times = { start: Uint32Array.of(0, to - from), timeMs: timeMs.subarray(from, to), caseOf: caseOf.subarray(from, to) };
      return rankedStatistics(times, keep).medianMs[0]!;
    };
    return {
      activity: Uint32Array.from(others),
      direct: Uint32Array.from(others, direct),
      directCases: Uint32Array.from(others, (other) => (edges[other]! < 0 ? 0 : frequency.edgeCases[edges[other]!]!)),
      directShare: Float64Array.from(others, (other) => direct(other) / occurrences),
      directMedianMs: Float64Array.from(others, (other) => ofEdge(edges[other]!)),
      eventual: Float64Array.from(others, (other) => pairs[other]!),
      eventualCases: Uint32Array.from(others, (other) => pairCases[other]!),
      eventualShare: Float64Array.from(others, (other) => pairCases[other]! / cases),
      nextMedianMs: Float64Array.from(others, (other) => nearest[other]!)
    };
  };
  return {
    occurrences,
    cases,
    first: frequency.starts[activity]!,
    last: frequency.ends[activity]!,
    before: relations(true),
    behind: relations(false)
  };
}

/** [activities] ordered pairs with the activity, and cases that have one. By variants. */
function countPairs(log: LogColumns, activity: number, isBefore: boolean, keep: Uint8Array | null) {
  const { sequence, sequenceStart, nodeStart, nodeVariant, nodeTimes } = log.variants;
  const selected = variantCases(log, keep);
  const pairs = new Float64Array(log.activities.length);
  const pairCases = new Uint32Array(pairs.length);
  const lastVariant = new Uint32Array(pairs.length);
  for (let i = nodeStart[activity]!; i < nodeStart[activity + 1]!; i++) {
    const v = nodeVariant[i]!;
    const cases = selected[v]!;
    if (cases === 0) continue;
    // occurrences of the activity still to come (before: behind the position at hand)
    let met = 0;
    const all = nodeTimes[i]!;
    for (let at = sequenceStart[v]!; at < sequenceStart[v + 1]!; at++) {
      const other = sequence[at]!;
      const isActivity = other === activity;
      const partners = isBefore ? all - met - (isActivity ? 1 : 0) : met;
      if (isActivity) met++;
      if (partners === 0) continue;
      pairs[other]! += partners * cases;
      if (lastVariant[other] === v + 1) continue;
      lastVariant[other] = v + 1;
      pairCases[other]! += cases;
    }
  }
  return { pairs, pairCases };
}

/** Times from each occurrence to the next of every other activity behind it (from the last of every other before it). */
function nearestTimes(log: LogColumns, activity: number, isBefore: boolean, keep: Uint8Array | null): GroupedTimes {
  const { caseStart, timeMs, variants } = log;
  const startMs = log.startMs ?? timeMs;
  const holds = new Uint8Array(variants.size);
  for (let i = variants.nodeStart[activity]!; i < variants.nodeStart[activity + 1]!; i++) holds[variants.nodeVariant[i]!] = 1;
  const times = new GroupedTimes();
  const lastCase = new Uint32Array(log.activities.length);
  const lastEvent = new Uint32Array(lastCase.length);
  const met = new Uint32Array(lastCase.length);
  const step = isBefore ? 1 : -1;
  for (let c = 0; c + 1 < caseStart.length; c++) {
    if (holds[variants.variantOf[c]!] === 0 || (keep !== null && keep[c] === 0)) continue;
    const first = caseStart[c]!;
    const last = caseStart[c + 1]! - 1;
    let distinct = 0;
    // before: walk forwards and look back; behind: walk backwards and look ahead
    for (let e = isBefore ? first : last; e >= first && e <= last; e += step) {
      const code = log.activity[e]!;
      if (code === activity) {
        for (let k = 0; k < distinct; k++) {
          const other = lastEvent[met[k]!]!;
          const later = isBefore ? e : other;
          const start = startMs[later]!;
          // NaN is unequal to itself
          times.add(met[k]!, (start === start ? start : timeMs[later]!) - timeMs[isBefore ? other : e]!);
        }
      }
      if (lastCase[code] !== c + 1) {
        lastCase[code] = c + 1;
        met[distinct++] = code;
      }
      lastEvent[code] = e;
    }
  }
  return times;
}
