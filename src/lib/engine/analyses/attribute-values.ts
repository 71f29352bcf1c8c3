import { attributeValues } from '$lib/kernel/selection/attribute-values';
import { defineAnalysis } from './analysis';

/** Values of one attribute with the selected cases that have them. */
export default defineAnalysis<'attribute-values'>(({ open, log, keep }, { column, search, limit }) =>
  attributeValues(log, open.table, column, search, limit, keep)
);
