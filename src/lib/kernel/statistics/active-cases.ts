import type { LogColumns } from '$lib/model/log';
import { casePeriods } from '../performance/case-periods';
import type { SortedTimes } from '../performance/ranked-times';
import { timeSorter } from '../performance/sort-times';

interface Borders {
  readonly starts: SortedTimes;
  readonly ends: SortedTimes;
}

const known = new WeakMap<LogColumns, Borders>();

/**
 * Case starts and case ends, each ascending, one segment; empty cases left out. No case ends before it starts: where a log says so, by a
 * start behind the complete time, the case ends with its start. Found once a log; 24 bytes a case.
 */
export function caseBorders(log: LogColumns): Borders {
  let borders = known.get(log);
  if (!borders) {
    const { fromUtcMs, toUtcMs } = casePeriods(log);
    borders = { starts: sorted(fromUtcMs), ends: sorted(toUtcMs.map((to, c) => Math.max(to, fromUtcMs[c]!))) };
    known.set(log, borders);
  }
  return borders;
}

function sorted(utcMs: Float64Array): SortedTimes {
  const timeMs = new Float64Array(utcMs.length);
  const caseOf = new Uint32Array(utcMs.length);
  let n = 0;
  for (let c = 0; c < utcMs.length; c++) {
    if (Number.isNaN(utcMs[c])) continue;
    timeMs[n] = utcMs[c]!;
    caseOf[n++] = c;
  }
  timeSorter(n)(timeMs, caseOf, 0, n);
  return { start: Uint32Array.of(0, n), timeMs: timeMs.subarray(0, n), caseOf: caseOf.subarray(0, n) };
}

/** The selected times, ascending. O(cases). */
export function keptTimes({ timeMs, caseOf }: SortedTimes, keep: Uint8Array | null): Float64Array {
  if (keep === null) return timeMs;
  const kept = new Float64Array(timeMs.length);
  let n = 0;
  for (let i = 0; i < timeMs.length; i++) {
    kept[n] = timeMs[i]!;
    n += keep[caseOf[i]!]!;
  }
  return kept.subarray(0, n);
}

/**
 * The most cases active at one moment, and when that is first so. A case is active from its start to its end, both included.
 *
 * @param starts, ends of the selected cases, each ascending
 *
 * Time O(cases).
 */
export function mostActive(starts: Float64Array, ends: Float64Array): { most: number; atUtcMs: number } {
  let most = 0;
  let atUtcMs = NaN;
  let ended = 0;
  for (let started = 0; started < starts.length; started++) {
    // one that ends at this very moment is still active
    while (ends[ended]! < starts[started]!) ended++;
    const active = started + 1 - ended;
    if (active > most) {
      most = active;
      atUtcMs = starts[started]!;
    }
  }
  return { most, atUtcMs };
}

/**
 * Active cases over bins of time: the most at one moment of each bin, and the mean over it.
 *
 * @param edge [bins + 1] ascending; every start and end lies in a bin
 *
 * Time O(cases + bins).
 */
export function activeByBin(
  edge: Float64Array,
  starts: Float64Array,
  ends: Float64Array
): { started: Uint32Array; ended: Uint32Array; most: Uint32Array; mean: Float64Array } {
  const bins = edge.length - 1;
  const started = new Uint32Array(bins);
  const ended = new Uint32Array(bins);
  const most = new Uint32Array(bins);
  const mean = new Float64Array(bins);
  let s = 0;
  let e = 0;
  for (let bin = 0; bin < bins; bin++) {
    const to = edge[bin + 1]!;
    const length = to - edge[bin]!;
    const startedBefore = s;
    const endedBefore = e;
    let peak = s - e;
    let activeMs = peak * length;
    for (; s < starts.length && starts[s]! < to; s++) {
      for (; ends[e]! < starts[s]!; e++) activeMs -= to - ends[e]!;
      activeMs += to - starts[s]!;
      if (s + 1 - e > peak) peak = s + 1 - e;
    }
    for (; e < ends.length && ends[e]! < to; e++) activeMs -= to - ends[e]!;
    started[bin] = s - startedBefore;
    ended[bin] = e - endedBefore;
    most[bin] = peak;
    mean[bin] = activeMs / length;
  }
  return { started, ended, most, mean };
}
