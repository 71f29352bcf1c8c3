import { textAt } from '$lib/model/dictionary';
import type { LogColumns, TableColumn } from '$lib/model/log';
import type { AttributeStatistics, Bins, Spread } from '$lib/model/statistics';
import { compareTexts } from '../selection/attribute-values';
import { firstOfOrder } from '../variants/first-of-order';
import { linearBins } from './bins';
import { spreadOfCounts } from './spread';

/**
 * What is in a column: missing and distinct values, the most frequent ones, and how its numbers are spread.
 *
 * @param column its `index` in the table, `numbers` [dictionary.size] what each value of a number or time column stands for (NaN: none);
 *   null for other types
 * @param keep [cases] 1 = selected; null for all
 *
 * Time O(events of the selected cases + distinct values log distinct values); memory 16 bytes a distinct value.
 */
export function attributeStatistics(
  log: LogColumns,
  column: TableColumn,
  index: number,
  numbers: Float64Array | null,
  top: number,
  bins: number,
  keep: Uint8Array | null = null
): AttributeStatistics {
  const { dictionary } = column;
  const found = countValues(log, column, keep);
  const { events, cases } = found;
  const codes: number[] = [];
  for (let code = 1; code < events.length; code++) if (events[code]! > 0) codes.push(code);
  const first = firstOfOrder(
    codes,
    Math.floor(top),
    (a, b) => cases[b]! - cases[a]! || events[b]! - events[a]! || compareTexts(dictionary, a, b)
  );
  // what says the same at every event of a case is the case's: its number counts once
  const over = column.scope === 'case' || found.onePerCase ? 'cases' : 'events';
  return {
    column: index,
    events: found.valued,
    missingEvents: events[0]!,
    cases: found.valuedCases,
    missingCases: found.missingCases,
    distinct: codes.length,
    onePerCase: found.onePerCase,
    topValues: first.map((code) => textAt(dictionary, code)),
    topEvents: Uint32Array.from(first, (code) => events[code]!),
    topCases: Uint32Array.from(first, (code) => cases[code]!),
    over,
    ...numbersOf(codes, numbers, over === 'cases' ? found.firstOfCase : events, bins)
  };
}

function numbersOf(
  codes: readonly number[],
  numbers: Float64Array | null,
  counts: Uint32Array,
  bins: number
): { spread: Spread | null; bins: Bins | null; unreadable: number } {
  if (numbers === null) return { spread: null, bins: null, unreadable: 0 };
  const readable = codes.filter((code) => !Number.isNaN(numbers[code]) && counts[code]! > 0);
  const order = Uint32Array.from(readable).sort((a, b) => numbers[a]! - numbers[b]!);
  const values = Float64Array.from(order, (code) => numbers[code]!);
  const times = Uint32Array.from(order, (code) => counts[code]!);
  return {
    spread: spreadOfCounts(values, times),
    bins: linearBins(values, times, bins),
    unreadable: codes.filter((code) => Number.isNaN(numbers[code])).length
  };
}

/** Events and cases of each code (0: missing), and the cases whose first value it is. */
function countValues({ caseStart, row }: LogColumns, { codes, dictionary }: TableColumn, keep: Uint8Array | null) {
  const size = Math.max(dictionary.size, 1);
  const events = new Uint32Array(size);
  const cases = new Uint32Array(size);
  const firstOfCase = new Uint32Array(size);
  const lastCase = new Uint32Array(size);
  let valued = 0;
  let valuedCases = 0;
  let missingCases = 0;
  let onePerCase = true;
  for (let c = 0; c + 1 < caseStart.length; c++) {
    const begin = caseStart[c]!;
    const end = caseStart[c + 1]!;
    if (begin === end || (keep !== null && keep[c] === 0)) continue;
    let first = 0;
    for (let e = begin; e < end; e++) {
      const code = codes[row[e]!]!;
      events[code]!++;
      if (lastCase[code] === c + 1) continue;
      lastCase[code] = c + 1;
      cases[code]!++;
      if (code === 0) continue;
      if (first === 0) first = code;
      else onePerCase = false;
    }
    if (first === 0) missingCases++;
    else {
      valuedCases++;
      firstOfCase[first]!++;
    }
  }
  for (let code = 1; code < size; code++) valued += events[code]!;
  return { events, cases, firstOfCase, valued, valuedCases, missingCases, onePerCase };
}
