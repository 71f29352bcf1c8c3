import { textAt } from '$lib/model/dictionary';
import type { CaseSearch } from '$lib/model/cases';
import type { Dictionary } from '$lib/model/log';
import { columnNamed } from '../selection/selection-input';
import type { CaseListInput } from './case-list-input';

/**
 * The cases whose id, or whose value in a column at any event, contains a text; letters of any case and width (NFKC).
 *
 * @returns [cases] 1 = found; null where there is nothing to search for
 * @throws MiningError `unknown-column`
 *
 * Time O(bytes of the dictionary), and O(events) where a column is searched. Texts beyond ASCII are decoded one by one.
 */
export function casesFound({ log, table }: CaseListInput, { text, column }: CaseSearch): Uint8Array | null {
  const wanted = folded(text.trim());
  if (wanted === '') return null;
  if (column === null) return textsWith(log.caseIds, wanted);
  const { codes, dictionary } = columnNamed(table, column);
  const matches = textsWith(dictionary, wanted);
  if (matches.length > 0) matches[0] = 0;
  const { caseStart, row } = log;
  const found = new Uint8Array(caseStart.length - 1);
  for (let c = 0; c < found.length; c++) {
    const end = caseStart[c + 1]!;
    let e = caseStart[c]!;
    while (e < end && matches[codes[row[e]!]!] === 0) e++;
    if (e < end) found[c] = 1;
  }
  return found;
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** [size] 1 = the text contains `wanted`, which is folded. */
function textsWith(dictionary: Dictionary, wanted: string): Uint8Array {
  const { size, bytes, offsets } = dictionary;
  const found = new Uint8Array(size);
  const needle = new TextEncoder().encode(wanted);
  const isPlainNeedle = needle.every((byte) => byte < 0x80);
  for (let i = 0; i < size; i++) {
    const from = offsets[i]!;
    const to = offsets[i + 1]!;
    if (!isAscii(bytes, from, to)) found[i] = folded(textAt(dictionary, i)).includes(wanted) ? 1 : 0;
    else if (isPlainNeedle && contains(bytes, from, to, needle)) found[i] = 1;
  }
  return found;
}

function isAscii(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i]! >= 0x80) return false;
  return true;
}

/** Whether ASCII text contains ASCII text in small letters, its own letters taken as small ones. */
function contains(bytes: Uint8Array, from: number, to: number, needle: Uint8Array): boolean {
  const last = to - needle.length;
  for (let i = from; i <= last; i++) {
    let k = 0;
    while (k < needle.length && small(bytes[i + k]!) === needle[k]) k++;
    if (k === needle.length) return true;
  }
  return false;
}

const small = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte);
