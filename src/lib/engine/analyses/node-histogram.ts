import { nodeHistogram } from '$lib/kernel/performance/time-histogram';
import { defineAnalysis } from './analysis';

/** Distribution of an activity's service times, or of the transition times into it where the log has no start times. */
export default defineAnalysis<'node-histogram'>(({ log, keep, timeIndex }, { activity, bins }) =>
  nodeHistogram(timeIndex(), log, activity, bins, keep)
);
