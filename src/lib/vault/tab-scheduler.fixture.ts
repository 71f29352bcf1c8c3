import type { Calls } from './memory-disk.fixture';
import type { VaultLocks } from './storage';

type Mode = 'exclusive' | 'shared';

/** A tab that waits to be let on: into a call of its storage, or into a lock. */
interface Waiting {
  readonly tab: ScheduledTab;
  readonly isReady: () => boolean;
  readonly go: () => void;
}

/** A tab of a scheduled run: its calls and locks are let on one at a time, tab by tab. */
export interface ScheduledTab {
  readonly calls: Calls;
  readonly locks: VaultLocks;
}

/**
 * Runs several tabs so that only one computes at a time, and draws which one goes on at every call of its storage and at every lock: the
 * same numbers drawn give the same run, whatever WebCrypto's threads do. A tab may be killed wherever it waits: it never goes on, and
 * its locks pass on, as a browser's do.
 *
 * Each tab does one thing at a time.
 */
export class TabScheduler {
  readonly #waiting: Waiting[] = [];
  readonly #held: { readonly name: string; readonly mode: Mode; readonly tab: ScheduledTab }[] = [];
  #running = 0;
  #onStop: () => void = () => undefined;

  /** @param draw a number from 0 up to, not including, 1 */
  constructor(private readonly draw: () => number) {}

  tab(): ScheduledTab {
    const tab: ScheduledTab = {
      calls: {
        now: (_, effect) => effect(),
        later: async (_, effect) => {
          await this.#wait(tab, () => true);
          return effect();
        }
      },
      locks: {
        hold: async (name, mode, work) => {
          await this.#wait(tab, () => this.#isFree(name, mode));
          return this.#holding(tab, name, mode, work);
        },
        holdIfFree: async (name, work) => {
          await this.#wait(tab, () => true);
          return this.#isFree(name, 'exclusive') ? this.#holding(tab, name, 'exclusive', work) : undefined;
        }
      }
    };
    return tab;
  }

  /** Begin what a tab does; it stops at its first call. */
  async start(work: () => Promise<void>): Promise<void> {
    await this.#letGo(() => void work().finally(() => this.#stopped()));
  }

  /**
   * Until every tab is done or dead.
   *
   * @param mayKill asked before each step whether the drawn tab dies there instead
   * @throws Error when every tab waits for another
   */
  async run(mayKill: (tab: ScheduledTab) => boolean): Promise<void> {
    while (this.#waiting.length > 0) {
      const ready = this.#waiting.filter(({ isReady }) => isReady());
      const next = ready[Math.floor(this.draw() * ready.length)];
      if (!next) throw new Error('every tab waits for another');
      if (mayKill(next.tab)) {
        this.#kill(next.tab);
        continue;
      }
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      await this.#letGo(next.go);
    }
  }

  #kill(dead: ScheduledTab): void {
    for (const list of [this.#waiting, this.#held]) {
      for (let at = list.length - 1; at >= 0; at--) if (list[at]!.tab === dead) list.splice(at, 1);
    }
  }

  /** Let one tab compute until it waits again or is done. */
  async #letGo(go: () => void): Promise<void> {
    if (this.#running++ > 0) throw new Error('two tabs at a time');
    const stopped = new Promise<void>((stop) => (this.#onStop = stop));
    go();
    await stopped;
  }

  #stopped(): void {
    this.#running--;
    this.#onStop();
  }

  #wait(tab: ScheduledTab, isReady: () => boolean): Promise<void> {
    return new Promise((go) => {
      this.#waiting.push({ tab, isReady, go });
      this.#stopped();
    });
  }

  #isFree(name: string, mode: Mode): boolean {
    return this.#held.every((held) => held.name !== name || (mode === 'shared' && held.mode === 'shared'));
  }

  async #holding<T>(tab: ScheduledTab, name: string, mode: Mode, work: () => Promise<T>): Promise<T> {
    const held = { name, mode, tab };
    this.#held.push(held);
    try {
      return await work();
    } finally {
      this.#held.splice(this.#held.indexOf(held), 1);
    }
  }
}
