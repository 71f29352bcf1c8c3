import { readStored, writeStored } from './browser-storage';

/** How long a removal can be taken back. */
export const UNDO_MS = 20_000;

const KEY = 'removals';
const TICK_MS = 500;

type DueTimes = Readonly<Record<string, number>>;

/**
 * Kept logs that are to be removed: each waits for `UNDO_MS`, and until then nothing of it is touched. What waits is remembered by its
 * meaningless id, so that it still goes, or can still be taken back, when the page was left meanwhile; all tabs see it.
 */
export class Removals {
  #due = $state.raw<DueTimes>({});
  #now = $state(Date.now());
  #timer: ReturnType<typeof setInterval> | undefined;
  #going = new Set<string>();

  /** @param remove removes a log for good */
  constructor(private readonly remove: (areaId: string) => Promise<void>) {
    this.#due = read();
  }

  waits(areaId: string): boolean {
    return areaId in this.#due;
  }

  /** Seconds in which it can still be taken back. */
  secondsLeft(areaId: string): number {
    return Math.max(0, Math.ceil(((this.#due[areaId] ?? 0) - this.#now) / 1000));
  }

  /** Remove a log, after the time to take that back. */
  add(areaId: string): void {
    this.#keep({ ...this.#due, [areaId]: Date.now() + UNDO_MS });
  }

  takeBack(areaId: string): void {
    this.#keep(without(this.#due, areaId));
  }

  /** From now on what is due goes: once, when the page stands. */
  start(): void {
    window.addEventListener('storage', ({ key }) => {
      if (key !== KEY) return;
      this.#due = read();
      this.#run();
    });
    this.#run();
  }

  #run(): void {
    const isIdle = Object.keys(this.#due).length === 0;
    if (isIdle) clearInterval(this.#timer);
    this.#timer = isIdle ? undefined : (this.#timer ?? setInterval(() => this.#tick(), TICK_MS));
  }

  #tick(): void {
    this.#now = Date.now();
    for (const [areaId, due] of Object.entries(this.#due)) {
      // the clock was set back: it waits no longer than any
      if (due - this.#now > UNDO_MS) this.#keep({ ...this.#due, [areaId]: this.#now + UNDO_MS });
      else if (due <= this.#now) void this.#removeNow(areaId);
    }
  }

  async #removeNow(areaId: string): Promise<void> {
    if (this.#going.has(areaId)) return;
    this.#going.add(areaId);
    // gone already, or it cannot be removed now: then it stands in the list again
    await this.remove(areaId).catch(() => {});
    this.#going.delete(areaId);
    this.#keep(without(this.#due, areaId));
  }

  #keep(due: DueTimes): void {
    this.#due = due;
    this.#now = Date.now();
    this.#run();
    writeStored('localStorage', KEY, Object.keys(due).length === 0 ? null : JSON.stringify(due));
  }
}

function without(due: DueTimes, areaId: string): DueTimes {
  return Object.fromEntries(Object.entries(due).filter(([id]) => id !== areaId));
}

function read(): DueTimes {
  try {
    const stored: unknown = JSON.parse(readStored('localStorage', KEY) ?? '{}');
    const entries = Object.entries(stored as object);
    return Object.fromEntries(entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
  } catch {
    return {};
  }
}
