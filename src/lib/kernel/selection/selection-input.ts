import { MiningError } from '$lib/model/errors';
import type { LogColumns, LogTable, TableColumn } from '$lib/model/log';

/** What the numbers of cases are read from: a log as named and trimmed, its table, and how the table's texts are read. */
export interface CaseSource {
  readonly log: LogColumns;
  readonly table: LogTable;
  /** [dictionary.size] the number (or UTC milliseconds) each value of a column stands for; NaN where it is none */
  readonly numbersOf: (column: TableColumn) => Float64Array;
}

/** What clauses are answered from. */
export interface SelectionInput extends CaseSource {
  /** [cases] 1 = an event of the case meets the SQL predicate */
  readonly sqlCases: (predicate: string) => Uint8Array;
}

/** The column of a name, as clauses name it: the first, where several share it. @throws MiningError `unknown-column` */
export function columnNamed(table: LogTable, name: string): TableColumn {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) throw new MiningError('unknown-column', { column: name });
  return column;
}
