import type { ByteSink } from './container';

/** Sealed bytes that are written at once: a call of a browser's file costs as much as some hundred KiB do. */
const BATCH_BYTES = 1 << 20;

/** Gathers what is to be written, in order. Its memory is used again for the next batch, once the sink has taken this one. */
export class WriteBatch {
  readonly #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #memory = new Uint8Array(0);

  constructor(private readonly into: ByteSink) {}

  /** @param bytes not changed until they are written */
  async add(bytes: Uint8Array): Promise<void> {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes >= BATCH_BYTES) await this.end();
  }

  /** Write what waits. */
  async end(): Promise<void> {
    if (this.#memory.length < this.#waitingBytes) this.#memory = new Uint8Array(this.#waitingBytes);
    let at = 0;
    for (const bytes of this.#waiting) {
      this.#memory.set(bytes, at);
      at += bytes.length;
    }
    this.#waiting.length = 0;
    this.#waitingBytes = 0;
    await this.into.write(this.#memory.subarray(0, at));
  }
}
