import { MiningError } from '$lib/model/errors';
import { EVENT_COLUMNS } from '$lib/model/sql-names';
import { isSqlExpression } from '$lib/model/sql-text';
import { quotedName } from './quoted';
import { ATTRIBUTED, type SqlLog } from './sql-log';

/** Columns of `"row"` that a bare name does not mean. */
const TAKEN: ReadonlySet<string> = new Set([...EVENT_COLUMNS.map(({ name }) => name), 'row']);

/**
 * The cases with an event for which an expression holds, as `case_no`. The expression sees the columns of `event` and of `"row"` by their
 * names; where both have one, `event`'s, and `"row"."name"` for the other.
 *
 * @throws MiningError `sql-no-expression` where the text is not one expression; what is wrong inside it DuckDB says
 */
export function predicateSql(predicate: string, log: SqlLog): string {
  if (!isSqlExpression(predicate)) throw new MiningError('sql-no-expression');
  const hidden = ['row_no', ...log.names.filter((name) => TAKEN.has(name.toLowerCase()))].map(quotedName).join(', ');
  const events = `SELECT event.*, attributes AS "row", attributes.* EXCLUDE (${hidden}) FROM ${ATTRIBUTED}`;
  return `SELECT case_no FROM (${events}) AS event WHERE (${predicate}\n)`;
}
