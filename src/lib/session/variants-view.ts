import type { VariantSort } from '$lib/model/variants';

/** Variants the map can show at once: as many as there are colours that are told apart. */
export const MOST_OVERLAID = 6;

/** How variants are listed and called. */
export interface VariantsView {
  /** the column whose values make the sequences; null: the activities */
  readonly group: string | null;
  readonly sort: VariantSort;
  readonly descending: boolean;
  /** waiting and service time are told under each step */
  readonly isDetailed: boolean;
  readonly names: readonly VariantName[];
  /** the activity sequence chosen by hand; null: the most frequent one */
  readonly happyPath: readonly string[] | null;
}

/** What an analyst calls a variant. */
export interface VariantName {
  readonly group: string | null;
  readonly sequence: readonly (string | null)[];
  readonly name: string;
}

/** What is shown first: activity sequences, the most frequent before others. */
export const FIRST_VARIANTS: VariantsView = {
  group: null,
  sort: 'cases',
  descending: true,
  isDetailed: false,
  names: [],
  happyPath: null
};
