import type { TableColumn } from '$lib/model/log';
import { compileTimeReader, type TimeReader } from '../importers/columns';

/** A decimal number, with an exponent or without; nothing else, no matter what `Number` takes besides. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const WIDE = /[\uff0b\uff0d\uff0e\uff10-\uff19\uff25\uff45]/g;
const decoder = new TextDecoder();

/**
 * What each value of a column stands for in a range: UTC milliseconds in a column of times, read in its own format; numbers in any other.
 * Blanks around a value are left out, digits may be full-width.
 *
 * @param timeZone IANA name, for times without an offset of their own
 * @returns [dictionary.size] NaN where the text is no number (time), or none that is finite; the missing value always
 *
 * Cost: one reading of each distinct value.
 */
export function columnNumbers({ dictionary, type, format }: TableColumn, timeZone: string): Float64Array {
  const { size, bytes, offsets } = dictionary;
  const read = type === 'time' ? compileTimeReader(format ?? { pattern: 'iso', zoned: true }, timeZone) : numberAt;
  const numbers = new Float64Array(Math.max(size, 1)).fill(NaN);
  for (let code = 1; code < size; code++) {
    let from = offsets[code]!;
    let to = offsets[code + 1]!;
    while (from < to && bytes[from]! <= 32) from++;
    while (to > from && bytes[to - 1]! <= 32) to--;
    if (from < to) numbers[code] = read(bytes, from, to);
  }
  return numbers;
}

const numberAt: TimeReader = (bytes, from, to) => {
  const text = decoder.decode(bytes.subarray(from, to));
  const plain = text.replace(WIDE, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  const number = NUMBER.test(plain) ? Number(plain) : NaN;
  return Number.isFinite(number) ? number : NaN;
};
