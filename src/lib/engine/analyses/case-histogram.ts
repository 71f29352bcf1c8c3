import { caseHistogram } from '$lib/kernel/statistics/case-histogram';
import { defineAnalysis } from './analysis';
import { caseMeasure } from './case-measure';

/** How a metric of the selected cases is spread. */
export default defineAnalysis<'case-histogram'>((input, { metric, bins, scale }) => {
  const { sorted, cases } = caseMeasure(input, metric);
  return caseHistogram(sorted, metric, cases, bins, scale, input.keep);
});
