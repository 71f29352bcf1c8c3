import type { FollowsClause } from '$lib/model/selection';
import { quotedText, within } from './quoted';
import { ATTRIBUTED, type SqlLog } from './sql-log';

/** The cases in which one activity follows another, as `case_no`; with bounds or compare, as a pair of events that meets all of it. */
export function followsSql(clause: FollowsClause, log: SqlLog): string {
  const { reach, minMs, maxMs, compare } = clause;
  const from = quotedText(clause.from);
  const to = quotedText(clause.to);
  if (minMs === undefined && maxMs === undefined && compare === undefined) {
    return reach === 'directly'
      ? 'SELECT case_no FROM (SELECT case_no, activity, lead(activity) OVER (PARTITION BY case_no ORDER BY position) AS next_activity FROM event)' +
          ` WHERE activity = ${from} AND next_activity = ${to}`
      : `SELECT case_no FROM event GROUP BY case_no HAVING min(position) FILTER (WHERE activity = ${from}) < max(position) FILTER (WHERE activity = ${to})`;
  }
  const events = (activity: string): string =>
    `(SELECT event.*, ${compared(compare, log)} AS compared FROM ${compare ? ATTRIBUTED : 'event'} WHERE event.activity = ${activity})`;
  const behind = reach === 'directly' ? 'b.position = a.position + 1' : 'b.position > a.position';
  const conditions = [
    minMs !== undefined || maxMs !== undefined
      ? within('coalesce(b.start_ms, b.complete_ms) - a.complete_ms', minMs, maxMs)
      : 'true',
    compare === undefined ? 'true' : `a.compared ${compare.equal ? '=' : '<>'} b.compared`
  ].filter((condition) => condition !== 'true');
  return (
    `SELECT a.case_no FROM ${events(from)} AS a JOIN ${events(to)} AS b ON b.case_no = a.case_no AND ${behind}` +
    (conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`)
  );
}

function compared(compare: FollowsClause['compare'], log: SqlLog): string {
  return compare === undefined ? 'NULL' : log.textOf(compare.column);
}
