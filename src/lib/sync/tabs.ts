/**
 * Which tabs of the app are open, and of what version, by Web Locks: each tab holds one of its own name for as long as it lives. A killed
 * tab's lock is given back by the browser, so nobody counts, and nobody waits by a timer.
 */

const PREFIX = 'kiseki-tab';
/** a tab's lock: prefix, version, an id of its own */
const NAME = new RegExp(`^${PREFIX} (\\S+) \\S+$`);

/** The part of `navigator.locks` that is used here. */
export type TabLocks = Pick<LockManager, 'request' | 'query'>;

/** This tab's mark. */
export interface Tab {
  /** What the other tabs hold now. */
  others(): Promise<readonly string[]>;
  /** Until one of those that `others` named is gone. */
  whenGone(name: string): Promise<void>;
}

async function heldBy(locks: TabLocks): Promise<string[]> {
  const { held = [] } = await locks.query();
  return held.map(({ name }) => name ?? '').filter((name) => NAME.test(name));
}

/**
 * Be counted as an open tab.
 *
 * @param version of the program that the tab runs, without blanks
 * @param id of this tab alone
 * @param whenLeft called with what lets go of the mark, and with what takes it again. A page that holds a lock cannot be kept by the browser for
 *   going back to, and then it would be loaded anew, its logs gone: it lets go when it is left and takes the mark again when it is back.
 */
export function openTab(
  locks: TabLocks,
  version: string,
  id: string,
  whenLeft: (leave: () => void, comeBack: () => void) => void
): Tab {
  const own = `${PREFIX} ${version} ${id}`;
  let leave = (): void => {};
  const hold = (): void => {
    const left = new Promise<void>((resolve) => (leave = resolve));
    // refused where the browser refuses storage: then this tab is not counted
    locks.request(own, () => left).catch(() => {});
  };
  hold();
  whenLeft(() => leave(), hold);
  return {
    others: async () => (await heldBy(locks)).filter((name) => name !== own),
    whenGone: async (name) => {
      await locks.request(name, { mode: 'shared' }, () => {});
    }
  };
}

/** The versions that open tabs run. */
export async function versionsInUse(locks: TabLocks): Promise<ReadonlySet<string>> {
  return new Set((await heldBy(locks)).map((name) => NAME.exec(name)![1]!));
}
