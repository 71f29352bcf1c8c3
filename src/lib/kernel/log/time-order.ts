import type { CodeArray } from '$lib/model/log';

/** Events of a log in the making: sorted by case, in a case in file order until `orderByTime` has run. */
export interface EventColumns {
  /** [cases + 1] */
  caseStart: Uint32Array;
  /** [events] */
  activity: CodeArray;
  timeMs: Float64Array;
  startMs: Float64Array | null;
  row: Uint32Array;
}

/** A case up to this long is sorted by insertion. */
const SHORT_CASE = 48;

/**
 * Bring the events of each case into time order, in place; events of the same time stay in file order (a stable sort).
 *
 * @returns how many events came before (in time) the event above them of the same case
 *
 * Cost: one pass over the times; only cases out of order are sorted, O(n log n) each.
 */
export function orderByTime(events: EventColumns): number {
  const { caseStart, timeMs } = events;
  const cases = caseStart.length - 1;
  let outOfOrder = 0;
  let e = 0;
  for (let c = 0; c < cases; c++) {
    const end = caseStart[c + 1]!;
    if (e === end) continue;
    const first = e;
    let before = timeMs[e]!;
    let late = 0;
    for (e++; e < end; e++) {
      const time = timeMs[e]!;
      if (time < before) late++;
      before = time;
    }
    if (late === 0) continue;
    outOfOrder += late;
    if (end - first <= SHORT_CASE) insertionSort(events, first, end);
    else mergeSort(events, first, end);
  }
  return outOfOrder;
}

/** How many successive events of a case have the same complete time. Cost: one pass over the times. */
export function tiedPairs(caseStart: Uint32Array, timeMs: Float64Array): number {
  let ties = 0;
  let e = 0;
  for (let c = 0; c + 1 < caseStart.length; c++) {
    const end = caseStart[c + 1]!;
    if (e === end) continue;
    let before = timeMs[e]!;
    for (e++; e < end; e++) {
      const time = timeMs[e]!;
      if (time === before) ties++;
      before = time;
    }
  }
  return ties;
}

function insertionSort({ activity, timeMs, startMs, row }: EventColumns, first: number, end: number): void {
  for (let e = first + 1; e < end; e++) {
    const time = timeMs[e]!;
    if (timeMs[e - 1]! <= time) continue;
    const code = activity[e]!;
    const source = row[e]!;
    const start = startMs === null ? 0 : startMs[e]!;
    let at = e;
    for (; at > first && timeMs[at - 1]! > time; at--) {
      timeMs[at] = timeMs[at - 1]!;
      activity[at] = activity[at - 1]!;
      row[at] = row[at - 1]!;
      if (startMs !== null) startMs[at] = startMs[at - 1]!;
    }
    timeMs[at] = time;
    activity[at] = code;
    row[at] = source;
    if (startMs !== null) startMs[at] = start;
  }
}

function mergeSort({ activity, timeMs, startMs, row }: EventColumns, first: number, end: number): void {
  const order = stableOrder(timeMs.subarray(first, end));
  permute(timeMs.subarray(first, end), order);
  permute(activity.subarray(first, end), order);
  permute(row.subarray(first, end), order);
  if (startMs !== null) permute(startMs.subarray(first, end), order);
}

/** The positions of `values` in ascending order, equal values in their own order: merge sort, bottom up. */
export function stableOrder(values: Float64Array): Uint32Array {
  const n = values.length;
  let from = new Uint32Array(n);
  let to = new Uint32Array(n);
  for (let i = 0; i < n; i++) from[i] = i;
  for (let width = 1; width < n; width *= 2) {
    for (let left = 0; left < n; left += 2 * width) {
      const middle = Math.min(left + width, n);
      const end = Math.min(left + 2 * width, n);
      let i = left;
      let j = middle;
      for (let at = left; at < end; at++) {
        const takeLeft = i < middle && (j >= end || values[from[i]!]! <= values[from[j]!]!);
        to[at] = takeLeft ? from[i++]! : from[j++]!;
      }
    }
    [from, to] = [to, from];
  }
  return from;
}

function permute(values: Float64Array | CodeArray, order: Uint32Array): void {
  const old = values.slice();
  for (let i = 0; i < order.length; i++) values[i] = old[order[i]!]!;
}
