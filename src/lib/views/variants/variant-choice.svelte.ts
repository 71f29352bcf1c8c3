import type { GroupedVariant } from '$lib/model/variants';
import type { VariantFeed } from './variant-feed.svelte';

/** Variants that can be chosen at once: each goes into a filter, label by label. */
export const MOST_CHOSEN = 1000;

/** The rows ticked in a list of variants, by mouse or keyboard; transient. */
export class VariantChoice {
  #chosen = $state.raw<ReadonlyMap<number, GroupedVariant>>(new Map());
  /** the row from which a range is drawn */
  #anchor = 0;

  constructor(readonly feed: VariantFeed) {}

  /** By the variant's number. */
  get chosen(): ReadonlyMap<number, GroupedVariant> {
    return this.#chosen;
  }
  get cases(): number {
    let cases = 0;
    for (const row of this.#chosen.values()) cases += row.cases;
    return cases;
  }
  get isFull(): boolean {
    return this.#chosen.size >= MOST_CHOSEN;
  }

  has(variant: number): boolean {
    return this.#chosen.has(variant);
  }

  clear(): void {
    this.#chosen = new Map();
  }

  /** The next range starts here. */
  anchor(index: number): void {
    this.#anchor = index;
  }

  /** Tick or untick a row. */
  toggle(index: number): void {
    this.#anchor = index;
    const row = this.feed.at(index)?.row;
    if (!row) return;
    const next = new Map(this.#chosen);
    if (!next.delete(row.variant) && next.size < MOST_CHOSEN) next.set(row.variant, row);
    this.#chosen = next;
  }

  /** Tick every row from the last one ticked to this one. */
  async extend(index: number): Promise<void> {
    await this.#add(Math.min(this.#anchor, index), Math.max(this.#anchor, index));
  }

  /** Tick every row of the list, as many as can be. */
  async all(): Promise<void> {
    await this.#add(0, (this.feed.totals?.found ?? 0) - 1);
  }

  async #add(first: number, last: number): Promise<void> {
    const rows = await this.feed.between(first, Math.min(last, first + MOST_CHOSEN - 1));
    if (!rows) return;
    const next = new Map(this.#chosen);
    for (const row of rows) if (next.size < MOST_CHOSEN) next.set(row.variant, row);
    this.#chosen = next;
  }
}
