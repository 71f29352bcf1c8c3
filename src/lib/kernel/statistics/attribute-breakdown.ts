import { MiningError } from '$lib/model/errors';
import { textAt } from '$lib/model/dictionary';
import type { LogColumns, LogTable } from '$lib/model/log';
import type { AttributeBreakdown } from '$lib/model/playback';
import { columnNamed } from '../selection/selection-input';
import { firstOfOrder } from '../variants/first-of-order';
import { medianOfGroups } from './group-medians';

/**
 * The events of an activity by the value of a column: how many, in how many cases, and the median of their service times (without start
 * times: of the transition times into them). Events descending, then in the order of the column's values.
 *
 * @param keep [cases] 1 = selected; null for all
 * @throws MiningError `unknown-edge` where there is no such activity, `unknown-column`
 *
 * Time O(events + times of the shown values x log); memory 16 bytes an event of the activity.
 */
export function activityBreakdown(
  log: LogColumns,
  table: LogTable,
  activity: number,
  column: string,
  limit: number,
  keep: Uint8Array | null = null
): AttributeBreakdown {
  if (!(activity >= 0 && activity < log.activities.length)) throw new MiningError('unknown-edge', { activity });
  return breakdown(log, table, -1, activity, column, limit, keep);
}

/**
 * The same of a path: by the value that the event has to which it leads, with the path's transition times.
 *
 * @param edge index into `VariantIndex.edgeFrom`
 * @throws MiningError `unknown-edge`, `unknown-column`
 */
export function edgeBreakdown(
  log: LogColumns,
  table: LogTable,
  edge: number,
  column: string,
  limit: number,
  keep: Uint8Array | null = null
): AttributeBreakdown {
  const { edgeFrom, edgeTo } = log.variants;
  if (!(edge >= 0 && edge < edgeFrom.length)) throw new MiningError('unknown-edge', { edge });
  return breakdown(log, table, edgeFrom[edge]!, edgeTo[edge]!, column, limit, keep);
}

/** @param from -1 = whatever comes before */
function breakdown(
  log: LogColumns,
  table: LogTable,
  from: number,
  to: number,
  column: string,
  limit: number,
  keep: Uint8Array | null
): AttributeBreakdown {
  const { codes, dictionary } = columnNamed(table, column);
  const { row } = log;
  const size = Math.max(dictionary.size, 1);
  const events = new Uint32Array(size);
  const cases = new Uint32Array(size);
  const lastCase = new Uint32Array(size);
  const found = eventsOf(log, from, to, keep, (e, c) => {
    const code = codes[row[e]!]!;
    events[code]!++;
    if (lastCase[code] === c + 1) return;
    lastCase[code] = c + 1;
    cases[code]!++;
  });
  const values = [...events.keys()].filter((code) => events[code]! > 0);
  const shown = firstOfOrder(values, Math.floor(limit), (a, b) => events[b]! - events[a]! || order(a) - order(b));
  const rowOf = new Int32Array(size).fill(-1);
  shown.forEach((code, i) => (rowOf[code] = i));
  const groups = new Uint32Array(found);
  const times = new Float64Array(found);
  const isService = from === -1 && log.startMs !== null;
  let n = 0;
  eventsOf(log, from, to, keep, (e, c) => {
    const group = rowOf[codes[row[e]!]!]!;
    const time = isService ? log.timeMs[e]! - log.startMs[e]! : transitionInto(log, e, c);
    if (group < 0 || Number.isNaN(time)) return;
    groups[n] = group;
    times[n++] = time;
  });
  const medians = medianOfGroups({ groups: groups.subarray(0, n), times: times.subarray(0, n) }, shown.length);
  return {
    events: found,
    total: values.length,
    rows: shown.map((code, i) => ({
      value: code === 0 ? null : textAt(dictionary, code),
      events: events[code]!,
      cases: cases[code]!,
      medianMs: medians[i]!
    }))
  };
}

/** The missing value last. */
function order(code: number): number {
  return code === 0 ? Infinity : code;
}

/** NaN for the first event of a case. */
function transitionInto({ timeMs, startMs, caseStart }: LogColumns, e: number, c: number): number {
  if (e === caseStart[c]) return NaN;
  const start = startMs === null ? NaN : startMs[e]!;
  return (Number.isNaN(start) ? timeMs[e]! : start) - timeMs[e - 1]!;
}

/** Visit the events of an activity (that follow one of `from`) in the selected cases; how many there are. */
function eventsOf(
  { activity, caseStart }: LogColumns,
  from: number,
  to: number,
  keep: Uint8Array | null,
  visit: (event: number, caseNo: number) => void
): number {
  let found = 0;
  for (let c = 0; c + 1 < caseStart.length; c++) {
    if (keep !== null && keep[c] === 0) continue;
    const first = caseStart[c]!;
    const end = caseStart[c + 1]!;
    for (let e = from === -1 ? first : first + 1; e < end; e++) {
      if (activity[e] !== to || (from !== -1 && activity[e - 1] !== from)) continue;
      visit(e, c);
      found++;
    }
  }
  return found;
}
