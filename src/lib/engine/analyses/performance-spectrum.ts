import { performanceSpectrum } from '$lib/kernel/statistics/performance-spectrum';
import { defineAnalysis } from './analysis';

/** The occurrences of an edge over time. */
export default defineAnalysis<'performance-spectrum'>(({ log, keep }, { edge, maxLines, bins }) =>
  performanceSpectrum(log, edge, maxLines, bins, keep)
);
