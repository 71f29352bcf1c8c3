import type { CaseColumn, CaseOrder, CaseSearch } from '$lib/model/cases';
import type { LogColumns } from '$lib/model/log';
import { timeSorter } from '../performance/sort-times';
import { columnNamed } from '../selection/selection-input';
import type { CaseListInput } from './case-list-input';
import { caseNumbers } from './case-numbers';
import { casesFound } from './case-search';
import { naturalRanks } from './natural-ranks';

/** Orders kept for a log: one goes back and forth between a few. 4 bytes a case each. */
const KEPT = 6;

interface Kept {
  readonly keep: Uint8Array | null;
  readonly asked: string;
  readonly order: Uint32Array;
}
const known = new WeakMap<LogColumns, Kept[]>();

/**
 * The selected cases that a search finds, in order: by a fact of the case or by the value at its first event (numbers and times by
 * size, texts in their natural order). Cases without a value stand last either way; ties go by case number.
 *
 * @returns case numbers; must not be written to
 * @throws MiningError `unknown-column`
 *
 * Time O(cases) a digit of the radix sort, once for a log, selection, order and search (the last six are kept).
 */
export function caseOrder(input: CaseListInput, order: CaseOrder, search: CaseSearch): Uint32Array {
  const { log, keep } = input;
  let ofLog = known.get(log);
  if (!ofLog) known.set(log, (ofLog = []));
  const asked = JSON.stringify([order.by, order.descending, search.text.trim(), search.column]);
  const at = ofLog.findIndex((kept) => kept.keep === keep && kept.asked === asked);
  const kept = at >= 0 ? ofLog.splice(at, 1)[0]! : { keep, asked, order: findOrder(input, order, search) };
  ofLog.push(kept);
  if (ofLog.length > KEPT) ofLog.shift();
  return kept.order;
}

function findOrder(input: CaseListInput, { by, descending }: CaseOrder, search: CaseSearch): Uint32Array {
  const { log, keep } = input;
  const found = casesFound(input, search);
  const numbers = sortNumbers(input, by);
  const cases = log.caseStart.length - 1;
  const keys = new Float64Array(cases);
  const order = new Uint32Array(cases);
  let n = 0;
  for (let c = 0; c < cases; c++) {
    if ((keep !== null && keep[c] === 0) || (found !== null && found[c] === 0) || Number.isNaN(numbers[c]!)) continue;
    // 0 - 0, not -0, which would stand before 0
    keys[n] = descending ? 0 - numbers[c]! : numbers[c]!;
    order[n++] = c;
  }
  timeSorter(n)(keys, order, 0, n);
  for (let c = 0; c < cases; c++) {
    if ((keep !== null && keep[c] === 0) || (found !== null && found[c] === 0) || !Number.isNaN(numbers[c]!)) continue;
    order[n++] = c;
  }
  return order.slice(0, n);
}

/** [cases] what is sorted by; NaN where there is nothing. */
function sortNumbers(input: CaseListInput, by: CaseColumn): Float64Array {
  if ('fact' in by) return caseNumbers(input, by.fact);
  const { caseStart, row } = input.log;
  const column = columnNamed(input.table, by.attribute);
  const ofCode = column.type === 'number' || column.type === 'time' ? input.numbersOf(column) : naturalRanks(column.dictionary);
  const numbers = new Float64Array(caseStart.length - 1).fill(NaN);
  for (let c = 0; c < numbers.length; c++) {
    const first = caseStart[c]!;
    if (first === caseStart[c + 1]) continue;
    const code = column.codes[row[first]!]!;
    if (code > 0) numbers[c] = ofCode[code]!;
  }
  return numbers;
}
