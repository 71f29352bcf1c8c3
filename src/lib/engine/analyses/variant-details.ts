import { defineAnalysis } from './analysis';
import { variantTable } from './variant-tables';

/** Some variants of the selection, whole. */
export default defineAnalysis<'variant-details'>((input, { group, variants }) => variantTable(input, group).listed(variants));
