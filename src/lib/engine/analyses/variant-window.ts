import { defineAnalysis } from './analysis';
import { variantTable } from './variant-tables';

/** A window of the selection's variants, by activities or by any column, in any order. */
export default defineAnalysis<'variant-window'>((input, { group, offset, limit, steps, ...ordering }) =>
  variantTable(input, group).window(ordering, offset, limit, steps)
);
