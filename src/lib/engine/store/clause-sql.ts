import { MiningError } from '$lib/model/errors';
import { activeClauses, type Clause, type LogSelection, type TimeSpanMode } from '$lib/model/selection';

/** A name as SQL: quoted, so that any text can be one. */
export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as SQL. A NUL, which would end the statement, is spelt. */
export function quotedText(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return quoted.includes('\0') ? `(${quoted.split('\0').join("' || chr(0) || '")})` : quoted;
}

/**
 * A selection as SQL: the twin of `caseMask`. A query over the tables `event` and `"row"` (see `sql-tables.ts`) that gives one column,
 * `case_no`, the selected cases.
 */
export function selectionSql(selection: LogSelection): string {
  const predicates = activeClauses(selection).map(clauseSql);
  const where = predicates.length === 0 ? '' : `\nWHERE ${predicates.join('\n  AND ')}`;
  return `SELECT DISTINCT case_no FROM event${where}`;
}

/** One clause as a predicate on `case_no`, its negation applied; whether it is muted is left to the caller. */
export function clauseSql(clause: Clause): string {
  return `case_no ${clause.negated ? 'NOT IN' : 'IN'} (${casesSql(clause)})`;
}

function casesSql(clause: Clause): string {
  switch (clause.kind) {
    case 'variant': {
      const sequences = clause.sequences.map((labels) => `[${labels.map(quotedText).join(', ')}]::VARCHAR[]`);
      return `SELECT case_no FROM event GROUP BY case_no HAVING ${oneOf('list(activity ORDER BY position)', sequences)}`;
    }
    case 'activity':
      return `SELECT case_no FROM event WHERE ${oneOf('activity', clause.activities.map(quotedText))}`;
    case 'follows':
      return (
        'SELECT case_no FROM (SELECT case_no, activity, lead(activity) OVER (PARTITION BY case_no ORDER BY position) AS next_activity FROM event)' +
        ` WHERE activity = ${quotedText(clause.from)} AND next_activity = ${quotedText(clause.to)}`
      );
    case 'time-span':
      return `SELECT case_no FROM event GROUP BY case_no HAVING ${spanSql(clause.mode, numberSql(clause.fromUtcMs), numberSql(clause.toUtcMs))}`;
    case 'attribute': {
      // A column may be called as one of `event`'s: ask for it by its table.
      const column = `attributes.${quotedName(clause.column)}`;
      const values = clause.values.filter((value) => value !== null).map(quotedText);
      const missing = clause.values.includes(null) ? ` OR ${column} IS NULL` : '';
      return `SELECT case_no FROM event WHERE row_no IN (SELECT row_no FROM "row" AS attributes WHERE ${oneOf(column, values)}${missing})`;
    }
    default:
      throw new MiningError('internal', { why: clause.kind });
  }
}

function oneOf(expression: string, values: readonly string[]): string {
  return values.length === 0 ? 'false' : `${expression} IN (${values.join(', ')})`;
}

function spanSql(mode: TimeSpanMode, from: string, to: string): string {
  const began = 'min(coalesce(start_ms, complete_ms))';
  const ended = 'max(complete_ms)';
  switch (mode) {
    case 'contained':
      return `${began} >= ${from} AND ${ended} <= ${to}`;
    case 'intersecting':
      return `${began} <= ${to} AND ${ended} >= ${from}`;
    case 'started':
      return `${began} BETWEEN ${from} AND ${to}`;
    case 'ended':
      return `${ended} BETWEEN ${from} AND ${to}`;
    case 'trimmed':
      throw new MiningError('internal', { why: mode });
    default: {
      const never: never = mode;
      return never;
    }
  }
}

/** A number as a DOUBLE, whatever its size. */
function numberSql(value: number): string {
  if (!Number.isFinite(value)) return `'${value}'::DOUBLE`;
  const text = String(value);
  return text.includes('e') ? text : `${text}e0`;
}
