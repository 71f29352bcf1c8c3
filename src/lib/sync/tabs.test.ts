import { expect, test } from 'vitest';
import { openTab, versionsInUse, type TabLocks } from './tabs';

/** Locks as browsers have them, as far as they are asked: exclusive ones, and shared ones that wait for them. */
class MemoryLocks {
  readonly held = new Map<string, Promise<unknown>>();

  request = async (name: string, ...rest: unknown[]): Promise<void> => {
    const work = rest.at(-1) as () => Promise<unknown> | undefined;
    while (this.held.has(name)) await this.held.get(name);
    const done = Promise.resolve(work());
    if (rest.length === 1) this.held.set(name, done);
    await done;
    this.held.delete(name);
  };
  query = (): Promise<LockManagerSnapshot> =>
    Promise.resolve({ held: [...this.held.keys()].map((name) => ({ name })), pending: [] });
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('tabs know of one another, by version, and when one is gone', async () => {
  const locks = new MemoryLocks();
  let leave = (): void => {};
  let comeBack = (): void => {};
  const first = openTab(locks, '1', 'a', () => {});
  openTab(locks, '2', 'b', (go, back) => ([leave, comeBack] = [go, back]));
  void locks.request('kiseki-vault-objects', () => new Promise(() => {}));
  await settle();
  expect(await first.others()).toEqual(['kiseki-tab 2 b']);
  expect([...(await versionsInUse(locks as unknown as TabLocks))].sort()).toEqual(['1', '2']);

  let isGone = false;
  void first.whenGone('kiseki-tab 2 b').then(() => (isGone = true));
  await settle();
  expect(isGone).toBe(false);
  leave();
  await settle();
  expect(isGone).toBe(true);
  expect(await first.others()).toEqual([]);

  // kept by the browser for going back to, and gone back to
  comeBack();
  await settle();
  expect(await first.others()).toEqual(['kiseki-tab 2 b']);
  leave();
  await settle();
  expect(await first.others()).toEqual([]);
});
