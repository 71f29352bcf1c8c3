import { caseFigures } from '$lib/kernel/performance/case-figures';
import { defineAnalysis } from './analysis';

/** Key figures of the selected cases. */
export default defineAnalysis<'case-figures'>(({ log, keep }) => caseFigures(log, keep));
