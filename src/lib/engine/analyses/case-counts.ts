import { defineAnalysis } from './analysis';

/** How many cases each of several selections keeps: the numbers on filter buttons and chips. */
export default defineAnalysis<'case-counts'>(async ({ open }, { selections }) => {
  const cases = new Uint32Array(selections.length);
  for (const [i, selection] of selections.entries()) cases[i] = await open.casesKept(selection);
  return { cases };
});
