import { MiningError } from '$lib/model/errors';
import type { Calls } from './memory-disk.fixture';

/**
 * What happens at the k-th call: it fails once; it and all after it fail; it fails although it has done what it was asked; the tab dies in
 * the middle of it; the tab dies when it is done. A dead tab's every further call throws and does nothing.
 */
export const FAULTS = ['once', 'for-good', 'late', 'crash-during', 'crash-after'] as const;
export type Fault = (typeof FAULTS)[number];

export const isCrash = (fault: Fault): boolean => fault.startsWith('crash');

/** Calls to a tab's places, counted once it is armed, of which one strikes. */
export class FaultyCalls implements Calls {
  #at = Infinity;
  #fault: Fault = 'once';
  #isDead = false;
  #count = 0;
  /** what the calls were, for a test that fails */
  readonly names: string[] = [];

  /** Count from now on; let the call `at` (from 1) be struck. */
  arm(at: number, fault: Fault): void {
    this.#at = at;
    this.#fault = fault;
    this.#count = 0;
  }

  /** No more faults; the dead stay dead. */
  heal(): void {
    this.#at = Infinity;
  }

  get hasStruck(): boolean {
    return this.#count >= this.#at;
  }

  now<T>(what: string, effect: () => T, partly: () => void = () => undefined): T {
    if (this.#isDead) throw new Error(`${what} in a dead tab`);
    this.#count++;
    this.names.push(what);
    if (this.#count < this.#at || (this.#count > this.#at && this.#fault !== 'for-good')) return effect();
    if (this.#fault === 'late' || this.#fault === 'crash-after') effect();
    if (this.#fault === 'crash-during') partly();
    this.#isDead = isCrash(this.#fault);
    throw new MiningError('vault-write-failed', { why: `call ${this.#count}, ${what}: ${this.#fault}` });
  }

  async later<T>(what: string, effect: () => T): Promise<T> {
    return this.now(what, effect);
  }
}
