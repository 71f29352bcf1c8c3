import { call } from '$lib/api/client';
import { policyEffects, policyGet, policyReplace, type PolicyEffects } from '$lib/api/contracts/policy';
import type { Policy } from '$lib/api/policy';
import { asServiceError, type ServiceError } from '$lib/model/service-errors';

/** while somebody types */
const WAIT_MS = 250;

/** The policy as it is saved, as it is being changed, and what saving would do. */
export class PolicyDesk {
  #saved = $state.raw<{ readonly version: number; readonly policy: Policy }>();
  #draft = $state.raw<Policy>();
  #effects = $state.raw<PolicyEffects>();
  #isBusy = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  error = $state.raw<ServiceError>();

  /** What is shown; undefined until it was read. */
  get draft(): Policy | undefined {
    return this.#draft;
  }
  /** What saving would do; undefined while it is asked for, and where nothing is changed. */
  get effects(): PolicyEffects | undefined {
    return this.#effects;
  }
  get isBusy(): boolean {
    return this.#isBusy;
  }
  get isChanged(): boolean {
    return JSON.stringify(this.#draft) !== JSON.stringify(this.#saved?.policy);
  }

  async read(): Promise<void> {
    this.error = undefined;
    try {
      this.#take(await call(policyGet, {}));
    } catch (why) {
      this.error = asServiceError(why);
    }
  }

  /** Change a part of it; what that would do is asked once the hands rest. */
  change(part: Partial<Policy>): void {
    if (!this.#draft) return;
    this.#draft = { ...this.#draft, ...part };
    this.#effects = undefined;
    clearTimeout(this.#timer);
    if (this.isChanged) this.#timer = setTimeout(() => void this.#look(), WAIT_MS);
  }

  undo(): void {
    this.error = undefined;
    if (this.#saved) this.#take(this.#saved);
  }

  /** @returns whether it was saved */
  async save(): Promise<boolean> {
    const [saved, policy] = [this.#saved, this.#draft];
    if (!saved || !policy) return false;
    this.#isBusy = true;
    this.error = undefined;
    try {
      this.#take(await call(policyReplace, { body: { version: saved.version, policy } }));
      return true;
    } catch (why) {
      this.error = asServiceError(why);
      return false;
    } finally {
      this.#isBusy = false;
    }
  }

  #take(saved: { readonly version: number; readonly policy: Policy }): void {
    clearTimeout(this.#timer);
    this.#saved = saved;
    this.#draft = saved.policy;
    this.#effects = undefined;
  }

  async #look(): Promise<void> {
    const policy = this.#draft;
    if (!policy) return;
    try {
      const effects = await call(policyEffects, { body: { policy } });
      if (policy === this.#draft) this.#effects = effects;
    } catch (why) {
      // a figure out of its range is said beside its field
      const error = asServiceError(why);
      if (policy === this.#draft && error.code !== 'bad-request') this.error = error;
    }
  }
}
