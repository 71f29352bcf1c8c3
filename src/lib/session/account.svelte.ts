import { getContext, setContext } from 'svelte';
import { call, refusals } from '$lib/api/client';
import { signOutPost } from '$lib/api/contracts/login';
import { meGet, type Me } from '$lib/api/contracts/me';
import { serviceGet, type ServiceFacts } from '$lib/api/contracts/service';
import { ServiceError } from '$lib/model/service-errors';

const KEY = Symbol('account');
const CHANNEL = 'kiseki-account';

/** Who uses this tab: nobody known yet, a guest, or somebody signed in. One a tab, given by context; all tabs follow one another. */
export class Account {
  #me = $state.raw<Me>();
  #service = $state.raw<ServiceFacts>();
  #asked = $state(false);
  #hasEnded = $state(false);
  #asking = 0;
  readonly #tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(CHANNEL);

  /** Who is signed in, as far as the sign-in has come (`stage`); undefined for a guest, and until it was asked. */
  get me(): Me | undefined {
    return this.#me;
  }

  /** What the service offers; undefined until it was asked, and where it cannot be reached. */
  get service(): ServiceFacts | undefined {
    return this.#service;
  }

  /** Whether the service has answered, or could not be reached. */
  get asked(): boolean {
    return this.#asked;
  }

  /** The session has run out or was ended elsewhere; the open log is still here. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Ask anew who is signed in. Never throws: without a service one is a guest. */
  async refresh(): Promise<void> {
    const asking = ++this.#asking;
    try {
      const service = await call(serviceGet, {});
      const me = service.signedIn ? await this.#askMe() : undefined;
      if (asking !== this.#asking) return;
      this.#service = service;
      this.#me = me;
      if (me) this.#hasEnded = false;
    } catch {
      if (asking === this.#asking) this.#service = undefined;
    } finally {
      this.#asked = true;
    }
  }

  async #askMe(): Promise<Me | undefined> {
    try {
      return await call(meGet, {});
    } catch (error) {
      if (error instanceof ServiceError && error.code !== 'offline') return undefined;
      throw error;
    }
  }

  /** Signing in has come further, or the profile was changed: here and in all tabs. */
  async changed(): Promise<void> {
    await this.refresh();
    this.#tabs?.postMessage('changed');
  }

  /** Sign out, or out of all devices. @throws ServiceError where the service could not be told */
  async signOut(everywhere = false): Promise<void> {
    try {
      await call(signOutPost, { body: { everywhere } });
    } catch (error) {
      if (!(error instanceof ServiceError && error.code === 'sign-in-needed')) throw error;
    }
    this.#me = undefined;
    this.#hasEnded = false;
    await this.changed();
  }

  /** The user has seen that the session ended. */
  acknowledgeEnd(): void {
    this.#hasEnded = false;
  }

  /** Ask who is signed in, follow other tabs, and notice a session that has ended. @returns what ends it */
  watch(): () => void {
    const follow = (): void => void this.refresh();
    const ended = (): void => {
      if (!this.#me) return;
      this.#hasEnded = this.#me.stage === 'active';
      this.#me = undefined;
    };
    this.#tabs?.addEventListener('message', follow);
    refusals.addEventListener('sign-in-needed', ended);
    void this.refresh();
    return () => {
      this.#tabs?.removeEventListener('message', follow);
      refusals.removeEventListener('sign-in-needed', ended);
    };
  }
}

export function setAccount(account: Account): Account {
  return setContext(KEY, account);
}

export function getAccount(): Account {
  return getContext<Account>(KEY);
}
