import { getContext, setContext } from 'svelte';
import { call } from '$lib/api/client';
import { meGet, type Me } from '$lib/api/contracts/me';
import { serviceGet } from '$lib/api/contracts/service';
import { ServiceError } from '$lib/model/service-errors';

const KEY = Symbol('account');

/** Who uses this tab: nobody known yet, a guest, or somebody signed in. One a tab, given by context. */
export class Account {
  #me = $state.raw<Me>();
  #service = $state.raw<{ readonly version: string; readonly guests: boolean; readonly needsSetUp: boolean }>();
  #asked = $state(false);

  /** Who is signed in; undefined for a guest, and until it was asked. */
  get me(): Me | undefined {
    return this.#me;
  }

  /** What the service offers; undefined until it was asked, and where it cannot be reached. */
  get service(): { readonly version: string; readonly guests: boolean; readonly needsSetUp: boolean } | undefined {
    return this.#service;
  }

  /** Whether the service has answered, or could not be reached. */
  get asked(): boolean {
    return this.#asked;
  }

  /** Ask anew who is signed in. Never throws: without a service one is a guest. */
  async refresh(): Promise<void> {
    try {
      this.#service = await call(serviceGet, {});
      this.#me = await call(meGet, {}).catch((error: unknown) => {
        if (error instanceof ServiceError && error.code !== 'offline') return undefined;
        throw error;
      });
    } catch {
      this.#service = undefined;
    } finally {
      this.#asked = true;
    }
  }
}

export function setAccount(account: Account): Account {
  return setContext(KEY, account);
}

export function getAccount(): Account {
  return getContext<Account>(KEY);
}
