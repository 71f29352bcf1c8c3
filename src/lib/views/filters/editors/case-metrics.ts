import type { LogSummary } from '$lib/model/analysis';
import { CASE_METRICS, type CaseMetric } from '$lib/model/selection';

/** The metrics that cases of this log can have: some need start times, one a column of costs. */
export function metricsOf({ hasStart, columns }: Pick<LogSummary, 'hasStart' | 'columns'>): readonly CaseMetric[] {
  const hasCost = columns.some(({ role }) => role === 'cost');
  return CASE_METRICS.filter((metric) =>
    metric === 'waiting' || metric === 'service' ? hasStart : metric === 'cost' ? hasCost : true
  );
}
