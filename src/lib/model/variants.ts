/** What variants can be listed by: how often, how long, how quick, or by their labels. */
export const VARIANT_SORTS = ['cases', 'events', 'median', 'p90', 'mean', 'name'] as const;
export type VariantSort = (typeof VARIANT_SORTS)[number];

/** Which variants, and in which order. */
export interface VariantOrder {
  /** the column whose values make the sequences; null: the activities */
  readonly group: string | null;
  readonly sort: VariantSort;
  /** ties go by cases, descending, then by label */
  readonly descending: boolean;
  /** only variants with a step whose label contains this, whatever its width and case; '' = all */
  readonly search: string;
}

/** Of each step of a variant, over its selected cases. Milliseconds; NaN where there is none. */
export interface StepTimes {
  /** start (or complete) of the step minus complete of the one before; the first is NaN */
  readonly transitionMeanMs: Float64Array;
  readonly transitionMedianMs: Float64Array;
  /** complete minus start; null where the log has no start times */
  readonly serviceMeanMs: Float64Array | null;
  readonly serviceMedianMs: Float64Array | null;
}

/** One variant of a selection. Durations are those of its selected cases. */
export interface GroupedVariant {
  /** its number among the distinct sequences of the log as named and trimmed: the same under every selection of cases */
  readonly variant: number;
  /** its place by cases, from 1: the number it is called by */
  readonly rank: number;
  /** selected cases */
  readonly cases: number;
  /** steps of its sequence, whatever part of it `steps` tells of */
  readonly events: number;
  readonly medianMs: number;
  readonly meanMs: number;
  readonly p90Ms: number;
  /** into `labels` of the answer */
  readonly sequence: Uint32Array;
  readonly steps: StepTimes;
}

/** Variants and what their steps are called; null stands for the missing value. */
export interface LabelledVariants {
  readonly labels: readonly (string | null)[];
  readonly rows: readonly GroupedVariant[];
}

/** A part of a list of variants. */
export interface VariantWindow extends LabelledVariants {
  /** variants with a selected case */
  readonly total: number;
  /** those that the search finds: the list's length */
  readonly found: number;
  /** selected cases in all */
  readonly cases: number;
  /** selected cases of the variants that stand before the window in the list */
  readonly casesBefore: number;
  /** selected cases of the most frequent variant */
  readonly most: number;
}

/**
 * Two sequences one beside the other: line i holds step `first[i]` of the one and `second[i]` of the other; -1 where it has none.
 * Where a line holds both, they are the same step.
 */
export interface Alignment {
  readonly first: Int32Array;
  readonly second: Int32Array;
}
