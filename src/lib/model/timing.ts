import type { Spread } from './statistics';

export const DOTTED_X = ['time', 'since-start', 'position'] as const;
export const DOTTED_ROWS = ['start', 'end', 'duration', 'events', 'column'] as const;
/** Where a dot stands: UTC ms; ms since the case's start; share of the case's events (0..1). */
export type DottedX = (typeof DOTTED_X)[number];
/** A row a case, in the order of its start, end, duration or events; or a row a value of `rowColumn`, in the order of the first event. */
export type DottedRows = (typeof DOTTED_ROWS)[number];

export interface DottedChartParams {
  readonly x: DottedX;
  readonly rows: DottedRows;
  /** for rows `column` */
  readonly rowColumn: string | null;
  /** colour by this column; null = activity */
  readonly colourColumn: string | null;
  /** values with a colour of their own, the most frequent; the others share one */
  readonly colours: number;
  /** cells of the raster */
  readonly width: number;
  readonly height: number;
  /** up to this many events every one is a point; above it they are counted in cells */
  readonly maxPoints: number;
}

/** Row 0 is at the top. Colour k < legend.length is `legend[k]`, `legend.length` all others. */
export interface DottedChart {
  readonly events: number;
  readonly rows: number;
  readonly xFrom: number;
  readonly xTo: number;
  /** null = the missing value */
  readonly legend: readonly (string | null)[];
  /** [legend + 1] events of each colour */
  readonly legendEvents: Uint32Array;
  /** labels of the rows where they are values, the missing one null; null where they are cases */
  readonly rowLabels: readonly (string | null)[] | null;
  readonly drawing: DottedPoints | DottedRaster;
}

export interface DottedPoints {
  readonly kind: 'points';
  /** [events] */
  readonly x: Float64Array;
  readonly row: Uint32Array;
  readonly colour: Uint8Array;
  readonly activity: Uint32Array;
  readonly caseNo: Uint32Array;
}

/** Cell (x, y) is `y * width + x`. It holds events of x within 1/width of the way, and of rows within 1/height. */
export interface DottedRaster {
  readonly kind: 'raster';
  readonly width: number;
  readonly height: number;
  readonly count: Uint32Array;
  /** the colour of most events of the cell, the first of equals; 255 in an empty one */
  readonly colour: Uint8Array;
  readonly maxCount: number;
}

/** Counts by hour of the clock and day of the week in the log's zone: [7 x 24], Monday first. */
export interface CalendarHeatmap {
  readonly total: number;
  readonly count: Uint32Array;
}

export const CALENDAR_COUNTS = ['events', 'case-starts', 'case-ends'] as const;
export type CalendarCount = (typeof CALENDAR_COUNTS)[number];

/**
 * The occurrences of an edge as lines from the complete time of the first event to the start (or complete) of the second.
 * Classes 0..3 are the quarters of the transition times of all selected occurrences: up to q1, the median, q3, the most.
 * Source: Denisov, Fahland, van der Aalst, Unbiased, Fine-Grained Description of Processes Performance (2018).
 */
export interface PerformanceSpectrum {
  /** selected occurrences */
  readonly total: number;
  /** transition times */
  readonly spread: Spread;
  readonly xFrom: number;
  readonly xTo: number;
  /** the occurrences drawn: all, or every `sampleStep`-th in the order of time */
  readonly sampleStep: number;
  /** [drawn] ascending by `fromUtcMs` */
  readonly fromUtcMs: Float64Array;
  readonly toUtcMs: Float64Array;
  readonly quarter: Uint8Array;
  readonly caseNo: Uint32Array;
  /** [bins + 1] of one width; [bins x 4] all occurrences by the time they begin, by class */
  readonly binEdgeUtcMs: Float64Array;
  readonly binCount: Uint32Array;
}

/** What comes before or behind an activity, one entry an activity that does. */
export interface Relations {
  /** codes; direct occurrences descending, then eventual cases descending, then by code */
  readonly activity: Uint32Array;
  /** directly: occurrences, cases, share (0..1) of the activity's occurrences, median transition time */
  readonly direct: Uint32Array;
  readonly directCases: Uint32Array;
  readonly directShare: Float64Array;
  readonly directMedianMs: Float64Array;
  /** anywhere before (behind): ordered pairs, cases, share of the cases that have the activity */
  readonly eventual: Float64Array;
  readonly eventualCases: Uint32Array;
  readonly eventualShare: Float64Array;
  /** median time from an occurrence to the next (from the last) one of the other */
  readonly nextMedianMs: Float64Array;
}

export interface ActivityRelations {
  readonly occurrences: number;
  readonly cases: number;
  /** occurrences that begin (end) their case */
  readonly first: number;
  readonly last: number;
  readonly before: Relations;
  readonly behind: Relations;
}

/** Ordered pairs of positions i < j of a case, ties in time included. Cases descending, then occurrences descending, then by codes. */
export interface EventuallyFollows {
  /** pairs of activities that occur */
  readonly total: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly occurrences: Float64Array;
  readonly cases: Uint32Array;
}
