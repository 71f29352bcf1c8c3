import { nodeHistogram } from '$lib/kernel/performance/time-histogram';
import { defineAnalysis } from './analysis';

/** Distribution of an activity's service times, or of the transition times into it where the log has no start times. */
export default defineAnalysis<'node-histogram'>(({ open, keep }, { activity, bins }) =>
  nodeHistogram(open.timeIndex(), open.log, activity, bins, keep)
);
