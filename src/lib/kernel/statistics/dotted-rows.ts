import type { LogColumns, TableColumn } from '$lib/model/log';
import type { DottedRows } from '$lib/model/timing';
import { sortedMetric } from '../performance/case-metric';
import type { SortedTimes } from '../performance/ranked-times';
import { caseBorders } from './active-cases';

/** Which row of the chart an event stands in. */
export interface RowOrder {
  readonly rows: number;
  /** [cases], where each case is a row */
  readonly ofCase: Uint32Array | null;
  /** [codes of the column], where each value is a row */
  readonly ofCode: Uint32Array | null;
  /** [rows] code of each row, where each value is one */
  readonly codes: Uint32Array | null;
}

/**
 * The rows of a dotted chart: selected cases in the order of a metric, ties by case number; or values of a column that occur, in the
 * order of their first event, ties by code.
 *
 * Time O(cases), for a column O(events of the selected cases).
 */
export function rowOrder(log: LogColumns, rows: DottedRows, column: TableColumn | null, keep: Uint8Array | null): RowOrder {
  if (rows === 'column' && column !== null) return valueRows(log, column, keep);
  const { caseOf } = orderOf(log, rows);
  const ofCase = new Uint32Array(log.caseStart.length - 1);
  let row = 0;
  for (const c of caseOf) if (keep === null || keep[c] === 1) ofCase[c] = row++;
  return { rows: row, ofCase, ofCode: null, codes: null };
}

function orderOf(log: LogColumns, rows: DottedRows): SortedTimes {
  switch (rows) {
    case 'end':
      return caseBorders(log).ends;
    case 'duration':
    case 'events':
      return sortedMetric(log, rows, null);
    default:
      return caseBorders(log).starts;
  }
}

function valueRows(
  { caseStart, row, timeMs }: LogColumns,
  { codes, dictionary }: TableColumn,
  keep: Uint8Array | null
): RowOrder {
  const firstMs = new Float64Array(Math.max(dictionary.size, 1)).fill(Infinity);
  for (let c = 0; c + 1 < caseStart.length; c++) {
    if (keep !== null && keep[c] === 0) continue;
    for (let e = caseStart[c]!; e < caseStart[c + 1]!; e++) {
      const code = codes[row[e]!]!;
      if (timeMs[e]! < firstMs[code]!) firstMs[code] = timeMs[e]!;
    }
  }
  const found = Uint32Array.from(firstMs.keys()).filter((code) => firstMs[code]! < Infinity);
  found.sort((a, b) => firstMs[a]! - firstMs[b]! || a - b);
  const ofCode = new Uint32Array(firstMs.length);
  found.forEach((code, at) => (ofCode[code] = at));
  return { rows: found.length, ofCase: null, ofCode, codes: found };
}
