import type { SqlAnswer, SqlCell } from '$lib/model/analysis';
import { isNumeric } from './answer-columns';

export const CHART_KINDS = ['bar', 'line', 'scatter'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** Rows that a kind can show and be read. */
export const MOST_MARKS: Readonly<Record<ChartKind, number>> = { bar: 400, line: 2000, scatter: 2000 };

/** One mark: its place 0..1 on both axes, and the row it is of. */
export interface ChartMark {
  readonly x: number;
  readonly y: number;
  readonly row: number;
}

export interface AnswerPicture {
  /** by x */
  readonly marks: readonly ChartMark[];
  /** places of x, of a name or a number */
  readonly xValues: readonly { readonly at: number; readonly value: SqlCell }[];
  readonly yFrom: number;
  readonly yTo: number;
  /** where y is 0, 0..1 */
  readonly zero: number;
  /** width of a bar, 0..1 */
  readonly step: number;
  readonly isCut: boolean;
}

/** Columns that are numbers. */
export function numericColumns({ columns, rows }: Pick<SqlAnswer, 'columns' | 'rows'>): readonly number[] {
  return columns.flatMap((_, c) => (isNumeric(rows, c) ? [c] : []));
}

/**
 * A column over another as places of a picture. Bars stand side by side in the order of the rows, with 0 on the axis; lines and points
 * over numbers stand at their values, lines from left to right.
 */
export function answerPicture({ rows }: Pick<SqlAnswer, 'rows'>, kind: ChartKind, x: number, y: number): AnswerPicture {
  const most = MOST_MARKS[kind];
  const shown = rows
    .slice(0, most)
    .flatMap((row, i) => (typeof row[y] === 'number' && Number.isFinite(row[y]) ? [{ row, i }] : []));
  const isValue = kind !== 'bar' && isNumeric(rows, x);
  const placed = shown
    .map(({ row, i }, n) => ({
      i,
      x: isValue ? (typeof row[x] === 'number' ? row[x] : NaN) : n,
      y: row[y] as number,
      name: row[x]!
    }))
    .filter((mark) => Number.isFinite(mark.x));
  if (isValue) placed.sort((a, b) => a.x - b.x);
  const ys = placed.map((mark) => mark.y);
  const [least, largest] = [Math.min(...ys), Math.max(...ys)];
  const yFrom = kind === 'scatter' && least > 0 && least > largest / 2 ? least : Math.min(0, least);
  const yTo = Math.max(largest, kind === 'scatter' ? -Infinity : 0, yFrom + Number.EPSILON);
  const xFrom = isValue ? (placed[0]?.x ?? 0) : 0;
  const xRange = isValue ? (placed.at(-1)?.x ?? 0) - xFrom : placed.length;
  // names stand in the middle of their part
  const xAt = (value: number): number => (isValue ? (xRange === 0 ? 0.5 : (value - xFrom) / xRange) : (value + 0.5) / xRange);
  const yAt = (value: number): number => (value - yFrom) / (yTo - yFrom);
  return {
    marks: placed.map((mark) => ({ x: xAt(mark.x), y: yAt(mark.y), row: mark.i })),
    xValues: isValue
      ? Array.from({ length: 6 }, (_, i) => ({ at: i / 5, value: xFrom + (i / 5) * xRange }))
      : placed.map((mark) => ({ at: xAt(mark.x), value: mark.name })),
    yFrom,
    yTo,
    zero: Math.min(1, Math.max(0, yAt(0))),
    step: placed.length === 0 ? 0 : 1 / placed.length,
    isCut: rows.length > most
  };
}
