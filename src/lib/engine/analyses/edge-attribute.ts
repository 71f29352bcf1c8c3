import { edgeBreakdown } from '$lib/kernel/statistics/attribute-breakdown';
import { defineAnalysis } from './analysis';

/** How often the selected cases took a path, by the value of a column at its end. */
export default defineAnalysis<'edge-attribute'>(({ open, log, keep }, { edge, column, limit }) =>
  edgeBreakdown(log, open.table, edge, column, limit, keep)
);
