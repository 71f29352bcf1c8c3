/** Minutes without an act after which the app locks itself; 0 = never. */
export const IDLE_MINUTES = [0, 5, 15, 30, 60] as const;
export type IdleMinutes = (typeof IDLE_MINUTES)[number];

export interface LockChoices {
  readonly idleMinutes: IdleMinutes;
  /** lock when no tab of the app is to be seen any more */
  readonly lockOnHide: boolean;
}

/** What the tabs tell one another: that the user acts in one, or that one went out of sight (which one in sight answers). */
export type WatchMessage = 'active' | 'hidden';

/** The world of a watch: the browser's, or a test's. */
export interface WatchEnvironment {
  /** UTC ms: tabs compare theirs */
  now(): number;
  /** @returns cancels it */
  after(ms: number, run: () => void): () => void;
  tell(message: WatchMessage): void;
  /** Until no tab imports or saves. */
  whenFree(): Promise<void>;
}

const MINUTE_MS = 60_000;
/** Acts are told to the other tabs no more often. */
const TELL_MS = 10_000;
/** How long another tab has to say that it is in sight: one that was just opened has yet to load. */
const HIDE_MS = 5000;

/**
 * Decides when the app locks by itself. One timer, set for the moment at which it would be time; an act only notes when it was. An act in any tab
 * counts for all. While a file is imported or a log saved, in any tab, it waits: locking would end the job.
 */
export class IdleWatch {
  #lastMs = 0;
  #toldMs = -Infinity;
  #isInSight = true;
  /** since when no tab is known to be in sight */
  #hiddenMs: number | null = null;
  #isWaiting = false;
  #running = false;
  #cancelIdle = (): void => {};
  #cancelHide = (): void => {};

  /** @param choices read whenever they count: another tab may change them */
  constructor(
    private readonly choices: () => LockChoices,
    private readonly environment: WatchEnvironment,
    private readonly lock: () => void
  ) {}

  /** Begin, or begin anew, as if the user had just acted: at the start, after unlocking, and when the choices have changed. */
  start(): void {
    this.stop();
    this.#running = true;
    this.#lastMs = this.environment.now();
    this.#arm();
    // the tab that one came from went out of sight while this one was loading
    if (this.#isInSight && this.choices().lockOnHide) this.environment.tell('active');
  }

  /** While it is locked there is nothing to watch. */
  stop(): void {
    this.#running = false;
    this.#cancelIdle();
    this.#cancelHide();
  }

  /** The user has acted in this tab. Cheap: called for every movement of the pointer. */
  active(): void {
    if (!this.#running || this.#idleMs === 0) return;
    const now = this.environment.now();
    // a machine that slept wakes up with an act, before its timers
    if (this.#isIdle(now) && !this.#isWaiting) return void this.#lockWhenFree();
    this.#lastMs = now;
    if (now - this.#toldMs < TELL_MS && now >= this.#toldMs) return;
    this.#toldMs = now;
    this.environment.tell('active');
  }

  /** The tab went out of sight. */
  hidden(): void {
    this.#isInSight = false;
    if (!this.#running || !this.choices().lockOnHide) return;
    this.#hiddenMs = this.environment.now();
    this.environment.tell('hidden');
    this.#cancelHide = this.environment.after(HIDE_MS, () => void this.#lockWhenFree());
  }

  /** The tab is in sight again. */
  visible(): void {
    this.#isInSight = true;
    this.#cancelHide();
    const isDue = this.#isHidden();
    this.#hiddenMs = null;
    if (!this.#running) return;
    // a tab that the browser had put to sleep could not lock itself
    if (isDue && !this.#isWaiting) return this.lock();
    this.environment.tell('active');
    this.active();
  }

  /** What another tab has told. */
  hear(message: WatchMessage): void {
    if (!this.#running) return;
    if (message === 'hidden') {
      if (this.#isInSight) this.environment.tell('active');
      return;
    }
    // it may act until it tells of it again
    this.#lastMs = Math.max(this.#lastMs, this.environment.now() + TELL_MS);
    this.#cancelHide();
    this.#hiddenMs = null;
  }

  get #idleMs(): number {
    return this.choices().idleMinutes * MINUTE_MS;
  }

  #isIdle(now: number): boolean {
    // a clock that was set back must not keep it open for a year
    if (now < this.#lastMs - TELL_MS) this.#lastMs = now;
    return this.#idleMs > 0 && now - this.#lastMs >= this.#idleMs;
  }

  #isHidden(): boolean {
    return this.#hiddenMs !== null && this.choices().lockOnHide && this.environment.now() - this.#hiddenMs >= HIDE_MS;
  }

  #arm(): void {
    this.#cancelIdle();
    if (this.#idleMs === 0) return;
    const now = this.environment.now();
    if (this.#isIdle(now)) return void this.#lockWhenFree();
    this.#cancelIdle = this.environment.after(this.#lastMs + this.#idleMs - now, () => this.#arm());
  }

  async #lockWhenFree(): Promise<void> {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    await this.environment.whenFree();
    this.#isWaiting = false;
    if (!this.#running) return;
    if (this.#isHidden() || this.#isIdle(this.environment.now())) this.lock();
    else this.#arm();
  }
}
