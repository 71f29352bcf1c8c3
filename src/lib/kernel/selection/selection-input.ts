import { MiningError } from '$lib/model/errors';
import type { LogColumns, LogTable, TableColumn } from '$lib/model/log';

/** What clauses are answered from: a log, its table, and what only the engine can find out. */
export interface SelectionInput {
  readonly log: LogColumns;
  readonly table: LogTable;
  /** [dictionary.size] the number (or UTC milliseconds) each value of a column stands for; NaN where it is none */
  numbersOf(column: TableColumn): Float64Array;
  /** [cases] 1 = an event of the case meets the SQL predicate */
  sqlCases(predicate: string): Uint8Array;
}

/** The column of a name, as clauses name it: the first, where several share it. @throws MiningError `unknown-column` */
export function columnNamed(table: LogTable, name: string): TableColumn {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) throw new MiningError('unknown-column', { column: name });
  return column;
}
