/**
 * A selection of cases: clauses, each of which holds a case or does not, all of which must hold.
 * Every view, number and export obeys the same selection. A clause names labels, never codes, so that it survives a reload.
 */
export interface LogSelection {
  readonly clauses: readonly Clause[];
}

export const EVERYTHING: LogSelection = { clauses: [] };

interface ClauseBase {
  /** unique in its selection */
  readonly id: string;
  /** holds the cases the clause does not name */
  readonly negated: boolean;
  /** kept in the list, without effect */
  readonly muted: boolean;
}

/** Cases whose activity sequence is one of these. */
export interface VariantClause extends ClauseBase {
  readonly kind: 'variant';
  readonly sequences: readonly (readonly string[])[];
}

/** Cases in which one of these activities occurs. */
export interface ActivityClause extends ClauseBase {
  readonly kind: 'activity';
  readonly activities: readonly string[];
}

/** Cases in which `to` directly follows `from`. */
export interface EdgeClause extends ClauseBase {
  readonly kind: 'edge';
  readonly from: string;
  readonly to: string;
}

export const TIME_SPAN_MODES = ['contained', 'intersecting', 'started', 'ended'] as const;
export type TimeSpanMode = (typeof TIME_SPAN_MODES)[number];

/** Cases by their period; both ends belong to the span. A case's period is from its first start (or complete) to its last complete. */
export interface TimeSpanClause extends ClauseBase {
  readonly kind: 'time-span';
  readonly mode: TimeSpanMode;
  readonly fromUtcMs: number;
  readonly toUtcMs: number;
}

/** Cases with an event whose attribute has one of these values; null stands for the missing value. */
export interface AttributeClause extends ClauseBase {
  readonly kind: 'attribute';
  readonly column: string;
  readonly values: readonly (string | null)[];
}

export type Clause = VariantClause | ActivityClause | EdgeClause | TimeSpanClause | AttributeClause;
export type ClauseKind = Clause['kind'];

/** The clauses that have an effect. */
export function activeClauses(selection: LogSelection): readonly Clause[] {
  return selection.clauses.filter((clause) => !clause.muted);
}
