import type { VariantList, VariantRow } from '$lib/model/analysis';
import type { LogColumns } from '$lib/model/log';
import { sortedDurations } from '../performance/case-periods';
import { firstOfOrder } from './first-of-order';
import { labelRanks } from './label-order';
import { variantCases, type VariantCases } from './variant-cases';

/**
 * The variants of a selection of cases: cases descending, then the sequence of labels ascending by code point; the first `limit` with
 * their median case duration (type 7) and the mean transition time into each step.
 *
 * @param keep [cases] 1 = selected; null for all
 *
 * Time O(cases + variants log limit + events of the listed variants).
 */
export function variantList(log: LogColumns, limit: number, keep: Uint8Array | null = null): VariantList {
  const selected = variantCases(log, keep);
  let total = 0;
  let cases = 0;
  for (let v = 0; v < selected.length; v++) {
    if (selected[v]! > 0) total++;
    cases += selected[v]!;
  }
  const listed = firstOfOrder(occurring(selected), Math.floor(limit), variantOrder(log, selected));
  const slotOf = new Int32Array(selected.length).fill(-1);
  listed.forEach((variant, slot) => (slotOf[variant] = slot));
  const medians = medianDurations(log, listed, slotOf, selected, keep);
  const steps = meanSteps(log, listed, slotOf, selected, keep);
  const { sequence, sequenceStart } = log.variants;
  const rows = listed.map((variant, slot): VariantRow => ({
    variant,
    rank: slot + 1,
    cases: selected[variant]!,
    sequence: Array.from(sequence.subarray(sequenceStart[variant], sequenceStart[variant + 1])),
    medianMs: medians[slot]!,
    stepMs: steps[slot]!
  }));
  return { total, cases, rows };
}

function* occurring(selected: VariantCases): Generator<number> {
  for (let v = 0; v < selected.length; v++) if (selected[v]! > 0) yield v;
}

function variantOrder({ activities, variants }: LogColumns, selected: VariantCases): (a: number, b: number) => number {
  const { sequence, sequenceStart } = variants;
  const ranks = labelRanks(activities);
  return (a, b) => {
    if (selected[a] !== selected[b]) return selected[b]! - selected[a]!;
    let i = sequenceStart[a]!;
    let j = sequenceStart[b]!;
    const aEnd = sequenceStart[a + 1]!;
    const bEnd = sequenceStart[b + 1]!;
    for (; i < aEnd && j < bEnd; i++, j++) {
      if (sequence[i] !== sequence[j]) return ranks[sequence[i]!]! - ranks[sequence[j]!]!;
    }
    return aEnd - i - (bEnd - j);
  };
}

/** Cases in order of duration, dealt out to the listed variants, arrive sorted. */
function medianDurations(
  log: LogColumns,
  listed: readonly number[],
  slotOf: Int32Array,
  selected: VariantCases,
  keep: Uint8Array | null
): Float64Array {
  const { timeMs, caseOf } = sortedDurations(log);
  const { variantOf } = log.variants;
  const medians = new Float64Array(listed.length).fill(NaN);
  const seen = new Uint32Array(listed.length);
  for (let i = 0; i < caseOf.length; i++) {
    const c = caseOf[i]!;
    const slot = slotOf[variantOf[c]!]!;
    if (slot < 0 || (keep !== null && keep[c] === 0)) continue;
    const rank = seen[slot]!++;
    const last = selected[listed[slot]!]! - 1;
    if (rank === last >> 1) medians[slot] = timeMs[i]!;
    else if (rank === (last >> 1) + 1 && last % 2 === 1) medians[slot] = medians[slot]! + (timeMs[i]! - medians[slot]!) / 2;
  }
  return medians;
}

/** Mean transition time into each step: start (or complete) of the step minus complete of the one before; NaN for the first. */
function meanSteps(
  { caseStart, timeMs, startMs, variants }: LogColumns,
  listed: readonly number[],
  slotOf: Int32Array,
  selected: VariantCases,
  keep: Uint8Array | null
): Float64Array[] {
  const { variantOf, sequenceStart } = variants;
  const steps = listed.map((variant) => new Float64Array(sequenceStart[variant + 1]! - sequenceStart[variant]!));
  for (let c = 0; c < variantOf.length; c++) {
    const slot = slotOf[variantOf[c]!]!;
    if (slot < 0 || (keep !== null && keep[c] === 0)) continue;
    const sums = steps[slot]!;
    const first = caseStart[c]!;
    for (let i = 1; i < sums.length; i++) {
      const start = startMs === null ? NaN : startMs[first + i]!;
      const began = start === start ? start : timeMs[first + i]!;
      sums[i]! += began - timeMs[first + i - 1]!;
    }
  }
  steps.forEach((sums, slot) => {
    const cases = selected[listed[slot]!]!;
    for (let i = 1; i < sums.length; i++) sums[i]! /= cases;
    if (sums.length > 0) sums[0] = NaN;
  });
  return steps;
}
