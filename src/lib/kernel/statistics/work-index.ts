import { codeArray } from '$lib/model/dictionary';
import type { CodeArray, LogColumns, TableColumn } from '$lib/model/log';
import type { DurationStatistics } from '$lib/model/map';
import type { SortedTimes } from '../performance/ranked-times';
import { timeSorter } from '../performance/sort-times';

/** Events of a log grouped by a code (activity, resource ...), with the times of each group sorted once. */
export interface WorkIndex {
  /** [events] */
  readonly code: CodeArray;
  /** codes are below it */
  readonly codes: number;
  /** complete minus start; null in a log without start times */
  readonly service: SortedTimes | null;
  /** transition times into the events; in a log with start times only of events that have one */
  readonly before: SortedTimes;
}

const byActivity = new WeakMap<LogColumns, WorkIndex>();
const byColumn = new WeakMap<LogColumns, { column: TableColumn; index: WorkIndex }>();

/** Built once a log. 12 bytes an event, 24 with start times. */
export function activityWork(log: LogColumns): WorkIndex {
  let index = byActivity.get(log);
  if (!index) byActivity.set(log, (index = buildWorkIndex(log, log.activity, log.activities.length)));
  return index;
}

/** The same by the values of a column; that of the last column is kept. */
export function columnWork(log: LogColumns, column: TableColumn): WorkIndex {
  const known = byColumn.get(log);
  if (known?.column === column) return known.index;
  const index = buildWorkIndex(log, eventCodes(log, column), Math.max(column.dictionary.size, 1));
  byColumn.set(log, { column, index });
  return index;
}

/** [events] codes of a column. */
export function eventCodes({ row }: LogColumns, { codes, dictionary }: TableColumn): CodeArray {
  const code = codeArray(Math.max(dictionary.size - 1, 0), row.length);
  for (let e = 0; e < row.length; e++) code[e] = codes[row[e]!]!;
  return code;
}

/** Time O(events) a digit of the radix sort. */
function buildWorkIndex(log: LogColumns, code: CodeArray, codes: number): WorkIndex {
  const { timeMs, startMs } = log;
  const service = startMs === null ? null : gather(log, code, codes, 0, (e) => timeMs[e]! - startMs[e]!);
  const before = gather(
    log,
    code,
    codes,
    1,
    startMs === null ? (e) => timeMs[e]! - timeMs[e - 1]! : (e) => startMs[e]! - timeMs[e - 1]!
  );
  return { code, codes, service, before };
}

/** The times of events by code, ascending in each; `skip` events of each case have none, nor has one whose time is NaN. */
function gather(
  { caseStart }: LogColumns,
  code: CodeArray,
  codes: number,
  skip: number,
  timeOf: (e: number) => number
): SortedTimes {
  const start = new Uint32Array(codes + 1);
  const cases = caseStart.length - 1;
  for (let c = 0; c < cases; c++) {
    const end = caseStart[c + 1]!;
    for (let e = caseStart[c]! + skip; e < end; e++) {
      const time = timeOf(e);
      if (time === time) start[code[e]! + 1]!++;
    }
  }
  let longest = 0;
  for (let k = 0; k < codes; k++) {
    if (start[k + 1]! > longest) longest = start[k + 1]!;
    start[k + 1]! += start[k]!;
  }
  const place = start.slice();
  const timeMs = new Float64Array(start[codes]!);
  const caseOf = new Uint32Array(start[codes]!);
  for (let c = 0; c < cases; c++) {
    const end = caseStart[c + 1]!;
    for (let e = caseStart[c]! + skip; e < end; e++) {
      const time = timeOf(e);
      if (time !== time) continue;
      const at = place[code[e]!]!++;
      timeMs[at] = time;
      caseOf[at] = c;
    }
  }
  const sort = timeSorter(longest);
  for (let k = 0; k < codes; k++) sort(timeMs, caseOf, start[k]!, start[k + 1]!);
  return { start, timeMs, caseOf };
}

/** Events and cases of each code, and the cases that begin and end with it. */
export interface CodeCounts {
  readonly events: Uint32Array;
  readonly cases: Uint32Array;
  readonly firstCases: Uint32Array;
  readonly lastCases: Uint32Array;
}

/** Time O(events of the selected cases). */
export function codeCounts({ caseStart }: LogColumns, { code, codes }: WorkIndex, keep: Uint8Array | null): CodeCounts {
  const events = new Uint32Array(codes);
  const cases = new Uint32Array(codes);
  const firstCases = new Uint32Array(codes);
  const lastCases = new Uint32Array(codes);
  const lastCase = new Uint32Array(codes);
  for (let c = 0; c + 1 < caseStart.length; c++) {
    const first = caseStart[c]!;
    const end = caseStart[c + 1]!;
    if (first === end || (keep !== null && keep[c] === 0)) continue;
    firstCases[code[first]!]!++;
    lastCases[code[end - 1]!]!++;
    for (let e = first; e < end; e++) {
      const k = code[e]!;
      events[k]!++;
      if (lastCase[k] === c + 1) continue;
      lastCase[k] = c + 1;
      cases[k]!++;
    }
  }
  return { events, cases, firstCases, lastCases };
}

/**
 * How many distinct codes of a second kind go with each code of the first.
 *
 * @param leaveOut a code of the second kind that does not count; -1 for none
 *
 * Time O(events of the selected cases); memory 8 bytes an event.
 */
export function distinctWith(
  { caseStart }: LogColumns,
  { code, codes }: WorkIndex,
  other: CodeArray,
  others: number,
  leaveOut: number,
  keep: Uint8Array | null
): Uint32Array {
  const start = new Uint32Array(codes + 1);
  const cases = caseStart.length - 1;
  for (let c = 0; c < cases; c++) {
    if (keep !== null && keep[c] === 0) continue;
    for (let e = caseStart[c]!; e < caseStart[c + 1]!; e++) start[code[e]! + 1]!++;
  }
  for (let k = 0; k < codes; k++) start[k + 1]! += start[k]!;
  const place = start.slice();
  const grouped = new Uint32Array(start[codes]!);
  for (let c = 0; c < cases; c++) {
    if (keep !== null && keep[c] === 0) continue;
    for (let e = caseStart[c]!; e < caseStart[c + 1]!; e++) grouped[place[code[e]!]!++] = other[e]!;
  }
  const distinct = new Uint32Array(codes);
  const lastWith = new Uint32Array(others);
  for (let k = 0; k < codes; k++) {
    for (let i = start[k]!; i < start[k + 1]!; i++) {
      const o = grouped[i]!;
      if (lastWith[o] === k + 1 || o === leaveOut) continue;
      lastWith[o] = k + 1;
      distinct[k]!++;
    }
  }
  return distinct;
}

/** The statistics of some segments, in the order of `rows`. */
export function rowsOf(of: DurationStatistics, rows: readonly number[]): DurationStatistics {
  const pick = (values: Float64Array): Float64Array => Float64Array.from(rows, (k) => values[k]!);
  return {
    count: Uint32Array.from(rows, (k) => of.count[k]!),
    meanMs: pick(of.meanMs),
    medianMs: pick(of.medianMs),
    p90Ms: pick(of.p90Ms),
    minMs: pick(of.minMs),
    maxMs: pick(of.maxMs),
    sumMs: pick(of.sumMs)
  };
}
