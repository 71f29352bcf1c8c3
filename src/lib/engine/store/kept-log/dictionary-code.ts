import type { Dictionary } from '$lib/model/log';
import { packNumbers, unpackNumbers, type NumberCode } from './number-code';
import type { PartBuilder, PartReader } from './part-file';

/** How a dictionary is written: its texts, or of each only what it does not share with the beginning of the one before. */
export interface DictionaryCode {
  readonly size: number;
  /** of all texts together, whole */
  readonly bytes: number;
  /** of each text, of what is written of it */
  readonly lengths: NumberCode;
  /** bytes shared with the text before; null where all texts are whole */
  readonly shared: NumberCode | null;
}

/** Sharing pays when it leaves out this much more than its own byte a text. */
const PAYS = 1.5;

/** Write the texts of a dictionary, from the one with number `from` on. */
export async function packDictionary(
  part: PartBuilder,
  name: string,
  { size, bytes, offsets }: Dictionary
): Promise<DictionaryCode> {
  const lengths = new Uint32Array(size);
  const shared = new Uint32Array(size);
  let left = 0;
  for (let i = 0; i < size; i++) {
    const from = offsets[i]!;
    const length = offsets[i + 1]! - from;
    lengths[i] = length;
    if (i === 0) continue;
    const before = offsets[i - 1]!;
    const most = Math.min(length, from - before);
    let same = 0;
    while (same < most && bytes[before + same] === bytes[from + same]) same++;
    left += shared[i] = same;
  }
  const total = size === 0 ? 0 : offsets[size]! - offsets[0]!;
  const isShared = left > PAYS * size;
  let texts = bytes.subarray(offsets[0] ?? 0, offsets[size] ?? 0);
  if (isShared) {
    texts = new Uint8Array(total - left);
    let at = 0;
    for (let i = 0; i < size; i++) {
      for (let from = offsets[i]! + shared[i]!; from < offsets[i + 1]!; from++) texts[at++] = bytes[from]!;
      lengths[i]! -= shared[i]!;
    }
  }
  await part.add(`${name}.texts`, texts);
  return {
    size,
    bytes: total,
    lengths: await packNumbers(part, `${name}.lengths`, lengths),
    shared: isShared ? await packNumbers(part, `${name}.shared`, shared) : null
  };
}

/** The dictionary again. */
export async function unpackDictionary(part: PartReader<unknown>, name: string, code: DictionaryCode): Promise<Dictionary> {
  const { size } = code;
  const lengths = await unpackNumbers(part, `${name}.lengths`, code.lengths, new Uint32Array(size));
  const texts = await part.block(`${name}.texts`);
  const offsets = new Uint32Array(size + 1);
  if (code.shared === null) {
    for (let i = 0; i < size; i++) offsets[i + 1] = offsets[i]! + lengths[i]!;
    return { size, bytes: texts.slice(), offsets };
  }
  const shared = await unpackNumbers(part, `${name}.shared`, code.shared, new Uint32Array(size));
  const bytes = new Uint8Array(code.bytes);
  let read = 0;
  let at = 0;
  for (let i = 0; i < size; i++) {
    let before = i === 0 ? 0 : offsets[i - 1]!;
    for (const end = at + shared[i]!; at < end; at++) bytes[at] = bytes[before++]!;
    for (const end = at + lengths[i]!; at < end; at++) bytes[at] = texts[read++]!;
    offsets[i + 1] = at;
  }
  return { size, bytes, offsets };
}
