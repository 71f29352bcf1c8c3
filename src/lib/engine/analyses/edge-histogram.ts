import { edgeHistogram } from '$lib/kernel/performance/time-histogram';
import { defineAnalysis } from './analysis';

/** Distribution of the transition times of one edge. */
export default defineAnalysis<'edge-histogram'>(({ log, keep, timeIndex }, { edge, bins }) =>
  edgeHistogram(timeIndex(), log, edge, bins, keep)
);
