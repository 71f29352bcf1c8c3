import { textAt } from '$lib/model/dictionary';
import type { CaseEvents } from '$lib/model/cases';
import type { LogColumns, LogTable, TableColumn } from '$lib/model/log';
import { casePeriods } from '../performance/case-periods';
import { caseNamed } from './case-window';
import { variantRanks } from './variant-ranks';

interface CaseSource {
  /** as the selection leaves it */
  readonly log: LogColumns;
  /** the whole log, of the same cases */
  readonly whole: LogColumns;
  readonly table: LogTable;
  readonly keep: Uint8Array | null;
  /** columns that are no attributes here, since the case and the activity say the same */
  readonly left: ReadonlySet<number>;
}

/**
 * One case: its events in order with times, and the attributes of some of them, without columns that are ignored.
 *
 * @param offset, limit events whose attributes are wanted
 * @returns null where the log has no such case
 *
 * Time O(events of the case x columns), and the variant ranks of the selection (see `variantRanks`).
 */
export function caseEvents(
  { log, whole, table, keep, left }: CaseSource,
  caseId: string,
  offset: number,
  limit: number
): CaseEvents | null {
  const c = caseNamed(log.caseIds, caseId);
  if (c < 0) return null;
  const first = log.caseStart[c]!;
  const end = log.caseStart[c + 1]!;
  const { varying, constant } = columnsOf(table, left, log.row.subarray(first, end));
  const from = Math.max(0, Math.min(Math.floor(offset), end - first));
  const to = Math.min(end - first, from + Math.max(0, Math.floor(limit)));
  const { fromUtcMs, toUtcMs } = casePeriods(log);
  const variant = log.variants.variantOf[c]!;
  const isSelected = keep?.[c] !== 0 && end > first;
  const ranks = variantRanks(log, keep);
  return {
    caseId,
    isSelected,
    variantRank: isSelected ? ranks.rank[variant]! : 0,
    variantCases: ranks.cases[variant]!,
    eventsLeftOut: whole.caseStart[c + 1]! - whole.caseStart[c]! - (end - first),
    activity: Uint32Array.from(log.activity.subarray(first, end)),
    completeUtcMs: log.timeMs.slice(first, end),
    startUtcMs: log.startMs?.slice(first, end) ?? null,
    transitionMs: transitions(log, first, end),
    durationMs: toUtcMs[c]! - fromUtcMs[c]!,
    constant,
    varying: varying.map(({ name }) => name),
    offset: from,
    values: Array.from({ length: to - from }, (_, i) => varying.map((column) => valueAt(column, log.row[first + from + i]!)))
  };
}

function transitions({ timeMs, startMs }: LogColumns, first: number, end: number): Float64Array {
  const times = new Float64Array(end - first).fill(NaN);
  for (let e = first + 1; e < end; e++) {
    const start = startMs === null ? NaN : startMs[e]!;
    times[e - first] = (Number.isNaN(start) ? timeMs[e]! : start) - timeMs[e - 1]!;
  }
  return times;
}

function columnsOf(
  { columns }: LogTable,
  left: ReadonlySet<number>,
  rows: Uint32Array
): { varying: TableColumn[]; constant: CaseEvents['constant'] } {
  const varying: TableColumn[] = [];
  const constant: { column: string; value: string }[] = [];
  for (const [index, column] of columns.entries()) {
    const { codes, name, role } = column;
    if (role === 'ignore' || left.has(index) || rows.length === 0) continue;
    const code = codes[rows[0]!]!;
    let i = 1;
    while (i < rows.length && codes[rows[i]!] === code) i++;
    if (i < rows.length) varying.push(column);
    else if (code !== 0) constant.push({ column: name, value: textAt(column.dictionary, code) });
  }
  return { varying, constant };
}

function valueAt({ codes, dictionary }: TableColumn, row: number): string | null {
  return codes[row] === 0 ? null : textAt(dictionary, codes[row]!);
}
