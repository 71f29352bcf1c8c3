import { MiningError } from '$lib/model/errors';

/** Reads a stream of pieces by lengths that are not theirs. Nothing is copied but what `take` puts together. */
export class PieceReader {
  readonly #pieces: AsyncIterator<Uint8Array, void, void>;
  #piece: Uint8Array = new Uint8Array(0);

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]() as AsyncIterator<Uint8Array, void, void>;
  }

  /** The next bytes, in one. @throws MiningError `backup-truncated` if there are fewer */
  async take(length: number): Promise<Uint8Array> {
    const taken = new Uint8Array(length);
    let at = 0;
    for await (const piece of this.stream(length)) {
      taken.set(piece, at);
      at += piece.length;
    }
    return taken;
  }

  /**
   * The next bytes, as they come.
   *
   * @param onBytes told of each piece before it is given
   * @throws MiningError `backup-truncated` if there are fewer
   */
  async *stream(length: number, onBytes?: (bytes: number) => void): AsyncGenerator<Uint8Array, void, void> {
    let left = length;
    while (left > 0) {
      while (this.#piece.length === 0) {
        const next = await this.#pieces.next();
        if (next.done === true) throw new MiningError('backup-truncated');
        this.#piece = next.value;
      }
      const part = this.#piece.subarray(0, left);
      this.#piece = this.#piece.subarray(part.length);
      left -= part.length;
      onBytes?.(part.length);
      yield part;
    }
  }

  /** @throws MiningError `backup-truncated` if there is more, and what the stream throws at its end */
  async end(): Promise<void> {
    for (;;) {
      if (this.#piece.length > 0) throw new MiningError('backup-truncated');
      const next = await this.#pieces.next();
      if (next.done === true) return;
      this.#piece = next.value;
    }
  }

  /** No more is read. */
  async close(): Promise<void> {
    await this.#pieces.return?.();
  }
}
