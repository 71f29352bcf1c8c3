import type { LogSelection } from '$lib/model/selection';
import { opaqueId } from './opaque-id';

/** Filters under a name, as they were on a log with these columns. */
export interface SavedFilters {
  readonly id: string;
  readonly name: string;
  /** names of the log's columns */
  readonly columns: readonly string[];
  readonly selection: LogSelection;
}

/** The saved filters of a log, kept with it; and, in the workspace, those of logs that were open in this tab before. */
export class SavedFilterList {
  #all = $state.raw<readonly SavedFilters[]>([]);

  get all(): readonly SavedFilters[] {
    return this.#all;
  }

  /** Put a list in place of what there is, as kept or as another tab has it. */
  restore(filters: readonly SavedFilters[]): void {
    this.#all = filters;
  }

  /** Keep filters; those of the same name and columns are replaced. */
  save(name: string, columns: readonly string[], selection: LogSelection): void {
    const at = this.#all.findIndex((other) => other.name === name && sameColumns(other.columns, columns));
    const saved: SavedFilters = { id: this.#all[at]?.id ?? opaqueId(), name, columns, selection };
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
