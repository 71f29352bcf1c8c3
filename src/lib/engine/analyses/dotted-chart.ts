import { columnNamed } from '$lib/kernel/selection/selection-input';
import { dottedChart } from '$lib/kernel/statistics/dotted-chart';
import { defineAnalysis } from './analysis';

/** Every event as a dot, or counted in the cells of a raster. */
export default defineAnalysis<'dotted-chart'>(({ open, log, keep }, params) => {
  const { rows, rowColumn, colourColumn } = params;
  const named = (name: string | null) => (name === null ? null : columnNamed(open.table, name));
  return dottedChart(log, rows === 'column' ? named(rowColumn) : null, named(colourColumn), params, keep);
});
