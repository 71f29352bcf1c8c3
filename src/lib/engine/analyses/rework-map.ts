import { reworkMap } from '$lib/kernel/discovery/rework-map';
import { defineAnalysis } from './analysis';

/** Self-loops, loops and the edges over which the selected cases come back. */
export default defineAnalysis<'rework-map'>(({ log, keep }) => reworkMap(log, keep));
