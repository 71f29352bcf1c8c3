import { getContext, setContext } from 'svelte';
import { serverAnswers } from '$lib/sync/registration';

/** A tab that is looked at again does not ask more often. */
const ASK_MS = 60_000;

/** Whether our server can be reached. Given by context. Asked when there is a reason to, never by a clock. */
export class Online {
  #reachable = $state(typeof navigator === 'undefined' || navigator.onLine);
  #askedMs = -Infinity;

  get reachable(): boolean {
    return this.#reachable;
  }

  /** The browser has lost the network. */
  lost(): void {
    this.#reachable = false;
  }

  /** Ask the server. */
  async ask(): Promise<boolean> {
    this.#askedMs = performance.now();
    this.#reachable = await serverAnswers();
    return this.#reachable;
  }

  /** The tab is looked at again: ask if that was long ago, or if nobody answered. */
  async look(): Promise<void> {
    if (!this.#reachable || performance.now() - this.#askedMs > ASK_MS) await this.ask();
  }
}

const KEY = Symbol('online');

export function setOnline(online: Online): Online {
  return setContext(KEY, online);
}

export function getOnline(): Online {
  return getContext<Online>(KEY);
}
