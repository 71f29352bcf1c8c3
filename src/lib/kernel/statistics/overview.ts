import type { LogColumns } from '$lib/model/log';
import type { Overview } from '$lib/model/statistics';
import { caseFigures } from '../performance/case-figures';
import { sortedDurations } from '../performance/case-periods';
import { caseBorders, keptTimes, mostActive } from './active-cases';
import { busyTime } from './busy-time';
import { ExactSum, spreadOf, spreadOfCounts } from './spread';
import { DAY_MS } from './zone-offsets';

/**
 * The log at a glance: counts, period, rates, events a case, durations, active cases. A rate needs two cases that start (end) at
 * different times.
 *
 * @param keep [cases] 1 = selected; null for all
 *
 * Time O(cases + distinct (variant, activity)); the first call for a log sorts its case starts, ends and durations.
 */
export function overview(log: LogColumns, keep: Uint8Array | null = null): Overview {
  const { cases, events, variants, activities, firstUtcMs, lastUtcMs } = caseFigures(log, keep);
  const borders = caseBorders(log);
  const starts = keptTimes(borders.starts, keep);
  const ends = keptTimes(borders.ends, keep);
  const durationMs = spreadOf(keptTimes(sortedDurations(log), keep));
  const { most, atUtcMs } = mostActive(starts, ends);
  return {
    cases,
    events,
    variants,
    activities,
    firstUtcMs,
    lastUtcMs,
    arrivalsPerDay: perDay(starts.length, extent(starts)),
    arrivalGapMs: meanGap(starts),
    completionsPerDay: perDay(ends.length, extent(ends)),
    completionGapMs: meanGap(ends),
    eventsPerDay: perDay(events, lastUtcMs - firstUtcMs),
    eventsPerCase: eventsPerCase(log, keep),
    durationMs,
    cycleTimeMs: cases === 0 ? NaN : busyTime(log, keep).totalMs / cases,
    activeMost: most,
    activeMostUtcMs: atUtcMs,
    activeMean: meanActive(starts, ends)
  };
}

function extent(ascending: Float64Array): number {
  return ascending.length === 0 ? NaN : ascending.at(-1)! - ascending[0]!;
}

function meanGap(ascending: Float64Array): number {
  return ascending.length > 1 ? extent(ascending) / (ascending.length - 1) : NaN;
}

/** Time in all cases, by the time there is. */
function meanActive(starts: Float64Array, ends: Float64Array): number {
  const spanMs = starts.length === 0 ? 0 : ends.at(-1)! - starts[0]!;
  const total = new ExactSum();
  for (let i = 0; i < starts.length; i++) total.add(ends[i]! - starts[i]!);
  return spanMs > 0 ? total.value / spanMs : NaN;
}

function perDay(count: number, spanMs: number): number {
  return spanMs > 0 ? (count * DAY_MS) / spanMs : NaN;
}

function eventsPerCase({ caseStart }: LogColumns, keep: Uint8Array | null) {
  let longest = 0;
  for (let c = 0; c + 1 < caseStart.length; c++) longest = Math.max(longest, caseStart[c + 1]! - caseStart[c]!);
  const ofLength = new Uint32Array(longest + 1);
  for (let c = 0; c + 1 < caseStart.length; c++) ofLength[caseStart[c + 1]! - caseStart[c]!]! += keep === null ? 1 : keep[c]!;
  return spreadOfCounts(
    Float64Array.from(ofLength, (_, length) => length),
    ofLength
  );
}
