import { call } from '$lib/api/client';
import { deviceObjects, devicePut, type DeviceObject } from '$lib/api/contracts/devices';
import { ServiceError } from '$lib/model/service-errors';

/** How the service is reached; a test brings its own. */
export interface ReportPorts {
  readonly ask?: (address: string, init: RequestInit) => Promise<Response>;
  /** Call `again` when it is worth trying again (the browser came online, a while has passed). @returns stops waiting */
  readonly onRetry: (again: () => void) => () => void;
}

/**
 * Tells the service which sealed objects lie on this device: ids and sizes, the whole list whenever it has changed. What cannot be told
 * now (offline) is told later; only the newest list is ever sent, one at a time.
 */
export class DeviceReport {
  #wanted: readonly DeviceObject[] | undefined;
  #told: string | undefined;
  #isTelling = false;
  #isEnded = false;
  #stopWaiting: (() => void) | undefined;
  #registered: Promise<boolean> | undefined;

  /** @param platform the browser in a few words, with which it is registered */
  constructor(
    readonly deviceId: string,
    readonly platform: string,
    private readonly ports: ReportPorts
  ) {}

  /** Make the device known, so that acts are told to be from it. Never rejects. @returns whether it is */
  register(): Promise<boolean> {
    return (this.#registered = this.#register());
  }

  async #register(): Promise<boolean> {
    try {
      await call(devicePut, { params: { deviceId: this.deviceId }, body: { platform: this.platform } }, this.ports.ask);
      return true;
    } catch {
      return false;
    }
  }

  /** This is what lies here now. */
  say(objects: readonly DeviceObject[]): void {
    this.#wanted = objects;
    if (!this.#isTelling && !this.#stopWaiting) void this.#tell();
  }

  /** Nobody is signed in any more: what was not told is not. */
  end(): void {
    this.#isEnded = true;
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
  }

  async #tell(): Promise<void> {
    this.#isTelling = true;
    try {
      while (!this.#isEnded && this.#wanted) {
        const objects = [...this.#wanted];
        const text = JSON.stringify(objects);
        if (text === this.#told) return;
        await this.#send(objects);
        this.#told = text;
      }
    } catch (why) {
      // what the service refuses is not made better by sending it again
      const isPassing =
        why instanceof ServiceError && ['offline', 'unavailable', 'too-many-requests', 'internal'].includes(why.code);
      if (isPassing && !this.#isEnded) this.#wait();
    } finally {
      this.#isTelling = false;
    }
  }

  async #send(objects: DeviceObject[]): Promise<void> {
    const put = () => call(deviceObjects, { params: { deviceId: this.deviceId }, body: { objects } }, this.ports.ask);
    await this.#registered;
    try {
      await put();
    } catch (why) {
      // never registered, or removed from the account's list meanwhile
      if (!(why instanceof ServiceError) || why.code !== 'not-found') throw why;
      if (!(await this.register())) throw new ServiceError('offline');
      await put();
    }
  }

  #wait(): void {
    this.#stopWaiting = this.ports.onRetry(() => {
      this.#stopWaiting?.();
      this.#stopWaiting = undefined;
      if (!this.#isEnded) void this.#tell();
    });
  }
}
