import type { LogColumns, LogTable, TableColumn } from '$lib/model/log';

/** What a case list is made from: a log as the selection leaves it, its table, and the numbers that texts of a column stand for. */
export interface CaseListInput {
  readonly log: LogColumns;
  readonly table: LogTable;
  /** [cases] 1 = selected; null = every case. Must not change: orders are kept for it. */
  readonly keep: Uint8Array | null;
  /** [dictionary.size] the number (or UTC milliseconds) each value of a column stands for; NaN where it is none */
  numbersOf(column: TableColumn): Float64Array;
}
