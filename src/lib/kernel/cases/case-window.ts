import { textAt } from '$lib/model/dictionary';
import type { AttributeCell, CaseCell, CaseColumn, CaseListing, CasePlace, CaseRow, CaseWindow } from '$lib/model/cases';
import type { Dictionary, LogColumns } from '$lib/model/log';
import { columnNamed } from '../selection/selection-input';
import type { CaseListInput } from './case-list-input';
import { caseNumbers } from './case-numbers';
import { caseOrder } from './case-order';

/**
 * A part of a case list, and where one case stands in it.
 *
 * @param locate id of the case whose place is asked for; null for none
 * @throws MiningError `unknown-column`
 *
 * Time O(cases), and the sort where the order is another one (see `caseOrder`).
 */
export function caseWindow(
  input: CaseListInput,
  listing: CaseListing,
  offset: number,
  limit: number,
  locate: string | null
): CaseWindow {
  const { pinned, cases } = listedCases(input, listing);
  const from = Math.max(0, Math.min(Math.floor(offset), cases.length));
  const shown = cases.subarray(from, Math.min(cases.length, from + Math.max(0, Math.floor(limit))));
  return {
    total: cases.length,
    pinned,
    offset: from,
    rows: [...caseRows(input, listing.columns, shown)],
    located: locate === null ? null : placeOf(input.log, cases, locate)
  };
}

/** The cases of a list: pinned ones first, the others in their order. */
export function listedCases(
  input: CaseListInput,
  { order, search, pinned }: CaseListing
): { pinned: number; cases: Uint32Array } {
  const others = caseOrder(input, order, search);
  if (pinned.length === 0) return { pinned: 0, cases: others };
  const { log, keep } = input;
  const first: number[] = [];
  for (const id of pinned) {
    const c = caseNamed(log.caseIds, id);
    if (c >= 0 && keep?.[c] !== 0 && !first.includes(c)) first.push(c);
  }
  const isFirst = new Uint8Array(log.caseStart.length - 1);
  for (const c of first) isFirst[c] = 1;
  const cases = new Uint32Array(first.length + others.length);
  cases.set(first);
  let n = first.length;
  for (let i = 0; i < others.length; i++) if (isFirst[others[i]!] === 0) cases[n++] = others[i]!;
  return { pinned: first.length, cases: cases.subarray(0, n) };
}

/** The rows of these cases, one after the other. */
export function* caseRows(input: CaseListInput, columns: readonly CaseColumn[], cases: Iterable<number>): Generator<CaseRow> {
  const cellsOf = columns.map((column) => cellReader(input, column));
  for (const c of cases) yield { caseNo: c, caseId: textAt(input.log.caseIds, c), cells: cellsOf.map((cell) => cell(c)) };
}

function cellReader(input: CaseListInput, column: CaseColumn): (c: number) => CaseCell {
  if ('fact' in column) {
    const numbers = caseNumbers(input, column.fact);
    return (c) => numbers[c]!;
  }
  const { codes, dictionary } = columnNamed(input.table, column.attribute);
  const { caseStart, row } = input.log;
  return (c): AttributeCell => {
    const first = caseStart[c]!;
    const end = caseStart[c + 1]!;
    if (first === end) return { value: null, others: 0 };
    const code = codes[row[first]!]!;
    let others: Set<number> | undefined;
    for (let e = first + 1; e < end; e++) {
      const other = codes[row[e]!]!;
      if (other !== code && other !== 0) (others ??= new Set()).add(other);
    }
    return { value: code === 0 ? null : textAt(dictionary, code), others: others?.size ?? 0 };
  };
}

function placeOf(log: LogColumns, cases: Uint32Array, caseId: string): CasePlace | null {
  const c = caseNamed(log.caseIds, caseId);
  const index = c < 0 ? -1 : cases.indexOf(c);
  if (index < 0) return null;
  const idAt = (i: number): string | null => (i < 0 || i >= cases.length ? null : textAt(log.caseIds, cases[i]!));
  return { caseId, index, previousId: idAt(index - 1), nextId: idAt(index + 1) };
}

/** The number of the case with this id; -1 where there is none. One look at the length of each id. */
export function caseNamed({ size, bytes, offsets }: Dictionary, caseId: string): number {
  const text = new TextEncoder().encode(caseId);
  for (let c = 0; c < size; c++) {
    const from = offsets[c]!;
    if (offsets[c + 1]! - from !== text.length) continue;
    let i = 0;
    while (i < text.length && bytes[from + i] === text[i]) i++;
    if (i === text.length) return c;
  }
  return -1;
}
