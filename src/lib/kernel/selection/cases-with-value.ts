import type { CodeArray, LogColumns, LogTable } from '$lib/model/log';
import type { AttributeClause, Place, RangeClause } from '$lib/model/selection';
import { codesOf } from './codes-of';
import { columnNamed, type CaseSource } from './selection-input';

/** [cases] 1 = the event(s) at the clause's place have one of its values. @throws MiningError `unknown-column` */
export function casesWithValue(log: LogColumns, table: LogTable, { column, values, place }: AttributeClause): Uint8Array {
  const { codes, dictionary } = columnNamed(table, column);
  return casesAt(log, codes, codesOf(dictionary, values), place ?? 'any');
}

/** [cases] 1 = the event(s) at the clause's place have a number (time) within its bounds. @throws MiningError `unknown-column` */
export function casesInRange(source: CaseSource, { column: name, min, max, place }: RangeClause): Uint8Array {
  const column = columnNamed(source.table, name);
  const numbers = source.numbersOf(column);
  const named = new Uint8Array(numbers.length);
  const least = min ?? -Infinity;
  const most = max ?? Infinity;
  for (let code = 0; code < named.length; code++) named[code] = numbers[code]! >= least && numbers[code]! <= most ? 1 : 0;
  return casesAt(source.log, column.codes, named, place ?? 'any');
}

/**
 * From a verdict a value to one a case.
 *
 * @param codes [rows] values
 * @param named [values] 1 = wanted
 *
 * Time O(cases) for the first or last event, O(events) otherwise.
 */
function casesAt({ caseStart, row }: LogColumns, codes: CodeArray, named: Uint8Array, place: Place): Uint8Array {
  const mask = new Uint8Array(caseStart.length - 1);
  for (let c = 0; c < mask.length; c++) {
    const from = caseStart[c]!;
    const end = caseStart[c + 1]!;
    if (from === end) continue;
    if (place === 'first') mask[c] = named[codes[row[from]!]!]!;
    else if (place === 'last') mask[c] = named[codes[row[end - 1]!]!]!;
    else {
      // the first event that decides: one that has it, or one that has not
      const deciding = place === 'any' ? 1 : 0;
      let e = from;
      while (e < end && named[codes[row[e]!]!] !== deciding) e++;
      mask[c] = e < end ? deciding : 1 - deciding;
    }
  }
  return mask;
}
