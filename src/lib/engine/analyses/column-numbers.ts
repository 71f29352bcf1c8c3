import { allTexts } from '$lib/model/dictionary';
import type { TableColumn } from '$lib/model/log';

/** [dictionary.size] the number, or UTC milliseconds, that each value of a column stands for; NaN: none. */
export function numbersOf({ dictionary, type }: TableColumn): Float64Array {
  const read = type === 'time' ? Date.parse : Number;
  return Float64Array.from(allTexts(dictionary), (text) => (text === '' ? NaN : read(text)));
}
