import { ServiceError } from '$lib/model/service-errors';

/** One act that asks the service: under way, refused, or done. A form has one, so that nothing is sent twice. */
export class Attempt {
  #busy = $state(false);
  #error = $state.raw<ServiceError>();

  get busy(): boolean {
    return this.#busy;
  }

  get error(): ServiceError | undefined {
    return this.#error;
  }

  clear(): void {
    this.#error = undefined;
  }

  /** @returns whether it was done; what was refused stands in `error` */
  async make(act: () => Promise<unknown>): Promise<boolean> {
    if (this.#busy) return false;
    this.#busy = true;
    this.#error = undefined;
    try {
      await act();
      return true;
    } catch (error) {
      this.#error = error instanceof ServiceError ? error : new ServiceError('internal');
      return false;
    } finally {
      this.#busy = false;
    }
  }
}
