import { textAt } from '$lib/model/dictionary';
import type { Dictionary } from '$lib/model/log';
import { labelRanks } from './label-order';

/** What the codes of sequences stand for. */
export interface LabelSource {
  readonly size: number;
  /** null: the missing value */
  textOf(code: number): string | null;
  /** [size] the place of each label by code point; the missing value comes first */
  ranks(): Uint32Array;
}

export function labelsOfActivities(activities: readonly string[]): LabelSource {
  return { size: activities.length, textOf: (code) => activities[code] ?? '', ranks: () => labelRanks(activities) };
}

/** Of a column: code 0 is the missing value. */
export function labelsOfColumn(dictionary: Dictionary): LabelSource {
  return {
    size: dictionary.size,
    textOf: (code) => (code === 0 ? null : textAt(dictionary, code)),
    ranks: () => textRanks(dictionary)
  };
}

/** Texts in UTF-8 compare by their bytes as they do by code point. */
function textRanks({ size, bytes, offsets }: Dictionary): Uint32Array {
  const order = new Uint32Array(size);
  for (let code = 0; code < size; code++) order[code] = code;
  order.sort((a, b) => {
    let i = offsets[a]!;
    let j = offsets[b]!;
    const aEnd = offsets[a + 1]!;
    const bEnd = offsets[b + 1]!;
    for (; i < aEnd && j < bEnd; i++, j++) if (bytes[i] !== bytes[j]) return bytes[i]! - bytes[j]!;
    return aEnd - i - (bEnd - j);
  });
  const ranks = new Uint32Array(size);
  for (let place = 0; place < size; place++) ranks[order[place]!] = place;
  return ranks;
}

/** Which labels contain a text, whatever its width and case. The missing value contains nothing. */
export function labelsWith(labels: LabelSource, text: string): Uint8Array {
  const wanted = plain(text);
  const found = new Uint8Array(labels.size);
  for (let code = 0; code < found.length; code++) if (plain(labels.textOf(code) ?? '').includes(wanted)) found[code] = 1;
  return found;
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
