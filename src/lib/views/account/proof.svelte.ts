import { getContext, setContext } from 'svelte';
import { ServiceError } from '$lib/model/service-errors';

const KEY = Symbol('proof');

/** Acts that ask for the password once more: the dialog opens when the service asks, and the act is made again after it. */
export class Proof {
  #waiting = $state.raw<{ readonly go: () => void; readonly stop: (why: unknown) => void }>();

  get isAsked(): boolean {
    return this.#waiting !== undefined;
  }

  /** Make an act; where the service wants a proof, ask for the password and make it again. @throws as the act; `proof-needed` where it was given up */
  async with<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof ServiceError && error.code === 'proof-needed')) throw error;
      await new Promise<void>((go, stop) => (this.#waiting = { go, stop: () => stop(error) }));
      return await act();
    }
  }

  given(): void {
    this.#waiting?.go();
    this.#waiting = undefined;
  }

  givenUp(): void {
    this.#waiting?.stop(undefined);
    this.#waiting = undefined;
  }
}

export const setProof = (proof: Proof): Proof => setContext(KEY, proof);
export const getProof = (): Proof => getContext<Proof>(KEY);
