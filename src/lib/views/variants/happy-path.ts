import type { VariantsView } from '$lib/session/variants-view';
import { labelsOf, type ListedVariant } from './variant-feed.svelte';
import { isSame } from './variant-names';

/** Whether a variant is the happy path: the one chosen by hand, else the most frequent of the selection. Only activities have one. */
export function isHappyPath({ group, happyPath }: VariantsView, item: Pick<ListedVariant, 'row' | 'labels'>): boolean {
  if (group !== null) return false;
  if (happyPath === null) return item.row.rank === 1;
  return item.row.events === happyPath.length && isSame(labelsOf(item), happyPath);
}
