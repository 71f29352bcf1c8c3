import type { VaultLocks } from './storage';

type Mode = 'exclusive' | 'shared';

/** Locks as the Web Locks API gives them, between vaults of one test: first come, first served, shared ones together. */
export class MemoryLocks implements VaultLocks {
  readonly #held = new Map<string, Mode[]>();
  readonly #waiting = new Map<string, { readonly mode: Mode; readonly go: () => void }[]>();

  async hold<T>(name: string, mode: Mode, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((go) => {
      this.#queue(name).push({ mode, go });
      this.#serve(name);
    });
    return this.#release(name, mode, work);
  }

  async holdIfFree<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
    if (this.isHeld(name) || this.#queue(name).length > 0) return undefined;
    this.#held.set(name, ['exclusive']);
    return this.#release(name, 'exclusive', work);
  }

  isHeld(name: string): boolean {
    return (this.#held.get(name)?.length ?? 0) > 0;
  }

  async #release<T>(name: string, mode: Mode, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      const held = this.#held.get(name)!;
      held.splice(held.indexOf(mode), 1);
      this.#serve(name);
    }
  }

  #queue(name: string): { readonly mode: Mode; readonly go: () => void }[] {
    let queue = this.#waiting.get(name);
    if (!queue) this.#waiting.set(name, (queue = []));
    return queue;
  }

  #serve(name: string): void {
    const queue = this.#queue(name);
    const held = this.#held.get(name) ?? [];
    this.#held.set(name, held);
    while (queue.length > 0 && (held.length === 0 || (queue[0]!.mode === 'shared' && held.every((mode) => mode === 'shared')))) {
      const { mode, go } = queue.shift()!;
      held.push(mode);
      go();
    }
  }
}
