import type { CaseMetric } from '$lib/model/selection';
import { ATTRIBUTED, type SqlLog } from './sql-log';

/** `event` with what came before: `previous_activity`, `previous_ms` (its complete); NULL in the first of a case. */
export const WITH_PREVIOUS = `(SELECT *, lag(activity) OVER before AS previous_activity, lag(complete_ms) OVER before AS previous_ms
    FROM event WINDOW before AS (PARTITION BY case_no ORDER BY position))`;

/** The twin of `caseMetric`: `case_no` and `metric` of every case, NULL where it has none. Sums go in the order of events, as there. */
export function caseMetricSql(metric: CaseMetric, log: SqlLog): string {
  const of = (expression: string, from = 'event'): string =>
    `SELECT case_no, ${expression} AS metric FROM ${from} GROUP BY case_no`;
  switch (metric) {
    case 'duration':
      return of('max(complete_ms) - min(coalesce(start_ms, complete_ms))');
    case 'events':
      return of('count(*)');
    case 'activities':
      return of('count(DISTINCT activity)');
    case 'rework':
      return of('count(*) - count(DISTINCT activity)');
    case 'self-loops':
      return of('count(*) FILTER (WHERE previous_activity = activity)', WITH_PREVIOUS);
    case 'waiting':
      return of('sum(start_ms - previous_ms ORDER BY position)', WITH_PREVIOUS);
    case 'service':
      return of('sum(complete_ms - start_ms ORDER BY position)');
    case 'longest-wait':
      return of('max(coalesce(start_ms, complete_ms) - previous_ms)', WITH_PREVIOUS);
    case 'cost': {
      if (log.cost === undefined) return of('NULL::DOUBLE');
      const number = log.numberOf(log.cost.name);
      const cost = log.cost.scope === 'case' ? `arg_min(${number}, event.position)` : `sum(${number} ORDER BY event.position)`;
      return `SELECT event.case_no, ${cost} AS metric FROM ${ATTRIBUTED} GROUP BY event.case_no`;
    }
    default: {
      const never: never = metric;
      return never;
    }
  }
}
