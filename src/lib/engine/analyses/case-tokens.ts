import { caseTokens } from '$lib/kernel/performance/case-tokens';
import { defineAnalysis } from './analysis';

/** A sample of the selected cases with their moves over the edges, to be played. */
export default defineAnalysis<'case-tokens'>(({ log, keep }, { most, clock }) => caseTokens(log, most, clock, keep));
