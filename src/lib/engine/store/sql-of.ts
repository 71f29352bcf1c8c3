import { CASE_LIST_SQL } from '$lib/kernel/cases/case-list.sql';
import { FREQUENCY_EDGES_SQL } from '$lib/kernel/discovery/frequency-map.sql';
import { REWORK_NODES_SQL } from '$lib/kernel/discovery/rework-map.sql';
import { TRANSITION_TIMES_SQL } from '$lib/kernel/performance/map-times.sql';
import { VARIANT_LIST_SQL } from '$lib/kernel/variants/variant-list.sql';
import { activeClauses, type LogSelection } from '$lib/model/selection';
import type { SqlAnalysis } from '../protocol';
import { selectionSql } from './clause-sql';
import { sqlNames } from '$lib/model/sql-names';

const QUERIES: Record<SqlAnalysis, string> = {
  'process-map': FREQUENCY_EDGES_SQL,
  'map-times': TRANSITION_TIMES_SQL,
  variants: VARIANT_LIST_SQL,
  'rework-map': REWORK_NODES_SQL,
  'case-window': CASE_LIST_SQL
};

/**
 * One statement that gives the numbers of an analysis: the second opinion on its kernel, to show and to run. The selection is
 * written out in it, so that it checks the filters as well; without one, `selected_case` holds every case.
 *
 * @param columnNames of the log's table, in its order
 */
export function sqlOf(name: SqlAnalysis, selection: LogSelection, columnNames: readonly string[]): string {
  const query = QUERIES[name];
  return activeClauses(selection).length === 0
    ? query
    : `WITH selected_case AS (\n${selectionSql(inSqlNames(selection, columnNames))}\n)\n${query}`;
}

/** Clauses name a column as the log does, the first where several share the name; SQL may call it otherwise. */
function inSqlNames({ clauses }: LogSelection, columnNames: readonly string[]): LogSelection {
  const names = sqlNames(columnNames);
  return {
    clauses: clauses.map((clause) =>
      clause.kind === 'attribute' ? { ...clause, column: names[columnNames.indexOf(clause.column)] ?? clause.column } : clause
    )
  };
}
