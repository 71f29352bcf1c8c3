import type { DurationStatistics } from './map';
import type { CaseMetric } from './selection';
import type {
  ActivityRelations,
  CalendarCount,
  CalendarHeatmap,
  DottedChart,
  DottedChartParams,
  EventuallyFollows,
  PerformanceSpectrum
} from './timing';

/** How numbers are spread. Percentiles are type 7, `sd` is the sample's (NaN for one number); all NaN where there is none. */
export interface Spread {
  readonly count: number;
  readonly min: number;
  readonly p5: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly p90: number;
  readonly p95: number;
  readonly max: number;
  readonly mean: number;
  readonly sd: number;
  readonly sum: number;
}

/** Numbers counted in bins: `from` belongs to a bin, `to` to the next one; the last bin holds both its ends. Empty where there is none. */
export interface Bins {
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly count: Uint32Array;
}

/** The log at a glance. Times and rates are NaN where there are not enough cases to say. */
export interface Overview {
  readonly cases: number;
  readonly events: number;
  readonly variants: number;
  readonly activities: number;
  /** first start (or complete) and last complete */
  readonly firstUtcMs: number;
  readonly lastUtcMs: number;
  /** cases per day between the first and the last case start */
  readonly arrivalsPerDay: number;
  /** mean time from one case start to the next */
  readonly arrivalGapMs: number;
  /** cases per day between the first and the last case end: throughput */
  readonly completionsPerDay: number;
  /** mean time from one case end to the next */
  readonly completionGapMs: number;
  /** events per day of the period */
  readonly eventsPerDay: number;
  readonly eventsPerCase: Spread;
  readonly durationMs: Spread;
  /** cycle time: time in which at least one event is worked on (between start and complete), per case; NaN without start times */
  readonly cycleTimeMs: number;
  /** cases started at or before a moment and not ended before it: the most at once, when first, and the mean over the period */
  readonly activeMost: number;
  readonly activeMostUtcMs: number;
  readonly activeMean: number;
}

export const TIME_UNITS = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/**
 * What happens from one moment to the next, in bins of the calendar of the log's zone (weeks begin on Monday). Each bin is `size` units
 * long, but for clock changes. Bin i is from `edgeUtcMs[i]` up to `edgeUtcMs[i + 1]`.
 */
export interface TimeSeries {
  readonly unit: TimeUnit;
  readonly size: number;
  /** [bins + 1] */
  readonly edgeUtcMs: Float64Array;
  /** [bins] events by complete time */
  readonly events: Uint32Array;
  readonly casesStarted: Uint32Array;
  readonly casesEnded: Uint32Array;
  /** most cases active at one moment of the bin; mean over the bin */
  readonly activeMost: Uint32Array;
  readonly activeMean: Float64Array;
}

/** A metric of the cases: bins, cumulative shares, spread. Metrics in milliseconds, events or money, as `CaseMetric` says. */
export interface CaseHistogram {
  readonly metric: CaseMetric;
  /** selected cases that have no such metric (no start times, no cost) */
  readonly missing: number;
  readonly spread: Spread;
  /**
   * Linear: bins of one width from the least to the 99th percentile, the last one up to the most. Log: bins of one factor; what is not
   * above 0 is in a first bin of its own.
   */
  readonly scale: 'linear' | 'log';
  readonly bins: Bins;
  /** the share of cases (0..1, ascending) at or below each value (ascending); at most 500 points */
  readonly ecdfValue: Float64Array;
  readonly ecdfShare: Float64Array;
}

/** What is within a range of a case metric: quick enough for each step of a brush. */
export interface CaseBrush {
  readonly cases: number;
  readonly events: number;
  /** 0..1, of the selected cases */
  readonly caseShare: number;
  /** of the metric, within the range */
  readonly min: number;
  readonly median: number;
  readonly mean: number;
  readonly max: number;
}

/** Columns that tables of activities and of attribute values share: one entry a row. */
export interface WorkStatistics {
  readonly events: Uint32Array;
  readonly cases: Uint32Array;
  /** cases whose first (last) event it is */
  readonly firstCases: Uint32Array;
  readonly lastCases: Uint32Array;
  /** complete minus start; null in a log without start times */
  readonly service: DurationStatistics | null;
  /** transition time into the event; in a log with start times only of events that have one, which is waiting time */
  readonly before: DurationStatistics;
}

/** [activities], by code */
export interface ActivityStatistics extends WorkStatistics {
  readonly allCases: number;
  readonly allEvents: number;
  /** cases in which it occurs more than once, and the executions beyond the first */
  readonly reworkCases: Uint32Array;
  readonly extraExecutions: Uint32Array;
  /** times it comes directly after itself, and again after something else; cases with either */
  readonly selfLoops: Uint32Array;
  readonly selfLoopCases: Uint32Array;
  readonly loops: Uint32Array;
  readonly loopCases: Uint32Array;
  /** distinct resources; null where no column has the role */
  readonly resources: Uint32Array | null;
}

export const VALUE_ORDERS = [
  'value',
  'events',
  'cases',
  'activities',
  'first',
  'last',
  'service-mean',
  'service-median',
  'service-sum',
  'before-mean',
  'before-median',
  'before-sum'
] as const;
export type ValueOrder = (typeof VALUE_ORDERS)[number];

/** A window of the values of a column with what was done under each. */
export interface ResourceStatistics extends WorkStatistics {
  /** values found in all, the missing value among them */
  readonly total: number;
  readonly allCases: number;
  readonly allEvents: number;
  /** [rows]; null = missing */
  readonly values: readonly (string | null)[];
  /** distinct activities */
  readonly activities: Uint32Array;
}

/** A column in a selection of cases. */
export interface AttributeStatistics {
  /** index of the column in the log's table */
  readonly column: number;
  readonly events: number;
  readonly missingEvents: number;
  /** cases with a value at any event, and without one */
  readonly cases: number;
  readonly missingCases: number;
  readonly distinct: number;
  /** no selected case has two different values: it describes the case, wherever it is written */
  readonly onePerCase: boolean;
  /** the values of most cases, descending, then by code point */
  readonly topValues: readonly string[];
  readonly topEvents: Uint32Array;
  readonly topCases: Uint32Array;
  /** numbers, or times as UTC milliseconds; null for other types */
  readonly spread: Spread | null;
  readonly bins: Bins | null;
  /** what `spread` and `bins` count: each case once (its first value) where the file says so or `onePerCase` holds, otherwise events */
  readonly over: 'cases' | 'events';
  /** values of a number or time column that are none */
  readonly unreadable: number;
}

/** The statistics' part of the catalogue of analyses. */
export interface StatisticsCatalogue {
  overview: { params: Record<never, never>; result: Overview };
  /** `auto`: the unit and size that give at most some 200 bins. A unit that would give more than 5,000 is answered with a longer one. */
  'time-series': { params: { readonly unit: TimeUnit | 'auto' }; result: TimeSeries };
  'case-histogram': {
    params: { readonly metric: CaseMetric; readonly bins: number; readonly scale: 'linear' | 'log' };
    result: CaseHistogram;
  };
  /** Both bounds belong to the range. */
  'case-brush': {
    params: { readonly metric: CaseMetric; readonly min: number; readonly max: number };
    result: CaseBrush;
  };
  'activity-statistics': { params: Record<never, never>; result: ActivityStatistics };
  'resource-statistics': {
    params: {
      readonly column: string;
      /** values that contain it, letters of any case */
      readonly search: string;
      readonly order: ValueOrder;
      readonly descending: boolean;
      readonly offset: number;
      readonly limit: number;
    };
    result: ResourceStatistics;
  };
  /** `columns`: indices into the summary's columns; null = all of them */
  'attribute-statistics': {
    params: { readonly columns: readonly number[] | null; readonly top: number; readonly bins: number };
    result: { readonly columns: readonly AttributeStatistics[] };
  };
  'dotted-chart': { params: DottedChartParams; result: DottedChart };
  /** `activity` null: events of any activity; only asked of events */
  'calendar-heatmap': {
    params: { readonly of: CalendarCount; readonly activity: number | null };
    result: CalendarHeatmap;
  };
  'performance-spectrum': {
    params: { readonly edge: number; readonly maxLines: number; readonly bins: number };
    result: PerformanceSpectrum;
  };
  'activity-relations': { params: { readonly activity: number }; result: ActivityRelations };
  'eventually-follows': { params: { readonly limit: number }; result: EventuallyFollows };
}
