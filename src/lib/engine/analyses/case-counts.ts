import { caseMask } from '$lib/kernel/selection/case-mask';
import { defineAnalysis } from './analysis';

/** How many cases each of several selections keeps: the numbers on filter buttons and chips. */
export default defineAnalysis<'case-counts'>(({ open }, { selections }) => ({
  cases: Uint32Array.from(selections, (selection) => {
    const keep = caseMask(open.log, open.table, selection);
    return keep ? keep.reduce((sum, kept) => sum + kept, 0) : open.log.caseStart.length - 1;
  })
}));
