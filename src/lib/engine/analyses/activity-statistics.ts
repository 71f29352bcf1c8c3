import { activityStatistics } from '$lib/kernel/statistics/activity-statistics';
import { defineAnalysis, frequencyOf } from './analysis';

/** What was done, activity by activity. */
export default defineAnalysis<'activity-statistics'>((input) => {
  const resource = input.open.table.columns.find(({ role }) => role === 'resource') ?? null;
  return activityStatistics(input.log, frequencyOf(input), resource, input.keep);
});
