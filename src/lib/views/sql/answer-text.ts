import type { SqlAnswer, SqlCell } from '$lib/model/analysis';
import { CSV_BOM, CSV_LINE_END, csvCell, pastedCell } from '$lib/model/csv-cell';

/** Rows that are written before the page gets a turn. */
const SLICE = 1000;

/**
 * An answer as text for spreadsheets, with a line of names: CSV as RFC 4180 has it with a byte order mark, or lines with tabs between, to
 * be pasted. Texts that would be formulas are guarded, numbers stand as they are, NULL is an empty cell. In slices, so that the page
 * stays quick.
 */
export async function answerText({ columns, rows }: Pick<SqlAnswer, 'columns' | 'rows'>, format: 'csv' | 'tsv'): Promise<Blob> {
  const isCsv = format === 'csv';
  const [guarded, between, lineEnd] = isCsv ? [csvCell, ',', CSV_LINE_END] : [pastedCell, '\t', '\n'];
  const cell = (value: SqlCell): string => (value === null ? '' : typeof value === 'number' ? String(value) : guarded(value));
  const parts = [(isCsv ? CSV_BOM : '') + columns.map(guarded).join(between) + lineEnd];
  for (let from = 0; from < rows.length; from += SLICE) {
    if (from > 0) await new Promise((resolve) => setTimeout(resolve, 0));
    parts.push(
      rows
        .slice(from, from + SLICE)
        .map((row) => row.map(cell).join(between) + lineEnd)
        .join('')
    );
  }
  return new Blob(parts, { type: isCsv ? 'text/csv;charset=utf-8' : 'text/plain;charset=utf-8' });
}
