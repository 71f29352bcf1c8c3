import { MiningError } from '$lib/model/errors';
import { ENCODINGS, type FileDraft, type TextEncoding } from '$lib/model/import';
import { headOf } from '../archive/head';
import { detectEncoding, isUtf8, utf8Stream } from '../encoding';
import type { ByteSource } from '../importer';
import { sourceName } from '../sources';

/** Bytes gathered before an encoding is decided. */
const HEAD_BYTES = 1 << 16;
const DECLARATION = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][\w.:-]*)["']/;

/** How an XML text is encoded. */
export interface XmlEncoding {
  /** as `TextDecoder` takes it: any of the Encoding Standard's names */
  readonly label: string;
  /** the nearest that a draft can name */
  readonly encoding: TextEncoding;
  readonly by: FileDraft['encodingBy'];
}

/**
 * Find how an XML text is encoded: its mark, the pattern of `<` in UTF-16, the chosen encoding, its declaration, else as any text.
 * A declared UTF-16 that was read byte by byte is none. Text that is valid UTF-8 beyond ASCII stays UTF-8, whatever was chosen.
 *
 * @throws MiningError `wrong-encoding` for a name that no decoder has
 * Source: XML 1.0 (fifth edition), appendix F.
 */
export function xmlEncoding(head: Uint8Array, complete: boolean, chosen: TextEncoding | null, file: string): XmlEncoding {
  const [a, b, c, d] = head;
  if (a === 0xfe && b === 0xff) return found('utf-16be', 'bom');
  if (a === 0xff && b === 0xfe) return found('utf-16le', 'bom');
  if (a === 0xef && b === 0xbb && c === 0xbf) return found('utf-8', 'bom');
  if (a === 0x3c && b === 0 && c !== 0) return found('utf-16le', 'score');
  if (a === 0 && b === 0x3c && d !== 0) return found('utf-16be', 'score');
  const declared = DECLARATION.exec(String.fromCharCode(...head.subarray(0, 1024)))?.[1]?.toLowerCase();
  const foreign = declared !== undefined && !/^(utf-?8|us-ascii|ascii|utf-?16.*|ucs-?2.*|iso-10646-.*)$/.test(declared);
  const utf8 = isUtf8(head, complete);
  if (utf8 && !foreign && head.some((byte) => byte >= 0x80))
    return found('utf-8', declared === undefined ? 'valid-utf-8' : 'declared');
  if (chosen !== null && chosen !== 'utf-8') return found(chosen, 'chosen');
  if (foreign) return found(standardName(declared, file), 'declared');
  if (utf8 || chosen !== null) return found('utf-8', declared === undefined ? 'valid-utf-8' : 'declared');
  const { encoding, by } = detectEncoding(head, complete, file);
  return found(encoding, by);
}

/**
 * The source as UTF-8 without a byte order mark.
 *
 * @param label `XmlEncoding.label`
 */
export function xmlChunks(
  source: ByteSource,
  label: string,
  onRead?: (storedBytes: number) => void
): AsyncGenerator<Uint8Array, void, void> {
  return isOffered(label) ? utf8Stream(source, label, onRead) : transcoded(source, label, onRead);
}

/** The encoding of a source, by its first 64 KiB. */
export async function sourceEncoding(source: ByteSource, chosen: TextEncoding | null): Promise<XmlEncoding> {
  const { bytes, complete } = await headOf(source, HEAD_BYTES);
  return xmlEncoding(bytes, complete, chosen, sourceName(source));
}

async function* transcoded(
  source: ByteSource,
  label: string,
  onRead?: (storedBytes: number) => void
): AsyncGenerator<Uint8Array, void, void> {
  const decoder = new TextDecoder(label);
  const encoder = new TextEncoder();
  for await (const chunk of source.stream(onRead)) yield encoder.encode(decoder.decode(chunk, { stream: true }));
  yield encoder.encode(decoder.decode());
}

function found(label: string, by: FileDraft['encodingBy']): XmlEncoding {
  return { label, encoding: isOffered(label) ? label : label === 'utf-16be' ? 'utf-16le' : 'utf-8', by };
}

function isOffered(label: string): label is TextEncoding {
  return (ENCODINGS as readonly string[]).includes(label);
}

/** The Encoding Standard's name of a declared one. */
function standardName(declared: string, file: string): string {
  try {
    return new TextDecoder(declared).encoding;
  } catch {
    throw new MiningError('wrong-encoding', { file, encoding: declared });
  }
}
