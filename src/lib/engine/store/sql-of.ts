import { CASE_LIST_SQL } from '$lib/kernel/cases/case-list.sql';
import { FREQUENCY_EDGES_SQL, FREQUENCY_NODES_SQL, FREQUENCY_TOTALS_SQL } from '$lib/kernel/discovery/frequency-map.sql';
import { REWORK_NODES_SQL } from '$lib/kernel/discovery/rework-map.sql';
import { CASE_FIGURES_SQL, SERVICE_TIMES_SQL, TRANSITION_TIMES_SQL } from '$lib/kernel/performance/map-times.sql';
import { edgeHistogramSql, serviceHistogramSql, waysInHistogramSql } from '$lib/kernel/performance/time-histogram.sql';
import { attributeValuesSql, CASE_COUNT_SQL } from '$lib/kernel/selection/attribute-values.sql';
import { VARIANT_LIST_SQL, VARIANT_STEPS_SQL } from '$lib/kernel/variants/variant-list.sql';
import type { LogSelection } from '$lib/model/selection';
import type { SqlAnalysis, SqlCatalogue, SqlRequest } from '$lib/model/sql-catalogue';
import { sqlUnder } from './clause-sql';
import { quotedName, quotedText } from './selection-sql/quoted';
import type { SqlLog } from './selection-sql/sql-log';

/** What a statement has to know of the log it is for. */
interface SqlContext {
  readonly hasStart: boolean;
  /** a column of the log as SQL names it, in quotes */
  readonly column: (name: string) => string;
}

/** The statement of each: a SELECT that `WITH selected_case AS (...)` can stand before, or what makes one. */
const QUERIES: { readonly [N in SqlAnalysis]: string | ((params: SqlCatalogue[N], context: SqlContext) => string) } = {
  'process-map': FREQUENCY_EDGES_SQL,
  activities: FREQUENCY_NODES_SQL,
  totals: FREQUENCY_TOTALS_SQL,
  'map-times': TRANSITION_TIMES_SQL,
  'service-times': SERVICE_TIMES_SQL,
  'case-figures': CASE_FIGURES_SQL,
  variants: VARIANT_LIST_SQL,
  'rework-map': REWORK_NODES_SQL,
  'variant-steps': VARIANT_STEPS_SQL,
  'case-window': CASE_LIST_SQL,
  'case-count': CASE_COUNT_SQL,
  'edge-histogram': ({ from, to, bins }) => edgeHistogramSql(quotedText(from), quotedText(to), bins),
  'node-histogram': ({ activity, bins }, { hasStart }) =>
    (hasStart ? serviceHistogramSql : waysInHistogramSql)(quotedText(activity), bins),
  'attribute-values': ({ column }, context) => attributeValuesSql(context.column(column))
};

/**
 * One statement that gives the numbers of an analysis: the second opinion on its kernel, to show and to run. The selection is
 * written out in it, so that it checks the filters as well; without one, `selected_case` holds every case.
 *
 * @param log its columns, and whether it has start times
 */
export function sqlOf({ name, params }: SqlRequest, selection: LogSelection, log: SqlLog, hasStart: boolean): string {
  const context: SqlContext = { hasStart, column: (column) => quotedName(log.nameOf(column)) };
  const asked = QUERIES[name] as string | ((params: SqlRequest['params'], context: SqlContext) => string);
  return sqlUnder(selection, log, typeof asked === 'string' ? asked : asked(params, context));
}
