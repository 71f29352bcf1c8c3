import { getContext, setContext } from 'svelte';
import type { LogSelection } from '$lib/model/selection';

/** Filters under a name, as they were on a log with these columns. */
export interface SavedFilters {
  readonly id: string;
  readonly name: string;
  /** names of the log's columns */
  readonly columns: readonly string[];
  readonly selection: LogSelection;
}

/**
 * Saved filters of this tab. They name values of logs, so they are kept in memory alone: no store of the browser gets them unencrypted.
 * Given by context.
 */
export class SavedFilterList {
  #all = $state.raw<readonly SavedFilters[]>([]);
  #count = 0;

  get all(): readonly SavedFilters[] {
    return this.#all;
  }

  /** Keep filters; those of the same name and columns are replaced. */
  save(name: string, columns: readonly string[], selection: LogSelection): void {
    const saved: SavedFilters = { id: `saved-${++this.#count}`, name, columns, selection };
    const isSame = (other: SavedFilters): boolean => other.name === name && sameColumns(other.columns, columns);
    const at = this.#all.findIndex(isSame);
    this.#all = at < 0 ? [...this.#all, saved] : this.#all.with(at, saved);
  }

  rename(id: string, name: string): void {
    this.#all = this.#all.map((saved) => (saved.id === id ? { ...saved, name } : saved));
  }

  remove(id: string): void {
    this.#all = this.#all.filter((saved) => saved.id !== id);
  }
}

/** The same names, in whatever order. */
export function sameColumns(some: readonly string[], others: readonly string[]): boolean {
  return JSON.stringify(some.toSorted()) === JSON.stringify(others.toSorted());
}

const KEY = Symbol('saved-filters');

export function setSavedFilters(list: SavedFilterList): SavedFilterList {
  return setContext(KEY, list);
}

export function getSavedFilters(): SavedFilterList {
  return getContext<SavedFilterList>(KEY);
}
