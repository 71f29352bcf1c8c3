import { variantsCsv } from '$lib/kernel/variants/variants-csv';
import { defineAnalysis } from './analysis';
import { variantTable } from './variant-tables';

/** Every variant that a list holds, as CSV: written here, because there may be very many. */
export default defineAnalysis<'variant-csv'>((input, { group, ...ordering }) => ({
  csv: variantsCsv(variantTable(input, group), ordering)
}));
