import { getContext, setContext } from 'svelte';

/** A short message that goes away by itself; `act` stays reachable while it shows. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly act?: { readonly label: string; readonly run: () => void };
}

const SHOWN_MS = 6000;

/** Messages at the bottom of the window, which screen readers say. Given by context. */
export class Toasts {
  #shown = $state.raw<readonly Toast[]>([]);
  #count = 0;

  get shown(): readonly Toast[] {
    return this.#shown;
  }

  say(text: string, act?: Toast['act']): void {
    const toast: Toast = { id: ++this.#count, text, ...(act && { act }) };
    this.#shown = [...this.#shown.slice(-2), toast];
    // one with an act stays until it is closed: time limits exclude slow readers (WCAG 2.2.1)
    if (!act) setTimeout(() => this.close(toast.id), SHOWN_MS);
  }

  close(id: number): void {
    this.#shown = this.#shown.filter((toast) => toast.id !== id);
  }
}

const KEY = Symbol('toasts');

export function setToasts(toasts: Toasts): Toasts {
  return setContext(KEY, toasts);
}

export function getToasts(): Toasts {
  return getContext<Toasts>(KEY);
}
