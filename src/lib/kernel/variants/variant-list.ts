import type { VariantList, VariantRow } from '$lib/model/analysis';
import type { LogColumns } from '$lib/model/log';
import { variantDurations } from '../performance/case-periods';
import { firstOfOrder } from './first-of-order';
import { variantCases, type VariantCases } from './variant-cases';
import { variantOrder } from './variant-order';

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
  const candidates = new Uint32Array(selected.length);
  let total = 0;
  let cases = 0;
  for (let v = 0; v < selected.length; v++) {
    if (selected[v] === 0) continue;
    candidates[total++] = v;
    cases += selected[v]!;
  }
  const listed = firstOfOrder(candidates.subarray(0, total), Math.floor(limit), variantOrder(log, selected));
  const steps = meanSteps(log, listed, selected, keep);
  const { sequence, sequenceStart } = log.variants;
  const rows = listed.map((variant, slot): VariantRow => ({
    variant,
    rank: slot + 1,
    cases: selected[variant]!,
    sequence: Array.from(sequence.subarray(sequenceStart[variant], sequenceStart[variant + 1])),
    medianMs: medianDuration(log, variant, selected[variant]!, keep),
    stepMs: steps[slot]!
  }));
  return { total, cases, rows };
}

/** Median (type 7) of the durations of a variant's selected cases, of which there are `cases`; NaN in the variant without events. */
function medianDuration(log: LogColumns, variant: number, cases: number, keep: Uint8Array | null): number {
  const { start, timeMs, caseOf } = variantDurations(log);
  const end = start[variant + 1]!;
  let i = start[variant]!;
  if (i === end) return NaN;
  const nextKept = () => {
    while (keep !== null && keep[caseOf[i]!] === 0) i++;
    return timeMs[i++]!;
  };
  let left = (cases - 1) >> 1;
  if (keep === null) i += left;
  else {
    // up to and without the case of the rank looked for
    for (left -= keep[caseOf[i]!]!; left >= 0; left -= keep[caseOf[i]!]!) i++;
  }
  const low = nextKept();
  return cases % 2 === 1 ? low : low + (nextKept() - low) / 2;
}

/** Mean transition time into each step: start (or complete) of the step minus complete of the one before; NaN for the first. */
function meanSteps(log: LogColumns, listed: readonly number[], selected: VariantCases, keep: Uint8Array | null): Float64Array[] {
  const { size, sequenceStart } = log.variants;
  // place + 1 of each listed variant's steps in `sums`; 0 = not listed
  const placeOf = new Uint32Array(size);
  let room = 0;
  for (const variant of listed) {
    placeOf[variant] = room + 1;
    room += sequenceStart[variant + 1]! - sequenceStart[variant]!;
  }
  const sums = new Float64Array(room);
  addSteps(log, log.startMs ?? log.timeMs, placeOf, keep, sums);
  return listed.map((variant) => {
    const from = placeOf[variant]! - 1;
    const steps = sums.slice(from, from + sequenceStart[variant + 1]! - sequenceStart[variant]!);
    return steps.map((sum, i) => (i === 0 ? NaN : sum / selected[variant]!));
  });
}

function addSteps(
  { caseStart, timeMs, variants }: LogColumns,
  beganMs: Float64Array,
  placeOf: Uint32Array,
  keep: Uint8Array | null,
  sums: Float64Array
): void {
  const { variantOf } = variants;
  for (let c = 0; c < variantOf.length; c++) {
    const place = placeOf[variantOf[c]!]!;
    if (place === 0 || (keep !== null && keep[c] === 0)) continue;
    let e = caseStart[c]!;
    const end = caseStart[c + 1]!;
    if (e === end) continue;
    let completed = timeMs[e]!;
    let at = place;
    for (e++; e < end; e++) {
      const complete = timeMs[e]!;
      const began = beganMs[e]!;
      // NaN, a missing start, is unequal to itself
      sums[at]! += (began === began ? began : complete) - completed;
      at++;
      completed = complete;
    }
  }
}
