import type { AnalysisResult, AttributeValue } from '$lib/model/analysis';
import { textAt } from '$lib/model/dictionary';
import type { Dictionary, LogColumns, LogTable } from '$lib/model/log';
import { firstOfOrder } from '../variants/first-of-order';
import { columnNamed } from './selection-input';

/**
 * The values of a column in a selection of cases, with the cases that have an event of each: cases descending, then by the value's code
 * points, the missing value last.
 *
 * @param search only values that contain it, letters of any case; '' for all, the missing value included
 * @param keep [cases] 1 = selected; null for all
 * @returns `total` values found, the first `limit` of them
 * @throws MiningError `unknown-column`
 *
 * Time O(events of the selected cases + distinct values); memory 8 bytes a distinct value.
 */
export function attributeValues(
  log: LogColumns,
  table: LogTable,
  column: string,
  search: string,
  limit: number,
  keep: Uint8Array | null = null
): AnalysisResult<'attribute-values'> {
  const { codes, dictionary } = columnNamed(table, column);
  const { caseStart, row } = log;
  const cases = new Uint32Array(Math.max(dictionary.size, 1));
  const lastCase = new Uint32Array(cases.length);
  for (let c = 0; c + 1 < caseStart.length; c++) {
    if (keep !== null && keep[c] === 0) continue;
    const end = caseStart[c + 1]!;
    for (let e = caseStart[c]!; e < end; e++) {
      const code = codes[row[e]!]!;
      if (lastCase[code] === c + 1) continue;
      lastCase[code] = c + 1;
      cases[code]!++;
    }
  }
  const wanted = search.toLowerCase();
  const found: number[] = [];
  for (let code = 0; code < cases.length; code++) {
    if (cases[code] === 0) continue;
    if (wanted === '' || (code > 0 && textAt(dictionary, code).toLowerCase().includes(wanted))) found.push(code);
  }
  const first = firstOfOrder(found, Math.floor(limit), (a, b) => cases[b]! - cases[a]! || compareTexts(dictionary, a, b));
  const values = first.map((code): AttributeValue => ({
    value: code === 0 ? null : textAt(dictionary, code),
    cases: cases[code]!
  }));
  return { total: found.length, values };
}

/** Codes of two texts by UTF-8 bytes, which is by code point; the missing value (0) last. */
export function compareTexts({ bytes, offsets }: Dictionary, a: number, b: number): number {
  if (a === 0 || b === 0) return a === 0 ? 1 : -1;
  let i = offsets[a]!;
  let j = offsets[b]!;
  for (; i < offsets[a + 1]! && j < offsets[b + 1]!; i++, j++) if (bytes[i] !== bytes[j]) return bytes[i]! - bytes[j]!;
  return offsets[a + 1]! - i - (offsets[b + 1]! - j);
}
