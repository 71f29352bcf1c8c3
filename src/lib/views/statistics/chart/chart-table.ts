import { CSV_BOM, CSV_LINE_END, csvCell } from '$lib/model/csv-cell';

/** The numbers of a chart as a table: to be read beside it, copied, and kept as CSV. */
export interface ChartTable {
  readonly columns: readonly { readonly name: string; readonly isText?: boolean }[];
  readonly count: number;
  /** for people */
  readonly shown: (row: number, column: number) => string;
  /** for programs: numbers as they are, times in UTC; null = none */
  readonly plain: (row: number, column: number) => string | number | null;
}

const plainText = (value: string | number | null): string =>
  value === null || (typeof value === 'number' && Number.isNaN(value)) ? '' : String(value);

function records(table: ChartTable, line: (cells: readonly string[], isHead: boolean) => string): string {
  const lines = [
    line(
      table.columns.map(({ name }) => name),
      true
    )
  ];
  for (let row = 0; row < table.count; row++)
    lines.push(
      line(
        table.columns.map((_, column) => plainText(table.plain(row, column))),
        false
      )
    );
  return lines.join('');
}

/** For spreadsheets: BOM, CRLF; texts are guarded against being taken for formulas, numbers are not. */
export function tableCsv(table: ChartTable): string {
  const cell = (text: string, column: number, isHead: boolean): string =>
    isHead || table.columns[column]!.isText ? csvCell(text) : text;
  return CSV_BOM + records(table, (cells, isHead) => cells.map((text, i) => cell(text, i, isHead)).join(',') + CSV_LINE_END);
}

/** For the clipboard: tabs between, one line a row. */
export function tableText(table: ChartTable): string {
  return records(table, (cells) => `${cells.map((text) => text.replace(/[\t\r\n]+/g, ' ')).join('\t')}\n`);
}
