import { getContext, setContext } from 'svelte';
import type { KeptLogs } from '$lib/engine/protocol';
import { IdleWatch, type WatchMessage } from './idle-watch';
import type { Settings } from './settings.svelte';

type LockMessage = WatchMessage | 'locked' | 'unlocked';

/** What is locked with the screen: the vault's keys and the open logs. */
type Lockable = Pick<KeptLogs, 'state' | 'lock' | 'unlock' | 'onChange'>;

const CHANNEL = 'kiseki-lock';
/** how long the keys stay, at the most, for what is being written */
const WRITE_MS = 10_000;
/** held, shared, by every tab that imports or saves */
const JOB = 'kiseki-job';

/** Until no tab has a job under way (`holdJob`). */
async function whenFree(): Promise<void> {
  await navigator.locks?.request(JOB, () => {});
}

/**
 * The screen of every tab, locked and unlocked together: by the user, or by `IdleWatch`. The lock page is there at once; what was being
 * written to the vault is written to its end, then everything that is open goes, and the keys with it. What is kept opens again, what is
 * not is gone. That it is locked is remembered: a tab that is opened then is locked too. A guest unlocks without being asked for anything;
 * the lock page says so.
 */
export class ScreenLock {
  #locked = $state(false);
  /** what was wanted last: it is so at once, or as soon as the vault has unlocked */
  #wanted = false;
  /** counts what was wanted: a locking that took its time does not undo a later unlocking */
  #turn = 0;
  readonly #watch: IdleWatch;
  readonly #channel = new BroadcastChannel(CHANNEL);

  /** @param letGo end the import that runs, write what is unwritten, close what is open; never rejects */
  constructor(
    private readonly vault: Lockable,
    private readonly settings: Settings,
    private readonly letGo: () => Promise<void>
  ) {
    this.#watch = new IdleWatch(
      () => settings,
      {
        now: () => Date.now(),
        after: (ms, run) => {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
        tell: (message) => this.#tell(message),
        whenFree
      },
      () => void this.lock()
    );
    this.#channel.onmessage = ({ data }: MessageEvent<LockMessage>) => this.#hear(data);
    vault.onChange((areaId) => {
      if (areaId === null) void this.#follow();
    });
    if (settings.isLocked) void this.#enter();
    else this.#watch.start();
  }

  get locked(): boolean {
    return this.#locked;
  }

  /** What the frame tells of the user and the tab. */
  get watch(): IdleWatch {
    return this.#watch;
  }

  /** Lock this tab and all others, at once, whatever they are doing. */
  async lock(): Promise<void> {
    if (this.#wanted) return;
    this.settings.isLocked = true;
    this.#tell('locked');
    await this.#enter();
  }

  async unlock(): Promise<void> {
    this.settings.isLocked = false;
    this.#tell('unlocked');
    await this.#leave();
  }

  /** The choices were changed, here or in another tab. */
  choicesChanged(): void {
    if (!this.#locked) this.#watch.start();
  }

  /** A job is under way until the returned function is called: no tab locks itself before. */
  holdJob(): () => void {
    let end = (): void => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    navigator.locks?.request(JOB, { mode: 'shared' }, () => ended).catch(() => {});
    return end;
  }

  #tell(message: LockMessage): void {
    this.#channel.postMessage(message);
  }

  #hear(message: LockMessage): void {
    if (message === 'locked') void this.#enter();
    else if (message === 'unlocked') void this.#leave();
    else this.#watch.hear(message);
  }

  /** Another tab's engine has locked: this one's has lost its keys with it. */
  async #follow(): Promise<void> {
    if (!this.#locked && (await this.vault.state()).locked) await this.#enter();
  }

  async #enter(): Promise<void> {
    if (this.#wanted) return;
    this.#wanted = this.#locked = true;
    const turn = ++this.#turn;
    this.#watch.stop();
    // the keys go in every tab at once: what another tab has unwritten is a job of its own
    await Promise.race([this.letGo().then(whenFree), new Promise((resolve) => setTimeout(resolve, WRITE_MS))]);
    // unlocked again before it was done: the keys have stayed
    if (turn === this.#turn) await this.vault.lock();
  }

  async #leave(): Promise<void> {
    if (!this.#wanted) return;
    this.#wanted = false;
    const turn = ++this.#turn;
    // where the browser refuses a vault there is nothing to unlock; the list of kept logs says why
    await this.vault.unlock(null).catch(() => {});
    if (turn !== this.#turn) return;
    this.#locked = false;
    this.#watch.start();
  }
}

const KEY = Symbol('screen-lock');

export function setScreenLock(lock: ScreenLock): ScreenLock {
  return setContext(KEY, lock);
}

export function getScreenLock(): ScreenLock {
  return getContext<ScreenLock>(KEY);
}
