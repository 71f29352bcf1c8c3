import { MiningError } from '$lib/model/errors';
import {
  caseClauses,
  hasEffect,
  isEventClause,
  type Clause,
  type LogSelection,
  type Place,
  type TimeSpanMode
} from '$lib/model/selection';
import { caseMetricSql, WITH_PREVIOUS } from './selection-sql/case-metric';
import { eventSteps, isOneOf } from './selection-sql/event-steps';
import { followsSql } from './selection-sql/follows';
import { predicateSql } from './selection-sql/predicate';
import { numberSql, oneOf, quotedText, within } from './selection-sql/quoted';
import { ANY_COLUMNS, ATTRIBUTED, type SqlLog } from './selection-sql/sql-log';
import { withSteps } from './selection-sql/steps';

/**
 * A query under a selection: the steps that name and trim its events, where it has any, `selected_case` (see `selectionSql`), then the
 * query, one SELECT over `event`, `"row"` and `selected_case`. Without a clause that has an effect, the query as it is.
 */
export function sqlUnder(selection: LogSelection, log: SqlLog, query: string): string {
  const steps = eventSteps(selection, log);
  if (steps.length > 0 || caseClauses(selection).length > 0)
    steps.push({ name: 'selected_case', query: selectionSql(selection, log) });
  return withSteps(steps, query);
}

/**
 * The case clauses of a selection as SQL: the twin of `caseMask`. A query over `event`, as `eventSteps` leave it, and `"row"` (see
 * `sql-tables.ts`) that gives one column, `case_no`, the selected cases.
 */
export function selectionSql(selection: LogSelection, log: SqlLog = ANY_COLUMNS): string {
  const predicates = caseClauses(selection).map((clause) => clauseSql(clause, log));
  const where = predicates.length === 0 ? '' : `\nWHERE ${predicates.join('\n  AND ')}`;
  return `SELECT DISTINCT case_no FROM event${where}`;
}

/** One case clause as a predicate on `case_no`, its negation applied; whether it is muted is left to the caller. */
export function clauseSql(clause: Clause, log: SqlLog = ANY_COLUMNS): string {
  if (clause.kind !== 'group') return `case_no ${clause.negated ? 'NOT IN' : 'IN'} (${casesSql(clause, log)})`;
  const parts = clause.clauses.filter(hasEffect);
  if (parts.length === 0) return 'true';
  if (parts.some(isEventClause)) throw new MiningError('bad-selection', { why: 'event-clause-in-group' });
  const joined = parts.map((part) => clauseSql(part, log)).join(clause.join === 'and' ? ' AND ' : ' OR ');
  return `${clause.negated ? 'NOT ' : ''}(${joined})`;
}

function casesSql(clause: Exclude<Clause, { kind: 'group' }>, log: SqlLog): string {
  switch (clause.kind) {
    case 'variant': {
      const textSql = (label: string | null): string => (label === null ? 'NULL' : quotedText(label));
      const sequences = clause.sequences.map((labels) => `[${labels.map(textSql).join(', ')}]::VARCHAR[]`);
      const [value, from] = clause.column === undefined ? ['activity', 'event'] : [log.textOf(clause.column), ATTRIBUTED];
      const isOne = sequences.length === 0 ? 'false' : `list(${value} ORDER BY event.position) IN (${sequences.join(', ')})`;
      return `SELECT event.case_no FROM ${from} GROUP BY event.case_no HAVING ${isOne}`;
    }
    case 'activity':
      return at(clause.place, oneOf('activity', clause.activities), 'event');
    case 'follows':
      return followsSql(clause, log);
    case 'time-span':
      return `SELECT case_no FROM event GROUP BY case_no HAVING ${spanSql(clause.mode, numberSql(clause.fromUtcMs), numberSql(clause.toUtcMs))}`;
    case 'attribute':
      return at(clause.place, isOneOf(log.textOf(clause.column), clause.values), ATTRIBUTED);
    case 'range':
      return at(clause.place, `coalesce(${within(log.numberOf(clause.column), clause.min, clause.max)}, false)`, ATTRIBUTED);
    case 'metric':
      return `SELECT case_no FROM (${caseMetricSql(clause.metric, log)}) WHERE ${within('metric', clause.min, clause.max)}`;
    case 'rework': {
      const named = clause.activities.length === 0 ? '' : ` WHERE ${oneOf('activity', clause.activities)}`;
      const times = {
        repeated: 'count(*) - 1',
        'self-loop': 'count(*) FILTER (WHERE previous_activity = activity)',
        loop: 'count(*) FILTER (WHERE previous_activity IS DISTINCT FROM activity) - 1'
      }[clause.form];
      return `SELECT case_no FROM ${WITH_PREVIOUS}${named} GROUP BY case_no, activity HAVING ${times} >= ${numberSql(clause.times)}`;
    }
    case 'completion': {
      const isDone = oneOf('arg_max(activity, position)', clause.ends);
      return `SELECT case_no FROM event GROUP BY case_no HAVING ${clause.state === 'completed' ? '' : 'NOT '}(${isDone})`;
    }
    case 'case-list':
      return `SELECT case_no FROM log_case WHERE ${oneOf('case_id', clause.caseIds)}`;
    case 'top': {
      const direction = clause.order === 'most' ? 'DESC' : 'ASC';
      if (clause.by !== 'variants') {
        return `SELECT case_no FROM (${caseMetricSql(clause.by, log)}) WHERE metric IS NOT NULL ORDER BY metric ${direction}, case_no LIMIT ${clause.count}`;
      }
      return variantsWhere(`row_number() OVER (ORDER BY cases ${direction}, labels) <= ${clause.count}`);
    }
    case 'coverage':
      return variantsWhere(
        `(sum(cases) OVER (ORDER BY cases DESC, labels) - cases) / sum(cases) OVER () < ${numberSql(clause.share)}`
      );
    case 'sql':
      return predicateSql(clause.predicate, log);
    case 'events':
    case 'crop':
      throw new MiningError('bad-selection', { why: 'event-clause-in-group' });
    default: {
      const never: never = clause;
      return never;
    }
  }
}

/** The cases in which a condition, never NULL, holds at a place. */
function at(place: Place = 'any', condition: string, from: string): string {
  const ofCases = `SELECT event.case_no FROM ${from} GROUP BY event.case_no HAVING`;
  switch (place) {
    case 'any':
      return `SELECT event.case_no FROM ${from} WHERE ${condition}`;
    case 'first':
      return `${ofCases} arg_min(${condition}, event.position)`;
    case 'last':
      return `${ofCases} arg_max(${condition}, event.position)`;
    case 'all':
      return `${ofCases} bool_and(${condition})`;
    default: {
      const never: never = place;
      return never;
    }
  }
}

/** The cases of variants that meet a condition over windows of (labels, cases). */
function variantsWhere(condition: string): string {
  const sequences = 'SELECT case_no, list(activity ORDER BY position) AS labels FROM event GROUP BY case_no';
  const variants = `SELECT labels, count(*) AS cases FROM (${sequences}) GROUP BY labels`;
  return `SELECT case_no FROM (${sequences}) WHERE labels IN (SELECT labels FROM (${variants}) QUALIFY ${condition})`;
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
      throw new MiningError('bad-selection', { why: 'event-clause-in-group' });
    default: {
      const never: never = mode;
      return never;
    }
  }
}
