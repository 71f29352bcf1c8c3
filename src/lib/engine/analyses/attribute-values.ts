import { attributeValues } from '$lib/kernel/selection/attribute-values';
import { defineAnalysis } from './analysis';

/** Values of one attribute with the selected cases that have them. */
export default defineAnalysis<'attribute-values'>(({ open, keep }, { column, search, limit }) =>
  attributeValues(open.log, open.table, column, search, limit, keep)
);
