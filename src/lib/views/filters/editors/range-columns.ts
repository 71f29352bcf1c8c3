import type { LogColumnSummary, LogSummary } from '$lib/model/analysis';

/** Columns whose values are numbers or moments. */
export function rangeColumns({ columns }: Pick<LogSummary, 'columns'>): readonly LogColumnSummary[] {
  return columns.filter(({ type }) => type === 'number' || type === 'time');
}
