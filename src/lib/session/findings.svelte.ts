import { opaqueId } from './opaque-id';
import type { ViewState } from './view-state';

/** What someone found: a view of the log with its filters, and what there is to say about it. */
export interface Finding {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly pinnedUtcMs: number;
  /** path of the view it was pinned in */
  readonly path: string;
  readonly view: ViewState;
  /** what was counted when it was pinned; null where there was no case */
  readonly figures: FindingFigures;
}

export interface FindingFigures {
  readonly cases: number;
  readonly events: number;
  readonly medianMs: number | null;
}

/** The findings of an open log, in the order they were pinned. */
export class Findings {
  #all = $state.raw<readonly Finding[]>([]);

  get all(): readonly Finding[] {
    return this.#all;
  }

  pin(finding: Omit<Finding, 'id'>): Finding {
    const pinned = { ...finding, id: opaqueId() };
    this.#all = [...this.#all, pinned];
    return pinned;
  }

  change(id: string, part: Partial<Pick<Finding, 'title' | 'note'>>): void {
    this.#all = this.#all.map((finding) => (finding.id === id ? { ...finding, ...part } : finding));
  }

  /** @returns puts it back where it was */
  remove(id: string): () => void {
    const at = this.#all.findIndex((finding) => finding.id === id);
    const [removed] = this.#all.slice(at, at + 1);
    this.#all = this.#all.filter((finding) => finding.id !== id);
    return () => {
      if (removed) this.#all = this.#all.toSpliced(at, 0, removed);
    };
  }

  /** Put a list in place of what there is, as kept or as another tab has it. */
  restore(findings: readonly Finding[]): void {
    this.#all = findings;
  }

  /** Take those that are not there yet, by their ids. */
  add(findings: readonly Finding[]): void {
    const known = new Set(this.#all.map(({ id }) => id));
    this.#all = [...this.#all, ...findings.filter(({ id }) => !known.has(id))];
  }
}
