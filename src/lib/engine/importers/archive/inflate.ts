import { MiningError, type ErrorDetail } from '$lib/model/errors';

/** Inflated over stored bytes, above which a file is taken for a bomb. */
export const MAX_RATIO = 200;
/** Below this size a ratio says nothing. */
const RATIO_FROM_BYTES = 1 << 20;

/** Stored bytes given to the inflater at once: a bomb gives at most a thousand times as much before it is seen. */
const FEED_BYTES = 1 << 16;
/** Inflated bytes gathered into one chunk, so that what follows is called seldom. */
const CHUNK_BYTES = 1 << 20;

/** Counts stored and inflated bytes of one archive entry, and refuses a bomb while it inflates. */
export class InflationCount {
  stored = 0;
  inflated = 0;
  constructor(private readonly where: ErrorDetail) {}

  /** @throws MiningError `archive-too-large` */
  check(): void {
    if (this.inflated > RATIO_FROM_BYTES && this.inflated > this.stored * MAX_RATIO) {
      throw new MiningError('archive-too-large', {
        ...this.where,
        limit: MAX_RATIO,
        stored: this.stored,
        inflated: this.inflated
      });
    }
  }
}

/**
 * Inflate with the platform's own inflater, as a stream.
 *
 * @param format `gzip`, or `deflate-raw` for an entry of a zip
 * @throws MiningError `archive-too-large`; what the platform throws on damaged or truncated input, and what `stored` throws
 */
export async function* inflated(
  stored: AsyncGenerator<Uint8Array, void, void>,
  format: 'gzip' | 'deflate-raw',
  count: InflationCount
): AsyncGenerator<Uint8Array, void, void> {
  let slice = new Uint8Array(0);
  let at = 0;
  let storedError: unknown = null;
  const fed = new ReadableStream<BufferSource>({
    async pull(controller) {
      try {
        while (at >= slice.length) {
          const next = await stored.next();
          if (next.done) return controller.close();
          slice = next.value as Uint8Array<ArrayBuffer>;
          at = 0;
        }
      } catch (why) {
        storedError = why;
        throw why;
      }
      const part = slice.subarray(at, at + FEED_BYTES);
      at += part.length;
      count.stored += part.length;
      controller.enqueue(part);
    }
  });
  const reader = fed.pipeThrough(new DecompressionStream(format)).getReader();
  try {
    let chunk = new Uint8Array(CHUNK_BYTES);
    let filled = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      count.inflated += value.length;
      count.check();
      if (filled + value.length > chunk.length) {
        if (filled > 0) yield chunk.subarray(0, filled);
        chunk = new Uint8Array(Math.max(CHUNK_BYTES, value.length));
        filled = 0;
      }
      chunk.set(value, filled);
      filled += value.length;
    }
    if (filled > 0) yield chunk.subarray(0, filled);
  } catch (why) {
    throw storedError ?? why;
  } finally {
    // rejects where the stream failed already: nothing left to cancel
    await reader.cancel().catch(() => undefined);
    await stored.return();
  }
}
