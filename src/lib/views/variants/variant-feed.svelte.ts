import type { LogSummary } from '$lib/model/analysis';
import { asMiningError, type MiningError } from '$lib/model/errors';
import type { LogSelection } from '$lib/model/selection';
import type { GroupedVariant, VariantOrder, VariantWindow } from '$lib/model/variants';
import type { LogSession } from '$lib/session/log-session.svelte';

/** Rows fetched together. */
const PAGE = 50;
/** Pages that are kept: enough for every way of looking back a little. */
const KEPT_PAGES = 40;
/** Steps of a row that have room in a list, with their times. */
export const LISTED_STEPS = 60;

/** A row of the list. */
export interface ListedVariant {
  readonly row: GroupedVariant;
  readonly labels: readonly (string | null)[];
  /** share of the selected cases in the rows up to this one, 0..1 */
  readonly cumulative: number;
}

/** What a list is of: another one is another list. */
interface Asked {
  readonly order: VariantOrder;
  readonly key: string;
  readonly selection: LogSelection;
  readonly summary: LogSummary;
}

interface Shown {
  readonly asked: Asked;
  readonly pages: ReadonlyMap<number, readonly ListedVariant[]>;
  readonly totals: Pick<VariantWindow, 'total' | 'found' | 'cases' | 'most'>;
}

/**
 * The variants of the selection, fetched a page at a time as they come in sight. What was shown stays until the first page of a newer
 * list is there; answers to older questions are dropped. Make it while a component starts.
 */
export class VariantFeed {
  readonly #session: LogSession;
  #shown = $state.raw<Shown>();
  #error = $state.raw<MiningError>();
  #pending = $state(true);
  #asked: Asked | undefined;
  #sight: readonly [number, number] = [0, 0];
  #busy = false;

  /** @param order read reactively */
  constructor(session: LogSession, order: () => VariantOrder) {
    this.#session = session;
    // as text, so that what leaves the order as it is asks for no new list
    const key = $derived(JSON.stringify(order()));
    $effect(() => {
      const { selection, summary, figures } = session;
      if (!figures) return;
      this.#asked = { order: JSON.parse(key) as VariantOrder, key, selection, summary };
      this.#pending = true;
      void this.#fill();
    });
  }

  /** Of the list shown: variants and cases of the selection, variants found by the search, cases of the most frequent. */
  get totals(): Shown['totals'] | undefined {
    return this.#current?.totals;
  }
  /** The order of the list shown. */
  get order(): VariantOrder | undefined {
    return this.#current?.asked.order;
  }
  get error(): MiningError | undefined {
    return this.#error;
  }
  /** A newer list, or rows in sight, are on their way. */
  get pending(): boolean {
    return this.#pending;
  }

  /** A row, or undefined until it has come. */
  at(index: number): ListedVariant | undefined {
    return this.#current?.pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  /** These rows are looked at. */
  see(first: number, last: number): void {
    this.#sight = [first, last];
    void this.#fill();
  }

  /** The rows from one place to another, fetched where need be; undefined when the list is another one by then. */
  async between(first: number, last: number): Promise<readonly GroupedVariant[] | undefined> {
    const asked = this.#asked;
    if (!asked) return undefined;
    const { rows } = await this.#window(asked, first, last - first + 1, 0);
    return asked === this.#asked ? rows : undefined;
  }

  /** Numbers of variants mean something else under another summary. */
  get #current(): Shown | undefined {
    return this.#shown?.asked.summary === this.#session.summary ? this.#shown : undefined;
  }

  /** One page after the other, those in sight when the one before has come. */
  async #fill(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (;;) {
        const asked = this.#asked;
        const page = this.#missing();
        if (asked === undefined || page === undefined) break;
        this.#pending = true;
        const window = await this.#window(asked, page * PAGE, PAGE, LISTED_STEPS);
        if (asked === this.#asked) this.#keep(asked, page, window);
      }
      this.#error = undefined;
    } catch (why) {
      this.#error = asMiningError(why);
    } finally {
      this.#busy = false;
      this.#pending = false;
    }
  }

  #window(asked: Asked, offset: number, limit: number, steps: number): Promise<VariantWindow> {
    const params = { ...asked.order, offset, limit, steps };
    return this.#session.engine.analyse('variant-window', asked.summary.logId, asked.selection, params);
  }

  #missing(): number | undefined {
    const shown = this.#isShown(this.#asked) ? this.#shown : undefined;
    const end = shown ? shown.totals.found - 1 : Infinity;
    const [from, to] = this.#sight.map((index) => Math.floor(Math.max(0, Math.min(index, end)) / PAGE)) as [number, number];
    if (!shown) return from;
    for (let page = from; page <= to; page++) if (!shown.pages.has(page)) return page;
    return undefined;
  }

  #isShown(asked: Asked | undefined): boolean {
    const shown = this.#shown?.asked;
    return shown?.key === asked?.key && shown?.selection === asked?.selection && shown?.summary === asked?.summary;
  }

  #keep(asked: Asked, page: number, { rows, labels, casesBefore, ...totals }: VariantWindow): void {
    let seen = casesBefore;
    const listed = rows.map((row): ListedVariant => {
      seen += row.cases;
      return { row, labels, cumulative: seen / totals.cases };
    });
    const pages = new Map(this.#isShown(asked) ? this.#shown?.pages : []).set(page, listed);
    for (const old of pages.keys()) if (pages.size > KEPT_PAGES) pages.delete(old);
    this.#shown = { asked, pages, totals };
  }
}

/** The labels of a row's steps. */
export function labelsOf({ row, labels }: Pick<ListedVariant, 'row' | 'labels'>): (string | null)[] {
  return Array.from(row.sequence, (code) => labels[code] ?? null);
}
