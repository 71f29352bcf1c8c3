import { sortedMetric } from '$lib/kernel/performance/case-metric';
import type { SortedTimes } from '$lib/kernel/performance/ranked-times';
import type { CaseMetric } from '$lib/model/selection';
import type { AnalysisInput } from './analysis';
import { numbersOf } from './column-numbers';

/** A metric of the log's cases, ascending, and how many cases are selected. */
export function caseMeasure({ open, log, keep }: AnalysisInput, metric: CaseMetric): { sorted: SortedTimes; cases: number } {
  const column = metric === 'cost' ? open.table.columns.find(({ role }) => role === 'cost') : undefined;
  const sorted = sortedMetric(log, metric, column ? { codes: column.codes, numbers: numbersOf(column) } : null);
  const cases = keep === null ? log.caseStart.length - 1 : keep.reduce((sum, kept) => sum + kept, 0);
  return { sorted, cases };
}
