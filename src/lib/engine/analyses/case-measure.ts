import { costColumn, sortedMetric } from '$lib/kernel/performance/case-metric';
import type { SortedTimes } from '$lib/kernel/performance/ranked-times';
import type { CaseMetric } from '$lib/model/selection';
import type { AnalysisInput } from './analysis';

/** A metric of the log's cases, ascending, and how many cases are selected. */
export function caseMeasure({ source, log, keep }: AnalysisInput, metric: CaseMetric): { sorted: SortedTimes; cases: number } {
  const sorted = sortedMetric(log, metric, metric === 'cost' ? costColumn(source.table, source.numbersOf) : null);
  const cases = keep === null ? log.caseStart.length - 1 : keep.reduce((sum, kept) => sum + kept, 0);
  return { sorted, cases };
}
