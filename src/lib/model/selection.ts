/**
 * A selection: first the names that activities are given, then the event clauses in their order (each leaves events out, and what was
 * apart becomes neighbours), then the case clauses, all of which must hold. Every view, number and export obeys the same selection.
 * Clauses name labels, never codes, so that they survive a reload; where activities have other names they mean the new ones.
 */
export interface LogSelection {
  /** other names of activities; several under one name are one activity. Absent: as the log calls them. */
  readonly names?: readonly Renaming[];
  readonly clauses: readonly Clause[];
}

/** `from` is the log's own label, `to` what it is called instead. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
}

export const EVERYTHING: LogSelection = { clauses: [] };

interface ClauseBase {
  /** unique in its selection */
  readonly id: string;
  /** holds the cases (events) the clause does not name */
  readonly negated: boolean;
  /** kept in the list, without effect */
  readonly muted: boolean;
}

/** Where in a case a clause looks: at any event, the first, the last, or all of them. */
export const PLACES = ['any', 'first', 'last', 'all'] as const;
export type Place = (typeof PLACES)[number];

/** Cases whose sequence of activities, or of a column's values, is one of these; null stands for the missing value, no activity is it. */
export interface VariantClause extends ClauseBase {
  readonly kind: 'variant';
  /** absent: activities */
  readonly column?: string;
  readonly sequences: readonly (readonly (string | null)[])[];
}

/** Cases in which one of these activities occurs; as the first (last) event where `place` says so; `all`: nothing but these occurs. */
export interface ActivityClause extends ClauseBase {
  readonly kind: 'activity';
  readonly activities: readonly string[];
  /** absent = any */
  readonly place?: Place;
}

/**
 * Cases in which an event of `from` is followed by one of `to`: directly, or at any later position. With bounds, only where the
 * transition time (start or complete of `to` minus complete of `from`) lies within them, both included; with `compare`, only where both
 * events have a value in that column and the values are equal (or differ: four eyes). One pair of events must meet all of it.
 */
export interface FollowsClause extends ClauseBase {
  readonly kind: 'follows';
  readonly from: string;
  readonly to: string;
  readonly reach: 'directly' | 'eventually';
  readonly minMs?: number;
  readonly maxMs?: number;
  readonly compare?: { readonly column: string; readonly equal: boolean };
}

export const TIME_SPAN_MODES = ['contained', 'intersecting', 'started', 'ended', 'trimmed'] as const;
export type TimeSpanMode = (typeof TIME_SPAN_MODES)[number];

/**
 * Cases by their period; both ends belong to the span. A case's period is from its first start (or complete) to its last complete.
 * `trimmed` is an event clause: events whose complete time lies in the span.
 */
export interface TimeSpanClause extends ClauseBase {
  readonly kind: 'time-span';
  readonly mode: TimeSpanMode;
  readonly fromUtcMs: number;
  readonly toUtcMs: number;
}

/**
 * Cases with an event whose attribute has one of these values; null stands for the missing value. `first` and `last` ask that event
 * alone, whether it has a value or not; `all` asks every event.
 */
export interface AttributeClause extends ClauseBase {
  readonly kind: 'attribute';
  readonly column: string;
  readonly values: readonly (string | null)[];
  /** absent = any */
  readonly place?: Place;
}

/**
 * The same for a range of numbers, or of times as UTC milliseconds where the column is one of times; both ends belong to it, an absent one
 * is none. What is no number (no time) is in no range.
 */
export interface RangeClause extends ClauseBase {
  readonly kind: 'range';
  readonly column: string;
  readonly min?: number;
  readonly max?: number;
  /** absent = any */
  readonly place?: Place;
}

/**
 * What a case can be measured by, times in milliseconds:
 * - `duration`: last complete minus first start (or complete); `events`; `activities`: different ones
 * - `rework`: executions beyond the first of each activity; `self-loops`: an activity directly after itself
 * - `waiting`: the transition times into events with a start, together; `service`: complete minus start of events with a start, together
 * - `longest-wait`: the longest transition time between neighbours (to the start or, without one, the complete)
 * - `cost`: the numbers of the column with the role `cost`, together; once, where the column is one of whole cases
 *
 * A sum without a single addend, and the longest of no wait, are none.
 */
export const CASE_METRICS = [
  'duration',
  'events',
  'activities',
  'rework',
  'self-loops',
  'waiting',
  'service',
  'longest-wait',
  'cost'
] as const;
export type CaseMetric = (typeof CASE_METRICS)[number];

/** Cases whose metric lies within the bounds, both included; an absent one is none. A case without the metric is in no range. */
export interface MetricClause extends ClauseBase {
  readonly kind: 'metric';
  readonly metric: CaseMetric;
  readonly min?: number;
  readonly max?: number;
}

/** Repeated work: an activity more than once; directly after itself; or again after something else. */
export const REWORK_FORMS = ['repeated', 'self-loop', 'loop'] as const;
export type ReworkForm = (typeof REWORK_FORMS)[number];

/** Cases in which one of these activities (any, where none is named) is repeated in this form at least `times` times: each time beyond the first counts. */
export interface ReworkClause extends ClauseBase {
  readonly kind: 'rework';
  readonly form: ReworkForm;
  readonly activities: readonly string[];
  /** >= 1 */
  readonly times: number;
}

/** Cases that are done (their last event is one of `ends`), or still run. */
export interface CompletionClause extends ClauseBase {
  readonly kind: 'completion';
  readonly state: 'completed' | 'running';
  readonly ends: readonly string[];
}

/** Cases by their ids. */
export interface CaseListClause extends ClauseBase {
  readonly kind: 'case-list';
  readonly caseIds: readonly string[];
}

/**
 * The cases of the `count` most (least) frequent variants, or the `count` cases with the largest (smallest) metric; those without it never.
 * Counted over the whole log, after the event clauses, whatever the other clauses hold. Ties go by the sequence of labels as in the variant
 * list, or by case number, lowest first in either order.
 */
export interface TopClause extends ClauseBase {
  readonly kind: 'top';
  readonly by: 'variants' | CaseMetric;
  readonly order: 'most' | 'least';
  readonly count: number;
}

/**
 * Cases of the most frequent variants, as few of them as together make at least this share (0..1) of the cases of the log, after the event
 * clauses. In the order of the variant list.
 */
export interface CoverageClause extends ClauseBase {
  readonly kind: 'coverage';
  readonly share: number;
}

/**
 * Cases with an event for which this SQL expression holds: over the columns of `event`, as named and trimmed, and of the event's `row` (see
 * `engine/store/sql-tables.ts`). A name that both have is `event`'s; the other is then written `"row"."name"`.
 */
export interface SqlClause extends ClauseBase {
  readonly kind: 'sql';
  readonly predicate: string;
}

/** Case clauses held together by and / or. Without a clause that has an effect it has none either, negated or not. */
export interface GroupClause extends ClauseBase {
  readonly kind: 'group';
  readonly join: 'and' | 'or';
  readonly clauses: readonly Clause[];
}

/** Event clause: events whose attribute (`column` null: activity) has one of these values; null stands for the missing value. */
export interface EventsClause extends ClauseBase {
  readonly kind: 'events';
  readonly column: string | null;
  readonly values: readonly (string | null)[];
}

/**
 * Event clause: the part of a case from the first `from` (null: its beginning) to the first `to` behind that event (`reach` far: the last
 * one; null: its end), both included. Negated: everything but that part. A case without such a part is left out, or whole where the clause
 * is negated.
 */
export interface CropClause extends ClauseBase {
  readonly kind: 'crop';
  readonly from: string | null;
  readonly to: string | null;
  readonly reach: 'near' | 'far';
}

export type Clause =
  | VariantClause
  | ActivityClause
  | FollowsClause
  | TimeSpanClause
  | AttributeClause
  | RangeClause
  | MetricClause
  | ReworkClause
  | CompletionClause
  | CaseListClause
  | TopClause
  | CoverageClause
  | SqlClause
  | GroupClause
  | EventsClause
  | CropClause;
export type ClauseKind = Clause['kind'];
export type ClauseOf<K extends ClauseKind> = Extract<Clause, { kind: K }>;

/** Clauses that leave events out. They run first, in the order of the list, and cannot stand in a group. */
export type EventClause = EventsClause | CropClause | TimeSpanClause;

export function isEventClause(clause: Clause): clause is EventClause {
  return clause.kind === 'events' || clause.kind === 'crop' || (clause.kind === 'time-span' && clause.mode === 'trimmed');
}

/** Whether a clause does anything: it is not muted, and, where it is a group, neither is everything in it. */
export function hasEffect(clause: Clause): boolean {
  return !clause.muted && (clause.kind !== 'group' || clause.clauses.some(hasEffect));
}

/** The clauses that have an effect. */
export function activeClauses(selection: LogSelection): readonly Clause[] {
  return selection.clauses.filter(hasEffect);
}

/** The event clauses that have an effect. */
export function eventClauses(selection: LogSelection): readonly EventClause[] {
  return activeClauses(selection).filter(isEventClause);
}

/** The case clauses that have an effect. */
export function caseClauses(selection: LogSelection): readonly Clause[] {
  return activeClauses(selection).filter((clause) => !isEventClause(clause));
}

/** What a clause holds, as a text: clauses with the same text hold the same, whatever their ids; muted parts of groups are left out. */
export function clauseKey(clause: Clause): string {
  return JSON.stringify(clause, function (this: unknown, name, value: unknown) {
    if (name === 'id' || name === 'muted') return undefined;
    if (Array.isArray(value) && (this as Partial<Clause>).kind === 'group') return (value as Clause[]).filter(hasEffect);
    // JSON has no word for these
    return typeof value === 'number' && !Number.isFinite(value) ? `${value}` : value;
  });
}

/**
 * What decides which activities and edges there are: names and event clauses. Two selections with the same text have the same codes of
 * activities and the same edges.
 */
export function universeKey(selection: LogSelection): string {
  const events = eventClauses(selection);
  const names = selection.names ?? [];
  return names.length === 0 && events.length === 0 ? '' : JSON.stringify([names, events.map(clauseKey)]);
}
