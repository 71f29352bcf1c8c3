import type { CaseMetric } from '$lib/model/selection';
import type { TimeUnit, ValueOrder } from '$lib/model/statistics';
import type { CalendarCount, DottedRows, DottedX } from '$lib/model/timing';

export const STATISTICS_SECTIONS = ['overview', 'activities', 'resources', 'attributes', 'timing', 'relations'] as const;
export type StatisticsSection = (typeof STATISTICS_SECTIONS)[number];

export const COURSES = ['active', 'cases', 'events'] as const;
/** What is shown over time: cases under way, cases started and ended, events. */
export type Course = (typeof COURSES)[number];

/** What is looked at on the statistics page. Labels and names, never codes; null = what the log suggests. */
export interface StatisticsView {
  readonly section: StatisticsSection;
  readonly metric: CaseMetric;
  readonly scale: 'linear' | 'log';
  readonly course: Course;
  readonly unit: TimeUnit | 'auto';
  /** how the table of activities is sorted: a column's id */
  readonly activityOrder: { readonly by: string; readonly descending: boolean };
  /** whose work is listed */
  readonly column: string | null;
  readonly valueOrder: { readonly by: ValueOrder; readonly descending: boolean };
  readonly dots: {
    readonly x: DottedX;
    readonly rows: DottedRows;
    /** for rows `column` */
    readonly rowColumn: string | null;
    /** null = activity */
    readonly colourColumn: string | null;
  };
  readonly calendar: CalendarCount;
  /** whose performance spectrum is shown */
  readonly edge: { readonly from: string; readonly to: string } | null;
  /** whose relations are shown */
  readonly activity: string | null;
  readonly reach: 'directly' | 'eventually';
}

export const FIRST_STATISTICS: StatisticsView = {
  section: 'overview',
  metric: 'duration',
  scale: 'linear',
  course: 'active',
  unit: 'auto',
  activityOrder: { by: 'events', descending: true },
  column: null,
  valueOrder: { by: 'events', descending: true },
  dots: { x: 'time', rows: 'start', rowColumn: null, colourColumn: null },
  calendar: 'events',
  edge: null,
  activity: null,
  reach: 'directly'
};
