import type { MiningError } from '$lib/model/errors';
import { asMiningError } from '$lib/model/errors';

/** A long list of which pages are fetched as they come into sight. Call while a component starts; `key` says when all are other ones. */
export class RowPages<Page> {
  #pages = $state.raw<ReadonlyMap<number, Page>>(new Map());
  #error = $state.raw<MiningError>();
  #asked = new Set<number>();
  #generation = 0;

  constructor(
    readonly size: number,
    private readonly fetch: (offset: number, limit: number) => Promise<Page>,
    key: () => unknown
  ) {
    $effect(() => {
      void key();
      this.#generation++;
      this.#asked = new Set();
      this.#ask(0, true);
    });
  }

  /** The page that holds a row, where it is here; else it is asked for. */
  at(row: number): Page | undefined {
    const page = Math.floor(row / this.size);
    if (!this.#asked.has(page)) queueMicrotask(() => this.#ask(page, false));
    return this.#pages.get(page);
  }

  /** The first page: what a list knows of its whole. */
  get first(): Page | undefined {
    return this.#pages.get(0);
  }

  /** What has been fetched so far. */
  get all(): readonly Page[] {
    return [...this.#pages.values()];
  }

  get error(): MiningError | undefined {
    return this.#error;
  }

  /** @param isFresh the answer takes the place of all pages there were: the old ones stay in sight until it comes */
  #ask(page: number, isFresh: boolean): void {
    if (this.#asked.has(page)) return;
    this.#asked.add(page);
    const generation = this.#generation;
    this.fetch(page * this.size, this.size)
      .then((answer) => {
        if (generation !== this.#generation) return;
        this.#pages = new Map(isFresh ? [[page, answer]] : [...this.#pages, [page, answer]]);
        this.#error = undefined;
      })
      .catch((why: unknown) => {
        if (generation === this.#generation) this.#error = asMiningError(why);
      });
  }
}
