import { FlateErrorCode, Gunzip, type FlateError } from 'fflate';
import { MiningError } from '$lib/model/errors';
import type { ByteSource } from '../importer';
import { inflated, InflationCount } from './inflate';
import { slices } from './slices';

/** Stored bytes given to the slow inflater at once. */
const FEED_BYTES = 1 << 16;

/** A gzip file (RFC 1952), of one member or several, as its content. */
export function gzipSource(file: File): ByteSource {
  return {
    name: file.name,
    entry: null,
    compressed: 'gzip',
    sizeBytes: file.size,
    stream: (onRead) => gunzip(file, onRead)
  };
}

/**
 * The platform's inflater is fast, but some refuse a second member (and give no place to go on from). What it refuses is
 * inflated again in script, which goes over members, skips what was given already, and tells truncated from damaged.
 */
async function* gunzip(file: File, onRead?: (storedBytes: number) => void): AsyncGenerator<Uint8Array, void, void> {
  const where = { file: file.name };
  let given = 0;
  try {
    for await (const chunk of inflated(slices(file, file.name, 0, file.size, onRead), 'gzip', new InflationCount(where))) {
      given += chunk.length;
      yield chunk;
    }
  } catch (why) {
    if (why instanceof MiningError) throw why;
    // the words of Chromium, Node, Safari and Firefox
    if (/truncated|unexpected end|incomplete|did not end/i.test(String(why))) throw new MiningError('gzip-truncated', where);
    yield* gunzipMembers(file, given, onRead);
  }
}

async function* gunzipMembers(
  file: File,
  skip: number,
  onRead?: (storedBytes: number) => void
): AsyncGenerator<Uint8Array, void, void> {
  const count = new InflationCount({ file: file.name });
  const out: Uint8Array[] = [];
  let membersMore = 0;
  const gunzip = new Gunzip((chunk) => {
    count.inflated += chunk.length;
    // the inflater keeps the buffer it gives
    if (count.inflated > skip) out.push(chunk.slice(Math.max(0, skip - (count.inflated - chunk.length))));
  });
  // called for every member but the first
  gunzip.onmember = () => membersMore++;
  for await (const slice of slices(file, file.name, 0, file.size, onRead)) {
    for (let at = 0; at < slice.length; at += FEED_BYTES) {
      const part = slice.subarray(at, at + FEED_BYTES);
      count.stored += part.length;
      try {
        // a copy: the inflater keeps references into what it was given
        gunzip.push(part.slice(), count.stored === file.size);
      } catch (why) {
        const truncated = (why as FlateError).code === FlateErrorCode.UnexpectedEOF && count.stored === file.size;
        throw new MiningError(truncated ? 'gzip-truncated' : 'archive-damaged', { file: file.name });
      }
      count.check();
      yield* out.splice(0);
    }
  }
  // one sound member, and yet refused before: its checksum or length was wrong
  if (membersMore === 0) throw new MiningError('archive-damaged', { file: file.name });
}
