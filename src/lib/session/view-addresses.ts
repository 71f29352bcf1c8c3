import { opaqueId } from './opaque-id';
import type { ViewState } from './view-state';

const KEPT = 500;

/**
 * The view states of a log by opaque ids, so that an address can stand for one without saying anything of the log. In memory only; the
 * oldest beyond 500 are forgotten.
 */
export class ViewAddresses {
  #byId = new Map<string, ViewState>();
  #idOf = new WeakMap<ViewState, string>();

  /** The id of a state: always the same one of the same object. */
  idOf(state: ViewState): string {
    let id = this.#idOf.get(state);
    if (id === undefined || !this.#byId.has(id)) {
      id ??= opaqueId();
      this.#idOf.set(state, id);
      this.#byId.set(id, state);
      if (this.#byId.size > KEPT) this.#byId.delete(this.#byId.keys().next().value!);
    }
    return id;
  }

  /** The state that an id stands for; undefined where it stands for none of this log. */
  at(id: string): ViewState | undefined {
    return this.#byId.get(id);
  }
}
