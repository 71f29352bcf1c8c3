import { activityBreakdown } from '$lib/kernel/statistics/attribute-breakdown';
import { defineAnalysis } from './analysis';

/** The selected events of an activity by the value of a column. */
export default defineAnalysis<'activity-attribute'>(({ open, log, keep }, { activity, column, limit }) =>
  activityBreakdown(log, open.table, activity, column, limit, keep)
);
