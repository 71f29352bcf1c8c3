import { edgeHistogram } from '$lib/kernel/performance/time-histogram';
import { defineAnalysis } from './analysis';

/** Distribution of the transition times of one edge. */
export default defineAnalysis<'edge-histogram'>(({ open, keep }, { edge, bins }) =>
  edgeHistogram(open.timeIndex(), open.log, edge, bins, keep)
);
