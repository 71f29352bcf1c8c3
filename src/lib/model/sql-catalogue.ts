import type { CaseMetric } from './selection';
import type { TimeUnit } from './statistics';
import type { CalendarCount, DottedRows, DottedX } from './timing';

type Nothing = Readonly<Record<never, never>>;

/**
 * Every number that DuckDB can give as well, and what its statement needs to know: labels and names of columns, never codes. The statements
 * stand in `engine/store/sql-of.ts`. To add one: a line here, a line there, words in `i18n/{en,ja}/sql.ts` under `analyses`.
 */
export interface SqlCatalogue {
  /** paths: events, cases, repetitions */
  'process-map': Nothing;
  activities: Nothing;
  /** repeated work of every activity */
  'rework-map': Nothing;
  totals: Nothing;
  /** transition times of every path */
  'map-times': Nothing;
  'service-times': Nothing;
  'case-figures': Nothing;
  variants: Nothing;
  'variant-steps': Nothing;
  /** the case list */
  'case-window': Nothing;
  'case-count': Nothing;
  /** transition times of one path, binned */
  'edge-histogram': { readonly from: string; readonly to: string; readonly bins: number };
  /** service times of one activity, binned; without start times, transition times into it */
  'node-histogram': { readonly activity: string; readonly bins: number };
  'attribute-values': { readonly column: string };
  /** the log at a glance: counts, period, rates, case durations */
  overview: Nothing;
  /** the most cases active at once */
  'active-cases': Nothing;
  /** time in which anything is worked on */
  'cycle-time': Nothing;
  /** events, case starts and ends in bins of the calendar: days where nothing is said */
  'time-series': { readonly unit?: TimeUnit; readonly size?: number };
  /** how a metric of the cases is spread: percentiles; bins */
  'case-spread': { readonly metric: CaseMetric };
  'case-histogram': { readonly metric: CaseMetric; readonly bins: number };
  /** the table of activities, and of the values of a column */
  'activity-statistics': Nothing;
  'resource-statistics': { readonly column: string };
  /** what is in a column */
  'attribute-statistics': { readonly column: string };
  'calendar-heatmap': { readonly of: CalendarCount; readonly activity: string | null };
  'dotted-chart': { readonly x: DottedX; readonly rows: DottedRows; readonly rowColumn: string | null };
  'performance-spectrum': { readonly from: string; readonly to: string };
  'activity-relations': { readonly activity: string; readonly side: 'before' | 'behind' };
  'eventually-follows': Nothing;
}

export type SqlAnalysis = keyof SqlCatalogue;
export type SqlParams<N extends SqlAnalysis> = SqlCatalogue[N];

/** One of them, with what it needs to know. */
export type SqlRequest = { [N in SqlAnalysis]: { readonly name: N; readonly params: SqlParams<N> } }[SqlAnalysis];
