import type { CaseEvents, CaseListing, CaseTextFormat, CaseWindow } from './cases';
import type { DurationStatistics, MapDetail, MapTimes, ProcessMap, ReworkMap, SimplifiedMap } from './map';
import type { AttributeBreakdown, CaseTokens, PlayClock } from './playback';
import type { LogSelection } from './selection';
import type { StatisticsCatalogue } from './statistics';
import type { Alignment, LabelledVariants, VariantOrder, VariantWindow } from './variants';
import type { ColumnRole, ColumnType, LifecycleMode } from './log';

/** What the page knows of an open log. Activities and edges are those of the selection (`universeKey`), all else is of the whole log. */
export interface LogSummary {
  readonly logId: string;
  readonly name: string;
  readonly cases: number;
  readonly events: number;
  readonly variants: number;
  readonly activities: readonly string[];
  readonly edgeFrom: Uint32Array;
  readonly edgeTo: Uint32Array;
  readonly firstUtcMs: number;
  readonly lastUtcMs: number;
  readonly hasStart: boolean;
  readonly columns: readonly LogColumnSummary[];
  readonly shape: {
    readonly caseColumns: readonly number[];
    readonly activityColumns: readonly number[];
    readonly lifecycleMode: LifecycleMode;
  };
  /** zone that times are shown in */
  readonly timeZone: string;
}

export interface LogColumnSummary {
  readonly index: number;
  readonly name: string;
  readonly role: ColumnRole;
  readonly type: ColumnType;
  readonly scope: 'case' | 'event';
  /** distinct values, the missing one left out */
  readonly distinct: number;
}

/** Key figures of a selection. Durations are case durations: last complete minus first start (or complete). */
export interface CaseFigures {
  readonly cases: number;
  readonly events: number;
  readonly variants: number;
  readonly activities: number;
  readonly medianMs: number;
  readonly meanMs: number;
  readonly p90Ms: number;
  readonly minMs: number;
  readonly maxMs: number;
  readonly firstUtcMs: number;
  readonly lastUtcMs: number;
}

/** Variants of a selection, cases descending, then label sequence ascending by code point. */
export interface VariantList {
  /** variants with a selected case */
  readonly total: number;
  /** selected cases in all */
  readonly cases: number;
  readonly rows: readonly VariantRow[];
}

export interface VariantRow {
  readonly variant: number;
  readonly rank: number;
  readonly cases: number;
  readonly sequence: readonly number[];
  readonly medianMs: number;
  /** mean transition time into each step, ms; the first is NaN */
  readonly stepMs: Float64Array;
}

/** Times of one edge (transition) or activity (service), binned evenly between `minMs` and `maxMs`, the last bin closed at p99 and above. */
export interface TimeHistogram {
  readonly count: number;
  readonly binFromMs: Float64Array;
  readonly binToMs: Float64Array;
  readonly binCount: Uint32Array;
  readonly minMs: number;
  readonly medianMs: number;
  readonly meanMs: number;
  readonly p90Ms: number;
  readonly maxMs: number;
  readonly sumMs: number;
}

export interface AttributeValue {
  /** null = missing */
  readonly value: string | null;
  /** selected cases with an event of this value */
  readonly cases: number;
}

/**
 * Every analysis by name: what it takes and what it gives. The engine's `analyses/index.ts` must hold one of each
 * (`satisfies`), the page calls `client.analyse(name, ...)`.
 */
export interface AnalysisCatalogue extends StatisticsCatalogue {
  'process-map': { params: Record<never, never>; result: ProcessMap };
  'map-times': { params: Record<never, never>; result: MapTimes };
  /** a sample of at most `most` cases, to be played */
  'case-tokens': { params: { readonly most: number; readonly clock: PlayClock }; result: CaseTokens };
  'activity-attribute': {
    params: { readonly activity: number; readonly column: string; readonly limit: number };
    result: AttributeBreakdown;
  };
  'edge-attribute': {
    params: { readonly edge: number; readonly column: string; readonly limit: number };
    result: AttributeBreakdown;
  };
  'rework-map': { params: Record<never, never>; result: ReworkMap };
  'simplified-map': { params: MapDetail; result: SimplifiedMap };
  'case-figures': { params: Record<never, never>; result: CaseFigures };
  variants: { params: { readonly limit: number }; result: VariantList };
  /** a part of the list of variants; times of their first `steps` steps */
  'variant-window': {
    params: VariantOrder & { readonly offset: number; readonly limit: number; readonly steps: number };
    result: VariantWindow;
  };
  /** these variants whole, in this order; those without a selected case are left out */
  'variant-details': {
    params: { readonly group: string | null; readonly variants: readonly number[] };
    result: LabelledVariants;
  };
  /** the steps of two variants (activity sequences, or those of `group`) one beside the other */
  'variant-alignment': {
    params: { readonly group: string | null; readonly first: number; readonly second: number };
    result: Alignment;
  };
  /** the whole list as a table for spreadsheets, UTF-8 with its mark */
  'variant-csv': { params: VariantOrder; result: { readonly csv: Uint8Array } };
  'edge-histogram': { params: { readonly edge: number; readonly bins: number }; result: TimeHistogram };
  /** service times of an activity; where the log has no start times, the transition times into it */
  'node-histogram': { params: { readonly activity: number; readonly bins: number }; result: TimeHistogram };
  /** cases each selection keeps */
  'case-counts': { params: { readonly selections: readonly LogSelection[] }; result: { readonly cases: Uint32Array } };
  'attribute-values': {
    params: { readonly column: string; readonly search: string; readonly limit: number };
    result: { readonly total: number; readonly values: readonly AttributeValue[] };
  };
  /** a part of the case list, and the place in it of the case `locate` */
  'case-window': {
    params: { readonly listing: CaseListing; readonly offset: number; readonly limit: number; readonly locate: string | null };
    result: CaseWindow;
  };
  /** one case; null where the log has none of this id */
  'case-events': {
    params: { readonly caseId: string; readonly offset: number; readonly limit: number };
    result: { readonly found: CaseEvents | null };
  };
  /** the whole case list, or of it these cases, as text for spreadsheets; `ids`: the ids alone, as they are, one a line */
  'case-list-text': {
    params: { readonly listing: CaseListing; readonly only: readonly string[] | null; readonly format: CaseTextFormat | 'ids' };
    result: Blob;
  };
  /** the events of one case as text for spreadsheets */
  'case-events-text': { params: { readonly caseId: string; readonly format: CaseTextFormat }; result: Blob };
}

export type AnalysisName = keyof AnalysisCatalogue;
export type AnalysisParams<N extends AnalysisName> = AnalysisCatalogue[N]['params'];
export type AnalysisResult<N extends AnalysisName> = AnalysisCatalogue[N]['result'];

/** What a SQL statement gave. */
export interface SqlAnswer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlCell[])[];
  /** there are more rows than `rows`: the limit was reached */
  readonly isCut: boolean;
  /** the statement alone, without loading tables */
  readonly tookMs: number;
}

export type SqlCell = string | number | null;

/** How far a SQL statement may go. */
export interface SqlLimits {
  /** rows handed back at most */
  readonly rows: number;
  /** time it may run before it is ended */
  readonly ms: number;
}

export type { DurationStatistics };
