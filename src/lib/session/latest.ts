import { asMiningError } from '$lib/model/errors';

/**
 * Runs one job at a time; while one runs only the newest asked for waits, and those between are dropped.
 * A dropped or superseded job resolves to undefined: a late, old answer never replaces a newer one. A failed one rejects with a
 * `MiningError`.
 */
export class Latest {
  #running = false;
  #waiting: { job: () => Promise<unknown>; settle: (value: unknown) => void; fail: (why: unknown) => void } | undefined;
  #asked = 0;

  run<T>(job: () => Promise<T>): Promise<T | undefined> {
    const number = ++this.#asked;
    this.#waiting?.settle(undefined);
    return new Promise<T | undefined>((resolve, reject) => {
      const settle = (value: unknown): void => resolve(number === this.#asked ? (value as T) : undefined);
      const fail = (why: unknown): void => (number === this.#asked ? reject(asMiningError(why)) : resolve(undefined));
      this.#waiting = { job, settle, fail };
      if (!this.#running) void this.#next();
    });
  }

  async #next(): Promise<void> {
    this.#running = true;
    while (this.#waiting) {
      const { job, settle, fail } = this.#waiting;
      this.#waiting = undefined;
      try {
        settle(await job());
      } catch (why) {
        fail(why);
      }
    }
    this.#running = false;
  }
}
