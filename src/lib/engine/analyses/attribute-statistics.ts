import { attributeStatistics } from '$lib/kernel/statistics/attribute-statistics';
import { MiningError } from '$lib/model/errors';
import { defineAnalysis } from './analysis';

/** What is in each column. */
export default defineAnalysis<'attribute-statistics'>(({ open, log, keep }, { columns, top, bins }) => ({
  columns: (columns ?? [...open.table.columns.keys()]).map((index) => {
    const column = open.table.columns[index];
    if (!column) throw new MiningError('unknown-column', { column: String(index) });
    const numbers = column.type === 'number' || column.type === 'time' ? open.numbersOf(column) : null;
    return attributeStatistics(log, column, index, numbers, top, bins, keep);
  })
}));
