import type { LogColumns } from '$lib/model/log';
import { timeSorter } from '../performance/sort-times';
import type { SortedTimes } from '../performance/ranked-times';

/** Stretches of time in which something is worked on. */
export interface BusyTime {
  readonly totalMs: number;
  /** length of the last stretch; 0 where there is none */
  readonly lastMs: number;
}

interface WorkOrder extends SortedTimes {
  /** complete times, in the order of the starts */
  readonly endMs: Float64Array;
}

const known = new WeakMap<LogColumns, WorkOrder>();

/**
 * The time in which at least one event of the selected cases is worked on: between its start and its complete. NaN in a log without
 * start times; an event without a start, or with one behind its complete, takes no time.
 *
 * @param keep [cases] 1 = selected; null for all
 *
 * Time O(events with a start); the first call for a log sorts them. Memory 20 bytes an event with a start.
 */
export function busyTime(log: LogColumns, keep: Uint8Array | null = null): BusyTime {
  if (log.startMs === null) return { totalMs: NaN, lastMs: NaN };
  let order = known.get(log);
  if (!order) known.set(log, (order = workOrder(log, log.startMs)));
  const { timeMs, endMs, caseOf } = order;
  let totalMs = 0;
  let from = NaN;
  let until = -Infinity;
  for (let i = 0; i < timeMs.length; i++) {
    if (keep !== null && keep[caseOf[i]!] === 0) continue;
    if (timeMs[i]! > until) {
      if (!Number.isNaN(from)) totalMs += until - from;
      from = timeMs[i]!;
      until = endMs[i]!;
    } else if (endMs[i]! > until) until = endMs[i]!;
  }
  const lastMs = Number.isNaN(from) ? 0 : until - from;
  return { totalMs: totalMs + lastMs, lastMs };
}

function workOrder({ caseStart, timeMs }: LogColumns, startMs: Float64Array): WorkOrder {
  const starts = new Float64Array(startMs.length);
  const events = new Uint32Array(startMs.length);
  let n = 0;
  for (let e = 0; e < startMs.length; e++) {
    if (!(startMs[e]! <= timeMs[e]!)) continue;
    starts[n] = startMs[e]!;
    events[n++] = e;
  }
  timeSorter(n)(starts, events, 0, n);
  const caseOfEvent = new Uint32Array(startMs.length);
  for (let c = 0; c + 1 < caseStart.length; c++) caseOfEvent.fill(c, caseStart[c], caseStart[c + 1]);
  const order = events.subarray(0, n);
  return {
    start: Uint32Array.of(0, n),
    timeMs: starts.subarray(0, n),
    endMs: Float64Array.from(order, (e) => timeMs[e]!),
    caseOf: order.map((e) => caseOfEvent[e]!)
  };
}
