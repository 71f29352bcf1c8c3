import type { KeptLogs } from '$lib/engine/protocol';
import { asMiningError, type MiningError } from '$lib/model/errors';
import type { KeptArea, VaultProgress, VaultState } from '$lib/model/vault';
import { Removals } from './removals.svelte';
import { readStored, writeStored } from './browser-storage';

/** A change is often followed by the next: the list is read again when none came for so long. */
const REST_MS = 120;
/** Garbage waits until the page has long been there. */
const GARBAGE_MS = 15_000;

/** The logs kept on this device, as the page sees them: the newest first, in step with other tabs. */
export class KeptAreas {
  #all = $state.raw<readonly KeptArea[]>();
  #state = $state.raw<VaultState>();
  #error = $state.raw<MiningError>();
  #backups = $state(0);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  #isStarted = false;
  #hasAskedToPersist = false;
  readonly removals: Removals;

  constructor(private readonly logs: KeptLogs) {
    this.removals = new Removals((areaId) => this.#remove(areaId));
  }

  /** Undefined until they are read. */
  get all(): readonly KeptArea[] | undefined {
    return this.#all;
  }
  /** What the vault is able to do; undefined until it is known. */
  get state(): VaultState | undefined {
    return this.#state;
  }
  /** A backup is being written or restored. */
  get isBackingUp(): boolean {
    return this.#backups > 0;
  }
  /** Why the list cannot be read. */
  get error(): MiningError | undefined {
    return this.#error;
  }

  /** Read the list and keep it in step for as long as it is shown; once the page is painted, for it starts the engine's worker. @returns stops */
  follow(): () => void {
    if (!this.#isStarted) {
      this.#isStarted = true;
      this.removals.start();
      setTimeout(() => whenIdle(() => void this.logs.collectGarbage().catch(() => {})), GARBAGE_MS);
    }
    void this.refresh();
    const stop = this.logs.onChange(() => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.refresh(), REST_MS);
    });
    return () => {
      stop();
      clearTimeout(this.#timer);
    };
  }

  /** Read the list anew. Never rejects: `error` tells. A late, old answer never replaces a newer one. */
  async refresh(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const state = await this.logs.state();
      const canRead = !state.locked && state.durability !== 'memory';
      const all = canRead ? await this.logs.areas() : [];
      if (asked !== this.#asked) return;
      this.#state = state;
      this.#all = all.toSorted((a, b) => (b.card?.importedUtcMs ?? 0) - (a.card?.importedUtcMs ?? 0));
      this.#error = undefined;
      if (canRead) remembered.count = all.length;
    } catch (why) {
      if (asked !== this.#asked) return;
      this.#all ??= [];
      this.#error = asMiningError(why);
    }
  }

  /** A log was kept for the first time: now it is worth asking the browser not to clear it away. */
  async keptOne(): Promise<void> {
    if (!this.#hasAskedToPersist) {
      this.#hasAskedToPersist = true;
      // absent in insecure contexts; a refusal is shown as the badge's state
      await navigator.storage?.persist?.().catch(() => false);
    }
    await this.refresh();
  }

  /** @throws MiningError */
  async rename(areaId: string, name: string): Promise<void> {
    const renamed = await this.logs.rename(areaId, name);
    this.#all = this.#all?.map((area) => (area.areaId === areaId ? renamed : area));
  }

  /** A kept log as one sealed file. @throws MiningError */
  async backup(areaId: string, passphrase: string, onProgress: (progress: VaultProgress) => void): Promise<Blob> {
    const file = await this.#backingUp(() => this.logs.exportBackup(areaId, passphrase, onProgress));
    void this.refresh();
    return file;
  }

  /** @throws MiningError */
  async restore(file: File, passphrase: string, onProgress: (progress: VaultProgress) => void): Promise<KeptArea> {
    const area = await this.#backingUp(() => this.logs.importBackup(file, passphrase, onProgress));
    await this.keptOne();
    return area;
  }

  async #backingUp<T>(job: () => Promise<T>): Promise<T> {
    this.#backups++;
    try {
      return await job();
    } finally {
      this.#backups--;
    }
  }

  async #remove(areaId: string): Promise<void> {
    await this.logs.remove(areaId);
    this.#all = this.#all?.filter((area) => area.areaId !== areaId);
    await this.refresh();
  }
}

const COUNT_KEY = 'kept';

/** How many logs there were when the list was last read, known before the first paint, so that the page leaves room for them. */
export const remembered = {
  get count(): number {
    const count = Number(readStored('localStorage', COUNT_KEY));
    return Number.isInteger(count) && count > 0 ? Math.min(count, 1000) : 0;
  },
  set count(count: number) {
    writeStored('localStorage', COUNT_KEY, count === 0 ? null : String(count));
  }
};

function whenIdle(job: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(job, { timeout: 5000 });
  else setTimeout(job, 500);
}
