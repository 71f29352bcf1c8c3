import type { SqlAnswer, SqlCell } from '$lib/model/analysis';

type Rows = SqlAnswer['rows'];

/** Rows that a column is judged by. */
const LOOKED_AT = 200;
const CHARACTER_PX = 7.5;
const LEAST_PX = 72;
const MOST_PX = 420;

/** Whether a column holds numbers: those of its first cells that are there. */
export function isNumeric(rows: Rows, column: number): boolean {
  const cells = rows.slice(0, LOOKED_AT).flatMap((row) => (row[column] === null ? [] : [row[column]]));
  return cells.length > 0 && cells.every((cell) => typeof cell === 'number');
}

/** Width of each column, px, by its name and first cells. */
export function columnWidths({ columns, rows }: Pick<SqlAnswer, 'columns' | 'rows'>): number[] {
  const first = rows.slice(0, LOOKED_AT);
  return columns.map((name, c) => {
    const longest = first.reduce((most, row) => Math.max(most, lengthOf(row[c])), lengthOf(name));
    return Math.round(Math.min(MOST_PX, Math.max(LEAST_PX, longest * CHARACTER_PX + 18)));
  });
}

/** In halves of a wide character. */
function lengthOf(cell: SqlCell | undefined): number {
  if (typeof cell === 'number') return Math.min(16, String(cell).length);
  let length = 0;
  for (const character of (cell ?? '').slice(0, 60)) length += character > '\u2e7f' ? 1.8 : 1;
  return length;
}
