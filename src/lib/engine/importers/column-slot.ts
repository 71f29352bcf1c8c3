import type { ColumnPlan, ImportPlan } from '$lib/model/import';
import { ColumnBuilder } from './column-builder';
import { compileTimeReader, type TimeReader } from './columns/time-reader';
import { BATCH_RECORDS, type RecordParser } from './text-parser';

/** Bits of `ColumnSlot.key`. */
export const CASE = 1;
export const ACTIVITY = 2;

/** A column of the table while it is built. */
export interface ColumnSlot {
  readonly plan: ColumnPlan;
  readonly builder: ColumnBuilder;
  /** 0, or bits of CASE and ACTIVITY */
  readonly key: number;
  /** of the batch */
  readonly codes: Uint32Array;
  /** codes with U+FFFD, where a key's text was transcoded */
  readonly damaged: Set<number>;
  /** field of the file that holds the column */
  field: number;
}

/** Times of the roles are numbers and no column, unless they are part of case or activity. */
export function slotOf(plan: ImportPlan, column: ColumnPlan): ColumnSlot | null {
  const key = (plan.caseColumns.includes(column.index) ? CASE : 0) | (plan.activityColumns.includes(column.index) ? ACTIVITY : 0);
  if (key === 0 && (column.role === 'ignore' || column.role === 'timestamp' || column.role === 'start')) return null;
  return { plan: column, builder: new ColumnBuilder(), key, codes: new Uint32Array(BATCH_RECORDS), damaged: new Set(), field: 0 };
}

/** A column whose texts were never seen as times reads none. */
export function readerOf(column: ColumnPlan, timeZone: string): TimeReader {
  return column.format ? compileTimeReader(column.format, timeZone) : () => NaN;
}

/** The time at a place, blanks around it left out; NaN where there is none. */
export function timeAt(read: TimeReader, parser: RecordParser, at: number): number {
  const { bytes } = parser;
  let from = parser.from[at]!;
  let to = parser.to[at]!;
  while (from < to && bytes[from]! <= 32) from++;
  while (to > from && bytes[to - 1]! <= 32) to--;
  return from === to ? NaN : read(bytes, from, to);
}
