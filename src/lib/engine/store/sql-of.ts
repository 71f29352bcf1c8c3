import { CASE_LIST_SQL } from '$lib/kernel/cases/case-list.sql';
import { FREQUENCY_EDGES_SQL, FREQUENCY_NODES_SQL, FREQUENCY_TOTALS_SQL } from '$lib/kernel/discovery/frequency-map.sql';
import { REWORK_NODES_SQL } from '$lib/kernel/discovery/rework-map.sql';
import { CASE_FIGURES_SQL, SERVICE_TIMES_SQL, TRANSITION_TIMES_SQL } from '$lib/kernel/performance/map-times.sql';
import { edgeHistogramSql, serviceHistogramSql, waysInHistogramSql } from '$lib/kernel/performance/time-histogram.sql';
import { attributeValuesSql, CASE_COUNT_SQL } from '$lib/kernel/selection/attribute-values.sql';
import { VARIANT_LIST_SQL, VARIANT_STEPS_SQL } from '$lib/kernel/variants/variant-list.sql';
import { calendarHeatmapSql, timeSeriesSql } from '$lib/kernel/statistics/calendar.sql';
import { dottedChartSql } from '$lib/kernel/statistics/dotted-chart.sql';
import { ACTIVE_CASES_SQL, CYCLE_TIME_SQL, OVERVIEW_SQL } from '$lib/kernel/statistics/overview.sql';
import { activityRelationsSql, EVENTUALLY_FOLLOWS_SQL, performanceSpectrumSql } from '$lib/kernel/statistics/relations.sql';
import { attributeStatisticsSql, caseBinsSql, caseSpreadSql } from '$lib/kernel/statistics/spread.sql';
import { activityStatisticsSql, valueStatisticsSql } from '$lib/kernel/statistics/work-statistics.sql';
import { UTC, type ZoneOffsets } from '$lib/kernel/statistics/zone-offsets';
import type { LogSelection } from '$lib/model/selection';
import type { SqlAnalysis, SqlCatalogue, SqlRequest } from '$lib/model/sql-catalogue';
import { sqlUnder } from './clause-sql';
import { caseMetricSql } from './selection-sql/case-metric';
import { quotedName, quotedText } from './selection-sql/quoted';
import type { SqlLog } from './selection-sql/sql-log';

/** What a statement has to know of the log it is for. */
interface SqlContext {
  readonly hasStart: boolean;
  /** a column of the log as SQL names it, in quotes */
  readonly column: (name: string) => string;
  readonly log: SqlLog;
  /** of the log's clock */
  readonly zone: ZoneOffsets;
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
  'attribute-values': ({ column }, context) => attributeValuesSql(context.column(column)),
  overview: OVERVIEW_SQL,
  'active-cases': ACTIVE_CASES_SQL,
  'cycle-time': CYCLE_TIME_SQL,
  'time-series': ({ unit, size }, { zone }) => timeSeriesSql(unit ?? 'day', size ?? 1, zone),
  'case-spread': ({ metric }, { log }) => caseSpreadSql(caseMetricSql(metric, log)),
  'case-histogram': ({ metric, bins }, { log }) => caseBinsSql(caseMetricSql(metric, log), bins),
  'activity-statistics': (_, { hasStart, log, column }) => {
    const resource = log.withRole('resource');
    return activityStatisticsSql(hasStart, resource ? column(resource.name) : null);
  },
  'resource-statistics': ({ column }, context) => valueStatisticsSql(context.column(column), context.hasStart),
  'attribute-statistics': ({ column }, { log }) => {
    const { type, scope } = log.columnOf(column) ?? { type: 'text', scope: 'event' };
    const number = type === 'number' || type === 'time' ? log.numberOf(column) : null;
    return attributeStatisticsSql(log.textOf(column), number, scope === 'case');
  },
  'calendar-heatmap': ({ of, activity }, { zone }) =>
    calendarHeatmapSql(of, activity === null ? null : quotedText(activity), zone),
  'dotted-chart': ({ x, rows, rowColumn }, { column }) => dottedChartSql(x, rows, rowColumn === null ? null : column(rowColumn)),
  'performance-spectrum': ({ from, to }) => performanceSpectrumSql(quotedText(from), quotedText(to)),
  'activity-relations': ({ activity, side }) => activityRelationsSql(quotedText(activity), side),
  'eventually-follows': EVENTUALLY_FOLLOWS_SQL
};

/**
 * One statement that gives the numbers of an analysis: the second opinion on its kernel, to show and to run. The selection is
 * written out in it, so that it checks the filters as well; without one, `selected_case` holds every case.
 *
 * @param log its columns, and whether it has start times
 * @param zone its clock, for the whole of its period
 */
export function sqlOf(
  { name, params }: SqlRequest,
  selection: LogSelection,
  log: SqlLog,
  hasStart: boolean,
  zone: ZoneOffsets = UTC
): string {
  const context: SqlContext = { hasStart, column: (column) => quotedName(log.nameOf(column)), log, zone };
  const asked = QUERIES[name] as string | ((params: SqlRequest['params'], context: SqlContext) => string);
  return sqlUnder(selection, log, typeof asked === 'string' ? asked : asked(params, context));
}
