import type { CaseTextFormat } from '$lib/model/cases';
import { CSV_BOM, CSV_LINE_END, csvCell, pastedCell } from '$lib/model/csv-cell';
import { isPlainNumber } from './csv';

/** A number (NaN is an empty cell), a text, or a text that may be a number as it stands. */
export type TextCell = number | string | { readonly text: string; readonly isNumber: boolean };

const TYPES = { csv: 'text/csv;charset=utf-8', tsv: 'text/plain;charset=utf-8' } as const;
/** Characters gathered before they are handed to the blob. */
const CHUNK = 1 << 20;

/**
 * Records as text for spreadsheets, cells that would be formulas guarded: CSV as RFC 4180 has it with a byte order mark, or lines with
 * tabs between, to be pasted.
 */
export function tableText(format: CaseTextFormat, records: Iterable<readonly TextCell[]>): Blob {
  const isCsv = format === 'csv';
  const [guarded, between, lineEnd] = isCsv ? [csvCell, ',', CSV_LINE_END] : [pastedCell, '\t', '\n'];
  const cellText = (cell: TextCell): string => {
    if (typeof cell === 'number') return Number.isNaN(cell) ? '' : String(cell);
    if (typeof cell === 'string') return guarded(cell);
    return cell.isNumber && isPlainNumber(cell.text) ? cell.text : guarded(cell.text);
  };
  const chunks: Blob[] = [];
  let text = isCsv ? CSV_BOM : '';
  for (const record of records) {
    text += record.map(cellText).join(between) + lineEnd;
    if (text.length < CHUNK) continue;
    chunks.push(new Blob([text]));
    text = '';
  }
  return new Blob([...chunks, text], { type: TYPES[format] });
}
