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
/** cases with an event by the beginning of their period, and by its end */
const orders = new WeakMap<CasePeriods, { readonly byFrom: SortedTimes; readonly byTo: SortedTimes }>();
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
    known = ascending(toUtcMs.map((to, c) => to - fromUtcMs[c]!));
    durations.set(log, known);
  }
  return known;
}

/**
 * The first beginning and the last end of the selected cases' periods; NaN where no case with an event is selected.
 *
 * @param keep [cases] 1 = selected; null for all
 *
 * Time: as many steps as cases lie before the first selected one, in the order of time; the first selection of a log sorts its cases.
 */
export function selectedPeriod(log: LogColumns, keep: Uint8Array | null): { firstUtcMs: number; lastUtcMs: number } {
  const period = casePeriods(log);
  if (keep === null) return wholePeriod(period);
  let known = orders.get(period);
  if (!known) orders.set(period, (known = { byFrom: ascending(period.fromUtcMs), byTo: ascending(period.toUtcMs) }));
  const { byFrom, byTo } = known;
  let first = 0;
  while (first < byFrom.caseOf.length && keep[byFrom.caseOf[first]!] === 0) first++;
  let last = byTo.caseOf.length - 1;
  while (last >= 0 && keep[byTo.caseOf[last]!] === 0) last--;
  // beyond either end there is no case
  return { firstUtcMs: byFrom.timeMs[first] ?? NaN, lastUtcMs: byTo.timeMs[last] ?? NaN };
}

function wholePeriod({ fromUtcMs, toUtcMs }: CasePeriods): { firstUtcMs: number; lastUtcMs: number } {
  let first = NaN;
  let last = NaN;
  for (let c = 0; c < fromUtcMs.length; c++) {
    // NaN is never less: the first case with an event takes its place
    if (!(fromUtcMs[c]! >= first) && !Number.isNaN(fromUtcMs[c]!)) first = fromUtcMs[c]!;
    if (!(toUtcMs[c]! <= last) && !Number.isNaN(toUtcMs[c]!)) last = toUtcMs[c]!;
  }
  return { firstUtcMs: first, lastUtcMs: last };
}

/** One segment of times with their cases, ascending; NaN left out. */
function ascending(times: Float64Array): SortedTimes {
  const timeMs = new Float64Array(times.length);
  const caseOf = new Uint32Array(times.length);
  let n = 0;
  for (let c = 0; c < times.length; c++) {
    if (Number.isNaN(times[c]!)) continue;
    timeMs[n] = times[c]!;
    caseOf[n++] = c;
  }
  timeSorter(n)(timeMs, caseOf, 0, n);
  return { start: Uint32Array.of(0, n), timeMs: timeMs.subarray(0, n), caseOf: caseOf.subarray(0, n) };
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
