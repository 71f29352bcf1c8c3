import type { TextEncoding } from '$lib/model/import';

const tables = new Map<string, Map<string, readonly number[]>>();

/** Text in an encoding that no browser writes; for tests. CP932 and EUC-JP come from decoding every one- and two-byte sequence. */
export function encodeText(text: string, encoding: TextEncoding): Uint8Array<ArrayBuffer> {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  if (encoding === 'utf-16le') {
    const bytes = new Uint8Array(text.length * 2);
    for (let i = 0; i < text.length; i++) new DataView(bytes.buffer).setUint16(i * 2, text.charCodeAt(i), true);
    return bytes;
  }
  const table = tableOf(encoding);
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const bytes = table.get(character);
      if (!bytes) throw new RangeError(`${character} is not in ${encoding}`);
      return bytes;
    })
  );
}

function tableOf(encoding: 'shift_jis' | 'euc-jp'): Map<string, readonly number[]> {
  const made = tables.get(encoding);
  if (made) return made;
  const table = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(encoding);
  const add = (...bytes: number[]): void => {
    const text = decoder.decode(Uint8Array.from(bytes));
    if ([...text].length === 1 && text !== '\uFFFD' && !table.has(text)) table.set(text, bytes);
  };
  for (let a = 0; a < 256; a++) add(a);
  for (let a = 0x80; a < 256; a++) for (let b = 0x40; b < 256; b++) add(a, b);
  tables.set(encoding, table);
  return table;
}
