import { caseBrush } from '$lib/kernel/statistics/case-brush';
import { defineAnalysis } from './analysis';
import { caseMeasure } from './case-measure';

/** What is within a range of a case metric: for each step of a brush. */
export default defineAnalysis<'case-brush'>((input, { metric, min, max }) => {
  const { sorted, cases } = caseMeasure(input, metric);
  return caseBrush(input.log, sorted, cases, min, max, input.keep);
});
