import { FREQUENCY_EDGES_SQL } from '$lib/kernel/discovery/frequency-map.sql';
import { TRANSITION_TIMES_SQL } from '$lib/kernel/performance/map-times.sql';
import { VARIANT_LIST_SQL } from '$lib/kernel/variants/variant-list.sql';
import { activeClauses, type LogSelection } from '$lib/model/selection';
import type { SqlAnalysis } from '../protocol';
import { selectionSql } from './clause-sql';

const QUERIES: Record<SqlAnalysis, string> = {
  'process-map': FREQUENCY_EDGES_SQL,
  'map-times': TRANSITION_TIMES_SQL,
  variants: VARIANT_LIST_SQL
};

/**
 * One statement that gives the numbers of an analysis: the second opinion on its kernel, to show and to run. The selection is
 * written out in it, so that it checks the filters as well; without one, `selected_case` holds every case.
 */
export function sqlOf(name: SqlAnalysis, selection: LogSelection): string {
  const query = QUERIES[name];
  return activeClauses(selection).length === 0 ? query : `WITH selected_case AS (\n${selectionSql(selection)}\n)\n${query}`;
}
