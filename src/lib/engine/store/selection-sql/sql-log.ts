import type { ColumnRole, TableColumn } from '$lib/model/log';
import { rowNames, type RowNames } from '$lib/model/sql-names';
import { quotedName } from './quoted';

/** What SQL has to know of a log's column. */
type SqlLogColumn = Pick<TableColumn, 'name' | 'role' | 'type' | 'scope'>;

/** `event` with the attributes of each event, which stand in `attributes`: its columns may be called as those of `event`. */
export const ATTRIBUTED = 'event JOIN "row" AS attributes USING (row_no)';

/** The columns of the table `"row"`, as SQL names them; it is called `attributes` where they are asked for. */
export class SqlLog {
  readonly #names: RowNames;

  /** @param columns of the log's table, in its order */
  constructor(private readonly columns: readonly SqlLogColumn[]) {
    this.#names = rowNames(columns);
  }

  /** A column's name, by the log's own; the first, where several share it. */
  nameOf(name: string): string {
    return this.#names.texts[this.#indexOf(name)] ?? name;
  }

  /** The value of a column. */
  textOf(name: string): string {
    return `attributes.${quotedName(this.nameOf(name))}`;
  }

  /** The number (or UTC milliseconds) a value stands for; NULL where it is none. */
  numberOf(name: string): string {
    const times = this.#names.times[this.#indexOf(name)];
    return times ? `attributes.${quotedName(times)}` : decimalOf(this.textOf(name));
  }

  /** All columns of `"row"` but `row_no`. */
  get names(): string[] {
    return [...this.#names.texts, ...this.#names.times.filter((name) => name !== null)];
  }

  /** The column with the role `cost`. */
  get cost(): SqlLogColumn | undefined {
    return this.withRole('cost');
  }

  /** The first column with a role. */
  withRole(role: ColumnRole): SqlLogColumn | undefined {
    return this.columns.find((column) => column.role === role);
  }

  /** A column, by the log's own name. */
  columnOf(name: string): SqlLogColumn | undefined {
    return this.columns[this.#indexOf(name)];
  }

  #indexOf(name: string): number {
    return this.columns.findIndex((column) => column.name === name);
  }
}

/** Where nothing is known of the columns: each is called as the log calls it, and none is a time. */
export const ANY_COLUMNS = new SqlLog([]);

/** Digits may be full-width, and stand among blanks. What DuckDB would read besides (`inf`, `1_000`) is no number. */
function decimalOf(text: string): string {
  const plain = `trim(translate(${text}, '０１２３４５６７８９．＋－Ｅｅ', '0123456789.+-Ee'), ' ' || chr(9))`;
  const isDecimal = `regexp_full_match(${plain}, '[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?')`;
  return `(CASE WHEN ${isDecimal} THEN try_cast(${plain} AS DOUBLE) END)`;
}
