import { caseNamed, caseRows, listedCases } from '$lib/kernel/cases/case-window';
import { columnNamed } from '$lib/kernel/selection/selection-input';
import { textAt } from '$lib/model/dictionary';
import type { CaseCell, CaseColumn } from '$lib/model/cases';
import type { LogTable } from '$lib/model/log';
import { instantText } from '../exporters/instant-text';
import { tableText, type TextCell } from '../exporters/table-text';
import { defineAnalysis } from './analysis';

/**
 * The whole case list, or of it the cases of these ids, as text for spreadsheets: one row a case, moments as ISO 8601 in UTC, times in
 * milliseconds.
 */
export default defineAnalysis<'case-list-text'>(({ source, keep }, { listing, only, format }) => {
  const list = { ...source, keep };
  const { cases } = listedCases(list, listing);
  const wanted = only === null ? null : new Set(only.map((id) => caseNamed(list.log.caseIds, id)));
  const wantedCases = wanted === null ? cases : cases.filter((c) => wanted.has(c));
  if (format === 'ids') return new Blob([Array.from(wantedCases, (c) => textAt(list.log.caseIds, c)).join('\n')]);
  const { columns } = listing;
  const writers = columns.map((column) => cellWriter(list.table, column));
  const records = function* (): Generator<TextCell[]> {
    yield ['case_id', ...columns.map(headOf)];
    for (const row of caseRows(list, columns, wantedCases)) yield [row.caseId, ...row.cells.map((cell, i) => writers[i]!(cell))];
  };
  return tableText(format, records());
});

/** Milliseconds but for these. */
const COUNTED: readonly string[] = ['events', 'activities', 'rework', 'self-loops', 'cost'];

function headOf(column: CaseColumn): string {
  if ('attribute' in column) return column.attribute;
  const { fact } = column;
  if (fact === 'variant') return 'variant_rank';
  const name = fact.replaceAll('-', '_');
  return fact === 'start' || fact === 'end' || COUNTED.includes(fact) ? name : `${name}_ms`;
}

function cellWriter(table: LogTable, column: CaseColumn): (cell: CaseCell) => TextCell {
  if ('attribute' in column) {
    const isNumber = columnNamed(table, column.attribute).type === 'number';
    return (cell) => (typeof cell === 'number' ? cell : { text: cell.value ?? '', isNumber });
  }
  const isMoment = column.fact === 'start' || column.fact === 'end';
  return (cell) => (typeof cell === 'number' ? (isMoment ? instantText(cell, 'Z') : cell) : '');
}
