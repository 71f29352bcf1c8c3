import type { ByteSource } from '../importer';

const GZIP = [0x1f, 0x8b];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** a zip without an entry: only its end record */
const ZIP_WITHOUT_ENTRY = [0x50, 0x4b, 0x05, 0x06];

/** What the first four bytes say: a gzip file, a zip, or neither. */
export function archiveKind(head: Uint8Array): 'gzip' | 'zip' | null {
  const is = (magic: readonly number[]): boolean => magic.every((byte, i) => head[i] === byte);
  if (is(GZIP)) return 'gzip';
  return is(ZIP) || is(ZIP_WITHOUT_ENTRY) ? 'zip' : null;
}

/** The first bytes of a source, inflated: at most `atMost`; `complete` where there are no more. */
export async function headOf(source: ByteSource, atMost: number): Promise<{ bytes: Uint8Array; complete: boolean }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source.stream()) {
    parts.push(chunk);
    length += chunk.length;
    if (length > atMost) break;
  }
  const bytes = new Uint8Array(Math.min(length, atMost));
  let at = 0;
  for (const part of parts) {
    bytes.set(part.subarray(0, bytes.length - at), at);
    at += Math.min(part.length, bytes.length - at);
  }
  return { bytes, complete: length <= atMost };
}
