import { alignedSequences } from '$lib/kernel/variants/aligned-sequences';
import { defineAnalysis } from './analysis';
import { variantTable } from './variant-tables';

/** Two variants of the selection step by step. */
export default defineAnalysis<'variant-alignment'>((input, { group, first, second }) => {
  const table = variantTable(input, group);
  return alignedSequences(table.sequenceOf(first), table.sequenceOf(second));
});
