import { expose } from 'comlink';

/** The workers that were started, newest last. */
export const started: ScriptedWorker[] = [];

/** What the workers of each name answer. */
export const scripts = new Map<string, object>();

/**
 * A browser's `Worker` for tests in Node: messages pass through a real channel (structured clone, transfer), the other end answers with
 * the script of its name.
 */
export class ScriptedWorker extends EventTarget {
  readonly name: string;
  isEnded = false;
  readonly #near: MessagePort;
  readonly #far: MessagePort;

  constructor(_url: unknown, { name }: { name: string }) {
    super();
    this.name = name;
    const { port1, port2 } = new MessageChannel();
    this.#near = port1;
    this.#far = port2;
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (!this.isEnded) this.dispatchEvent(new MessageEvent('message', { data }));
    };
    const script = scripts.get(name);
    if (!script) throw new Error(`no script for the worker ${name}`);
    expose(script, port2);
    started.push(this);
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.#near.postMessage(message, transfer);
  }

  terminate(): void {
    this.isEnded = true;
    this.#near.close();
    this.#far.close();
  }

  /** Die as a browser's worker does: an event, and no answer to anything any more. */
  die(type: 'error' | 'messageerror', message = ''): void {
    const event = new Event(type, { cancelable: true });
    this.dispatchEvent(Object.assign(event, { message }));
  }
}
