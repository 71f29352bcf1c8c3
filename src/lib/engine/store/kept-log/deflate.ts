import { MiningError } from '$lib/model/errors';

/** Shorter than this nothing is worth an extra step. */
const SMALL = 256;

/** Bytes tried, from the beginning, the middle and the end, before all are deflated. */
const SAMPLE = 1 << 15;

/** Share of its size that bytes must shrink to: inflating costs more time than unsealing, so a little gain is none. */
const PAYS = 0.8;

/** The bytes deflated (raw, RFC 1951) where that pays; null where they should stay as they are. */
export async function deflated(bytes: Uint8Array, pays = PAYS): Promise<Uint8Array | null> {
  if (bytes.length < SMALL) return null;
  if (bytes.length > 8 * SAMPLE) {
    const middle = bytes.length >> 1;
    const parts = [bytes.subarray(0, SAMPLE), bytes.subarray(middle, middle + SAMPLE), bytes.subarray(-SAMPLE)];
    let size = 0;
    for (const part of parts) size += (await through(part, new CompressionStream('deflate-raw'))).length;
    if (size > pays * 3 * SAMPLE) return null;
  }
  const small = await through(bytes, new CompressionStream('deflate-raw'));
  return small.length <= pays * bytes.length ? small : null;
}

/**
 * @param size of what comes out
 * @throws MiningError `object-damaged` where it is another size, or nothing that was deflated
 */
export async function inflated(bytes: Uint8Array, size: number): Promise<Uint8Array> {
  const whole = await through(bytes, new DecompressionStream('deflate-raw'), size).catch(() => null);
  if (whole?.length !== size) throw new MiningError('object-damaged', { why: 'deflate' });
  return whole;
}

/** Bytes handed to a stream at a time. */
const SLICE = 1 << 20;

/**
 * Fed from memory: a `Blob` as its source would hand the bytes to the browser's own process, which may lay them on disk in clear.
 *
 * @param expected size of what comes out, where it is known: the bytes are then laid where they stay, one time
 */
async function through(bytes: Uint8Array, stream: CompressionStream | DecompressionStream, expected = 0): Promise<Uint8Array> {
  const [, out] = await Promise.all([feed(bytes, stream.writable), gather(stream.readable, expected || bytes.length || 64)]);
  return out;
}

async function feed(bytes: Uint8Array, into: WritableStream<BufferSource>): Promise<void> {
  const writer = into.getWriter();
  for (let at = 0; at < bytes.length; at += SLICE) {
    await writer.write(bytes.subarray(at, at + SLICE) as Uint8Array<ArrayBuffer>);
  }
  await writer.close();
}

async function gather(from: ReadableStream<Uint8Array>, expected: number): Promise<Uint8Array> {
  const reader = from.getReader();
  let all = new Uint8Array(expected);
  let at = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return all.subarray(0, at);
    if (at + value.length > all.length) {
      const wider = new Uint8Array(2 * (at + value.length));
      wider.set(all.subarray(0, at));
      all = wider;
    }
    all.set(value, at);
    at += value.length;
  }
}
