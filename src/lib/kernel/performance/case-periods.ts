import type { LogColumns, VariantIndex } from '$lib/model/log';
import type { SortedTimes } from './ranked-times';
import { timeSorter } from './sort-times';

/** [cases] from the first start (the complete time of an event without one) to the last complete; NaN in an empty case. */
export interface CasePeriods {
  readonly fromUtcMs: Float64Array;
  readonly toUtcMs: Float64Array;
}

const periods = new WeakMap<LogColumns, CasePeriods>();
const durations = new WeakMap<LogColumns, SortedTimes>();
const durationsByVariant = new WeakMap<VariantOfCases, SortedTimes>();

/** The period of each case. Found once a log; one pass over the cases, over the events where there are start times. 16 bytes a case. */
export function casePeriods(log: LogColumns): CasePeriods {
  let known = periods.get(log);
  if (!known) {
    known = findPeriods(log);
    periods.set(log, known);
  }
  return known;
}

/** Case durations (last complete minus first start or complete), ascending, one segment; empty cases left out. Found once a log. */
export function sortedDurations(log: LogColumns): SortedTimes {
  let known = durations.get(log);
  if (!known) {
    const { fromUtcMs, toUtcMs } = casePeriods(log);
    const timeMs = new Float64Array(fromUtcMs.length);
    const caseOf = new Uint32Array(fromUtcMs.length);
    let n = 0;
    for (let c = 0; c < fromUtcMs.length; c++) {
      const duration = toUtcMs[c]! - fromUtcMs[c]!;
      if (Number.isNaN(duration)) continue;
      timeMs[n] = duration;
      caseOf[n++] = c;
    }
    timeSorter(n)(timeMs, caseOf, 0, n);
    known = { start: Uint32Array.of(0, n), timeMs: timeMs.subarray(0, n), caseOf: caseOf.subarray(0, n) };
    durations.set(log, known);
  }
  return known;
}

type VariantOfCases = Pick<VariantIndex, 'size' | 'variantOf'>;

/**
 * Case durations by variant: one segment a variant, ascending; empty cases left out. Found once a list of variants (those of the
 * log's activities when omitted); 12 bytes a case.
 */
export function variantDurations(log: LogColumns, variants: VariantOfCases = log.variants): SortedTimes {
  let known = durationsByVariant.get(variants);
  if (!known) {
    const { size, variantOf } = variants;
    const sorted = sortedDurations(log);
    const start = new Uint32Array(size + 1);
    for (const c of sorted.caseOf) start[variantOf[c]! + 1]!++;
    for (let v = 0; v < size; v++) start[v + 1]! += start[v]!;
    const place = start.slice(0, size);
    known = { start, timeMs: new Float64Array(sorted.timeMs.length), caseOf: new Uint32Array(sorted.timeMs.length) };
    // dealt out in ascending order, they arrive so
    for (let i = 0; i < sorted.timeMs.length; i++) {
      const c = sorted.caseOf[i]!;
      const at = place[variantOf[c]!]!++;
      known.timeMs[at] = sorted.timeMs[i]!;
      known.caseOf[at] = c;
    }
    durationsByVariant.set(variants, known);
  }
  return known;
}

function findPeriods({ caseStart, timeMs, startMs }: LogColumns): CasePeriods {
  const cases = caseStart.length - 1;
  const fromUtcMs = new Float64Array(cases).fill(NaN);
  const toUtcMs = new Float64Array(cases).fill(NaN);
  for (let c = 0; c < cases; c++) {
    const first = caseStart[c]!;
    const end = caseStart[c + 1]!;
    if (first === end) continue;
    toUtcMs[c] = timeMs[end - 1]!;
    if (startMs === null) {
      fromUtcMs[c] = timeMs[first]!;
      continue;
    }
    let from = Infinity;
    for (let e = first; e < end; e++) {
      const start = startMs[e]!;
      const began = Number.isNaN(start) ? timeMs[e]! : start;
      if (began < from) from = began;
    }
    fromUtcMs[c] = from;
  }
  return { fromUtcMs, toUtcMs };
}
