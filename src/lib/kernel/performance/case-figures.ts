import type { CaseFigures } from '$lib/model/analysis';
import type { LogColumns } from '$lib/model/log';
import { variantCases } from '../variants/variant-cases';
import { selectedPeriod, sortedDurations } from './case-periods';
import { rankedStatistics } from './ranked-times';

/**
 * The key figures of a selection of cases. Case duration: last complete minus first start (or complete); percentiles are type 7. Times are
 * NaN where nothing is selected. The period is from the first start to the last complete of the selected cases.
 *
 * @param keep [cases] 1 = selected; null for all
 *
 * Time O(cases + distinct (variant, activity)); the first call for a log sorts its case durations, the first selection its periods.
 */
export function caseFigures(log: LogColumns, keep: Uint8Array | null = null): CaseFigures {
  const { sequenceStart, size, nodeStart, nodeVariant } = log.variants;
  const selected = variantCases(log, keep);
  let cases = 0;
  let events = 0;
  let variants = 0;
  for (let v = 0; v < size; v++) {
    const n = selected[v]!;
    if (n === 0) continue;
    cases += n;
    events += n * (sequenceStart[v + 1]! - sequenceStart[v]!);
    variants++;
  }
  let activities = 0;
  for (let a = 0; a < log.activities.length; a++) {
    let i = nodeStart[a]!;
    const end = nodeStart[a + 1]!;
    while (i < end && selected[nodeVariant[i]!] === 0) i++;
    if (i < end) activities++;
  }
  const durations = rankedStatistics(sortedDurations(log), keep);
  return {
    cases,
    events,
    variants,
    activities,
    medianMs: durations.medianMs[0]!,
    meanMs: durations.meanMs[0]!,
    p90Ms: durations.p90Ms[0]!,
    minMs: durations.minMs[0]!,
    maxMs: durations.maxMs[0]!,
    ...selectedPeriod(log, keep)
  };
}
