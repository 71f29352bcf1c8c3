import { MiningError } from '$lib/model/errors';

/** Bytes read from the disk at once; fewer at first, as many only want to see how a file begins. */
const FIRST_BYTES = 1 << 18;
const SLICE_BYTES = 4 << 20;

/**
 * The bytes `from .. to` of a file, slice by slice; the next slice is read while one is used.
 *
 * @param onRead called with the bytes read so far, `from` excluded
 * @throws MiningError `file-unreadable` where the disk refuses or the file changed since it was chosen
 */
export async function* slices(
  file: Blob,
  name: string,
  from: number,
  to: number,
  onRead?: (bytes: number) => void
): AsyncGenerator<Uint8Array, void, void> {
  let at = from;
  const readFrom = (begin: number): Promise<Uint8Array> | null => {
    if (begin >= to) return null;
    const slice = read(file, name, begin, Math.min(to, begin + (begin === from ? FIRST_BYTES : SLICE_BYTES)));
    // a reader that stops early must not leave an unheard rejection behind
    slice.catch(() => undefined);
    return slice;
  };
  for (let ahead = readFrom(at); ahead;) {
    const slice = await ahead;
    at += slice.length;
    ahead = readFrom(at);
    onRead?.(at - from);
    yield slice;
  }
}

/** Some bytes of a file; fewer where it ends before `from + length`. */
export async function readBytes(file: Blob, from: number, length: number, name: string): Promise<Uint8Array> {
  return read(file, name, from, Math.min(file.size, from + length));
}

async function read(file: Blob, name: string, from: number, to: number): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.slice(from, to).arrayBuffer());
  } catch (why) {
    throw new MiningError('file-unreadable', { file: name, why: why instanceof Error ? why.message : String(why) });
  }
  if (bytes.length !== Math.max(0, to - from))
    throw new MiningError('file-unreadable', { file: name, why: 'shorter than it was' });
  return bytes;
}
