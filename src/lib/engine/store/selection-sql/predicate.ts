import { MiningError } from '$lib/model/errors';
import { EVENT_COLUMNS } from '$lib/model/sql-names';
import { isSqlExpression } from '$lib/model/sql-text';
import { ATTRIBUTED } from './sql-log';

/** Columns of `"row"` that a bare name does not mean. */
const TAKEN = [...EVENT_COLUMNS.map(({ name }) => name), 'row'];

/**
 * The cases with an event for which an expression holds, as `case_no`. The expression sees the columns of `event` and of `"row"` by their
 * names; where both have one, `event`'s, and `"row"."name"` for the other.
 *
 * @throws MiningError `sql-no-expression` where the text is not one expression; what is wrong inside it DuckDB says
 */
export function predicateSql(predicate: string): string {
  if (!isSqlExpression(predicate)) throw new MiningError('sql-no-expression');
  const others = `COLUMNS(name -> lower(name) NOT IN (${TAKEN.map((name) => `'${name}'`).join(', ')}))`;
  const events = `SELECT event.*, attributes AS "row", attributes.${others} FROM ${ATTRIBUTED}`;
  return `SELECT case_no FROM (${events}) AS event WHERE (${predicate}\n)`;
}
