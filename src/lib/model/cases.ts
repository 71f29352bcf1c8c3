import { CASE_METRICS } from './selection';

/** What a case list can show of a case besides attributes: its id, the rank of its variant, its period, and every metric. */
export const CASE_FACTS = ['case', 'variant', 'start', 'end', ...CASE_METRICS] as const;
export type CaseFact = (typeof CASE_FACTS)[number];

/**
 * A column of a case list. An attribute shows the value of the case: that of its first event, as the selection leaves it, since a case's
 * own attribute stands at every event.
 */
export type CaseColumn = { readonly fact: CaseFact } | { readonly attribute: string };

export interface CaseOrder {
  readonly by: CaseColumn;
  readonly descending: boolean;
}

/** Cases whose id (`column` null) or a value of the column, at any event, contains the text: letters of any case and width. */
export interface CaseSearch {
  readonly text: string;
  readonly column: string | null;
}

/** What stands in the list of cases and in which order, a search included. */
export interface CaseListing {
  readonly columns: readonly CaseColumn[];
  readonly order: CaseOrder;
  readonly search: CaseSearch;
  /** ids of cases that stand before all others, in this order, found by the search or not; the selection must keep them */
  readonly pinned: readonly string[];
}

/** An attribute of a case: `value` of its first event (null = missing), `others` distinct values besides it at its other events. */
export interface AttributeCell {
  readonly value: string | null;
  readonly others: number;
}

/** Numbers are counts, ranks, milliseconds or UTC milliseconds, as the fact has it; NaN where the case has none. */
export type CaseCell = number | AttributeCell;

export interface CaseRow {
  readonly caseNo: number;
  readonly caseId: string;
  /** in the order of the columns asked for */
  readonly cells: readonly CaseCell[];
}

/** A part of a case list. */
export interface CaseWindow {
  /** rows of the whole list */
  readonly total: number;
  /** how many of them are pinned: they come first */
  readonly pinned: number;
  readonly offset: number;
  readonly rows: readonly CaseRow[];
  /** where the case asked for stands; null where it is not in the list */
  readonly located: CasePlace | null;
}

/** A place in a case list with its neighbours. */
export interface CasePlace {
  readonly caseId: string;
  readonly index: number;
  readonly previousId: string | null;
  readonly nextId: string | null;
}

/** One case: every event as the selection leaves it, attributes for a part of them. */
export interface CaseEvents {
  readonly caseId: string;
  /** the selection keeps the case */
  readonly isSelected: boolean;
  /** rank of its variant in the selection, from 1; 0 where the selection does not keep the case */
  readonly variantRank: number;
  /** cases of the variant that the selection keeps */
  readonly variantCases: number;
  /** events of the case that the event filters leave out */
  readonly eventsLeftOut: number;
  /** [events] activity code of the selection */
  readonly activity: Uint32Array;
  /** [events] UTC ms */
  readonly completeUtcMs: Float64Array;
  /** [events] UTC ms, NaN where missing; null in a log without start times */
  readonly startUtcMs: Float64Array | null;
  /** [events] transition time into it: start (or complete) minus complete of the one before; the first is NaN */
  readonly transitionMs: Float64Array;
  readonly durationMs: number;
  /** columns with one value, or none, at all events; those without any are left out */
  readonly constant: readonly { readonly column: string; readonly value: string }[];
  /** names of the columns whose values differ */
  readonly varying: readonly string[];
  readonly offset: number;
  /** of the events from `offset` on: values of the varying columns */
  readonly values: readonly (readonly (string | null)[])[];
}

/** A table as text: comma-separated, a file for spreadsheets; tab-separated, to be pasted into one. */
export type CaseTextFormat = 'csv' | 'tsv';
