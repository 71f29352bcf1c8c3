import type { LogColumns } from '$lib/model/log';
import type { CaseTokens, PlayClock } from '$lib/model/playback';
import { casePeriods } from './case-periods';
import { timeSorter } from './sort-times';

/** 24 bytes a move: more are no longer told apart on a map. */
const MOST_MOVES = 400_000;

/**
 * Choose cases evenly by the order of their beginnings, and write down when each moves over which edge: it leaves an activity at its
 * complete time and reaches the next one at its start (complete, where it has none). Overlapping activities are reached at once.
 *
 * @param most cases at most; fewer where cases are so long that there would be too many moves
 * @param keep [cases] 1 = selected; null for all
 *
 * Time O(cases) a digit of the radix sort, and O(moves of the chosen); memory 12 bytes a case meanwhile. Deterministic.
 */
export function caseTokens(log: LogColumns, most: number, clock: PlayClock, keep: Uint8Array | null = null): CaseTokens {
  const order = byBeginning(log, keep);
  const { fromUtcMs, toUtcMs } = casePeriods(log);
  const tokens = sampleSize(log, order, most);
  const chosen = Uint32Array.from({ length: tokens }, (_, i) => order[Math.floor((i * order.length) / tokens)]!);
  const isRelative = clock === 'relative';
  const beginMs = Float64Array.from(chosen, (c) => (isRelative ? 0 : fromUtcMs[c]!));
  // an end before the beginning is a start after its complete: such a case is over at once
  const endMs = Float64Array.from(chosen, (c) => Math.max(fromUtcMs[c]!, toUtcMs[c]!) - (isRelative ? fromUtcMs[c]! : 0));
  return {
    cases: order.length,
    tokens,
    fromMs: tokens === 0 ? NaN : beginMs.reduce((least, ms) => Math.min(least, ms), Infinity),
    toMs: tokens === 0 ? NaN : endMs.reduce((last, ms) => Math.max(last, ms), -Infinity),
    beginMs: beginMs.sort(),
    endMs: endMs.sort(),
    ...movesOf(log, chosen, isRelative ? fromUtcMs : null)
  };
}

/** Selected cases with an event, by their beginning, then by number. */
function byBeginning(log: LogColumns, keep: Uint8Array | null): Uint32Array {
  const { fromUtcMs } = casePeriods(log);
  const timeMs = new Float64Array(fromUtcMs.length);
  const caseOf = new Uint32Array(fromUtcMs.length);
  let n = 0;
  for (let c = 0; c < fromUtcMs.length; c++) {
    if (keep?.[c] === 0 || Number.isNaN(fromUtcMs[c]!)) continue;
    timeMs[n] = fromUtcMs[c]!;
    caseOf[n++] = c;
  }
  timeSorter(n)(timeMs, caseOf, 0, n);
  return caseOf.subarray(0, n);
}

function sampleSize({ caseStart }: LogColumns, order: Uint32Array, most: number): number {
  let events = 0;
  for (const c of order) events += caseStart[c + 1]! - caseStart[c]!;
  const room = events <= MOST_MOVES ? order.length : Math.floor((MOST_MOVES / events) * order.length);
  return Math.min(order.length, Math.max(1, Math.floor(most)), Math.max(1, room));
}

function movesOf(
  { activity, activities, caseStart, timeMs, startMs, variants }: LogColumns,
  chosen: Uint32Array,
  beganMs: Float64Array | null
): Pick<CaseTokens, 'token' | 'edge' | 'leaveMs' | 'reachMs'> {
  const n = activities.length;
  const { edgeFrom, edgeTo } = variants;
  const edgeOf = new Uint32Array(n * n);
  for (let edge = 0; edge < edgeFrom.length; edge++) edgeOf[edgeFrom[edge]! * n + edgeTo[edge]!] = edge;
  let moves = 0;
  for (const c of chosen) moves += caseStart[c + 1]! - caseStart[c]! - 1;
  const token = new Uint32Array(moves);
  const edge = new Uint32Array(moves);
  const leave = new Float64Array(moves);
  const reach = new Float64Array(moves);
  const order = new Uint32Array(moves);
  let at = 0;
  for (let t = 0; t < chosen.length; t++) {
    const c = chosen[t]!;
    const base = beganMs === null ? 0 : beganMs[c]!;
    for (let e = caseStart[c]! + 1; e < caseStart[c + 1]!; e++) {
      const start = startMs === null ? NaN : startMs[e]!;
      const left = timeMs[e - 1]!;
      token[at] = t;
      edge[at] = edgeOf[activity[e - 1]! * n + activity[e]!]!;
      leave[at] = left - base;
      reach[at] = Math.max(left, Number.isNaN(start) ? timeMs[e]! : start) - base;
      order[at] = at;
      at++;
    }
  }
  const leaveMs = leave.slice();
  timeSorter(moves)(leaveMs, order, 0, moves);
  return {
    token: Uint32Array.from(order, (i) => token[i]!),
    edge: Uint32Array.from(order, (i) => edge[i]!),
    leaveMs,
    reachMs: Float64Array.from(order, (i) => reach[i]!)
  };
}
