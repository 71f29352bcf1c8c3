import { columnNamed } from '$lib/kernel/selection/selection-input';
import { resourceStatistics } from '$lib/kernel/statistics/resource-statistics';
import { defineAnalysis } from './analysis';

/** What was done under each value of a column. */
export default defineAnalysis<'resource-statistics'>(({ open, log, keep }, { column, ...window }) =>
  resourceStatistics(log, columnNamed(open.table, column), window, keep)
);
