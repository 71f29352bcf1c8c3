import { activityRelations } from '$lib/kernel/statistics/activity-relations';
import { defineAnalysis, frequencyOf } from './analysis';

/** What comes before and behind an activity. */
export default defineAnalysis<'activity-relations'>((input, { activity }) =>
  activityRelations(input.log, input.timeIndex(), frequencyOf(input), activity, input.keep)
);
