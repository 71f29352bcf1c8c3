import { getContext, setContext } from 'svelte';
import { askWorker, onWaiting, registerServiceWorker } from '$lib/sync/registration';
import type { Tab } from '$lib/sync/tabs';

/** What is under way that a restart would end. */
export type Job = 'import' | 'save';

/** Why a new version has to wait. */
export type UpdateWait = Job | 'tabs';

/** Whether the app starts without a network: not known yet, files being stored, yes, or not in this browser. */
export type OfflineState = 'unknown' | 'storing' | 'ready' | 'unavailable';

/** The server is asked for a new version no more often. */
const LOOK_MS = 3_600_000;
/** A page that draws nothing for long has no pauses that the browser would tell of. */
const IDLE_MS = 2000;
/** One tab at a time fetches what can wait. */
const FETCHING = 'kiseki-fetch';

/**
 * The service worker, as the page sees it: registered once the page is at rest; a new version waits until the user lets it in, which is
 * offered when nothing runs here and no other tab is open. Given by context. What is stored: [Note: What is kept offline] in
 * `sync/asset-cache.ts`.
 */
export class AppUpdate {
  #offline = $state<OfflineState>('unknown');
  #waiting = $state.raw<ServiceWorker>();
  #others = $state(0);
  #isTaking = $state(false);
  #registration: ServiceWorkerRegistration | undefined;
  #lookedMs = 0;
  #isStarted = false;
  #isCounting = false;

  /**
   * @param job read reactively
   * @param tab this tab among the others; undefined where the browser has no locks
   */
  constructor(
    readonly job: () => Job | null,
    private readonly tab: Tab | undefined
  ) {}

  get offline(): OfflineState {
    return this.#offline;
  }
  /** A new version is stored and waits. */
  get isReady(): boolean {
    return this.#waiting !== undefined;
  }
  /** What it waits for; null when it may take over. */
  get waitsFor(): UpdateWait | null {
    return this.job() ?? (this.#others > 0 ? 'tabs' : null);
  }
  /** Other tabs of the app that are open. */
  get otherTabs(): number {
    return this.#others;
  }
  /** It is taking over: the page is about to start anew. */
  get isTaking(): boolean {
    return this.#isTaking;
  }

  /** Register the service worker. Call when the page is at rest; the second call does nothing. */
  async start(): Promise<void> {
    if (this.#isStarted) return;
    this.#isStarted = true;
    const registration = (this.#registration = await registerServiceWorker());
    if (!registration) {
      this.#offline = 'unavailable';
      return;
    }
    this.#lookedMs = performance.now();
    this.#offline = registration.active ? 'ready' : 'storing';
    onWaiting(registration, (waiting) => {
      this.#waiting = waiting;
      void this.#countTabs();
    });
    const { active } = await navigator.serviceWorker.ready;
    this.#offline = 'ready';
    if (active)
      await navigator.locks?.request(FETCHING, { ifAvailable: true }, (turn) => (turn ? this.#fetchRest(active) : null));
  }

  /** The tab is looked at again, or the network is back: is there a new version, and are the other tabs still there? */
  async look(): Promise<void> {
    if (this.#waiting) await this.#countTabs();
    if (!this.#registration || performance.now() - this.#lookedMs < LOOK_MS) return;
    this.#lookedMs = performance.now();
    // no network is no failure
    await this.#registration.update().catch(() => {});
  }

  /** Let the new version take over: the page starts anew with it. Nothing happens while it has to wait. */
  async takeOver(): Promise<void> {
    await this.#countTabs();
    const waiting = this.#waiting;
    if (!waiting || this.waitsFor !== null || this.#isTaking) return;
    this.#isTaking = true;
    const restart = (): void => location.reload();
    navigator.serviceWorker.addEventListener('controllerchange', restart, { once: true });
    if (await askWorker(waiting, { kind: 'take-over' })) return;
    // a tab was opened meanwhile
    navigator.serviceWorker.removeEventListener('controllerchange', restart);
    this.#isTaking = false;
    await this.#countTabs();
  }

  /** Files that the page has not needed yet, one by one, in the pauses. */
  async #fetchRest(active: ServiceWorker): Promise<void> {
    const { connection } = navigator as { connection?: { saveData?: boolean } };
    if (connection?.saveData) return;
    do {
      await idle();
      await until(() => this.job() === null);
    } while (await askWorker(active, { kind: 'fetch-next' }));
  }

  /** Count the other tabs, and count again when one of them goes: its lock says so, no clock is needed. */
  async #countTabs(): Promise<void> {
    const { tab } = this;
    const others = (await tab?.others().catch(() => [])) ?? [];
    this.#others = others.length;
    const [one] = others;
    if (!tab || one === undefined || this.#isCounting) return;
    this.#isCounting = true;
    void tab
      .whenGone(one)
      .catch(() => {})
      .then(() => {
        this.#isCounting = false;
        return this.#countTabs();
      });
  }
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: IDLE_MS });
    else setTimeout(resolve, 200);
  });
}

/** @param condition read reactively */
function until(condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = $effect.root(() => {
      $effect(() => {
        if (!condition()) return;
        resolve();
        queueMicrotask(() => stop());
      });
    });
  });
}

const KEY = Symbol('app-update');

export function setAppUpdate(update: AppUpdate): AppUpdate {
  return setContext(KEY, update);
}

export function getAppUpdate(): AppUpdate {
  return getContext<AppUpdate>(KEY);
}
