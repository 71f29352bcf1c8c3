import { getContext, setContext } from 'svelte';
import { call } from '$lib/api/client';
import { operatorMeGet, operatorSignOutPost, type OperatorMe } from '$lib/api/contracts/operator-session';

const KEY = Symbol('operator console');

/** Which operator uses this tab, and how far signing in has come. One a console, given by context. */
export class OperatorConsole {
  #me = $state.raw<OperatorMe>();
  #asked = $state(false);

  get me(): OperatorMe | undefined {
    return this.#me;
  }

  get asked(): boolean {
    return this.#asked;
  }

  /** Ask who is signed in. Never throws: where nobody is, the page asks for the password. */
  async refresh(): Promise<void> {
    this.#me = await call(operatorMeGet, {}).catch(() => undefined);
    this.#asked = true;
  }

  /** A step of signing in was taken. */
  enter(me: OperatorMe): void {
    this.#me = me;
  }

  async signOut(): Promise<void> {
    await call(operatorSignOutPost, {}).catch(() => undefined);
    this.#me = undefined;
  }
}

export const setConsole = (console: OperatorConsole): OperatorConsole => setContext(KEY, console);
export const getConsole = (): OperatorConsole => getContext<OperatorConsole>(KEY);
