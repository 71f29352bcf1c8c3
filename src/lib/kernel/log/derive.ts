import { MiningError } from '$lib/model/errors';
import { codeArray, dictionaryOf } from '$lib/model/dictionary';
import type { CodeArray, DerivedLog, Dictionary, LogShape, LogTable } from '$lib/model/log';
import { indexVariants } from '../variants/variant-index';
import { joinedCodes, type JoinedCodes } from './joined-codes';
import { LEFT_OUT, pairLifecycle, transitionsOf, type Transitions } from './lifecycle';
import { orderByTime, tiedPairs, type EventColumns } from './time-order';

/** More activities than this are no process; the user is told to choose another column. */
export const MAX_ACTIVITIES = 4096;

/**
 * Derive the columnar log from a table: which rows are events of which case and activity, sorted by case, then complete time, then
 * position in the file. Cases and activities are numbered by first appearance among the rows that are used.
 *
 * Rows without case or activity are left out and counted. Lifecycle: see `LifecycleMode` and `lifecycle.ts`; without a lifecycle column
 * every row is an event and the report says so. Start times come from `table.startMs`, those of pairs from their start rows; a log in which
 * none is known has `startMs` null.
 *
 * @throws MiningError `too-many-activities` above 4,096, `unknown-column`
 *
 * Cost: two passes over the rows (count, scatter) and two over the events, and the variant index; 21 bytes an event with start times.
 */
export function deriveLog(table: LogTable, shape: LogShape): DerivedLog {
  const cases = joinedCodes(table, shape.caseColumns);
  const activities = joinedCodes(table, shape.activityColumns);
  const transitions = transitionsOf(table, shape.lifecycleMode);
  const counted = countRows(table.rows, cases, activities, transitions);
  let events = scatterRows(table, cases.codes, activities.codes, transitions, counted, table.startMs);
  const rowsOutOfOrder = orderByTime(events);
  let pairedInstances = 0;
  let unpairedStarts = 0;
  let unpairedCompletes = 0;
  if (transitions !== null && shape.lifecycleMode === 'pair') {
    ({ events, pairedInstances, unpairedStarts, unpairedCompletes } = pairLifecycle(
      events,
      table,
      activities.codes,
      transitions
    ));
  }
  const { caseStart, activity, timeMs, row } = events;
  const startMs = events.startMs !== null && events.startMs.some((time) => !Number.isNaN(time)) ? events.startMs : null;
  const variants = indexVariants(activity, caseStart, counted.labels.length);
  const { firstUtcMs, lastUtcMs } = period(timeMs, startMs);
  return {
    log: {
      activities: counted.labels,
      activity,
      timeMs,
      startMs,
      caseStart,
      row,
      caseIds: caseLabels(table, shape, cases, counted),
      variants
    },
    report: {
      events: timeMs.length,
      cases: caseStart.length - 1,
      activities: counted.labels.length,
      variants: variants.size,
      firstUtcMs,
      lastUtcMs,
      tiedPairs: tiedPairs(caseStart, timeMs),
      rowsOutOfOrder,
      lifecycleMode: transitions === null ? 'every-row' : shape.lifecycleMode,
      pairedInstances,
      unpairedStarts,
      unpairedCompletes,
      rowsLeftOut: counted.rowsLeftOut,
      rowsWithoutCase: counted.rowsWithoutCase,
      rowsWithoutActivity: counted.rowsWithoutActivity
    }
  };
}

interface CountedRows {
  readonly events: number;
  readonly cases: number;
  /** [cases] joined code of each case */
  readonly codeOfCase: Uint32Array;
  /** by joined case code: rows of the case */
  readonly rowsOfCode: Uint32Array;
  /** by joined activity code: the activity, -1 where unused */
  readonly activityOf: Int16Array;
  readonly labels: string[];
  readonly rowsLeftOut: number;
  readonly rowsWithoutCase: number;
  readonly rowsWithoutActivity: number;
}

function countRows(rows: number, cases: JoinedCodes, activities: JoinedCodes, transitions: Transitions | null): CountedRows {
  const caseCodes = cases.codes;
  const activityCodes = activities.codes;
  const rowsOfCode = new Uint32Array(cases.size);
  const codeOfCase = new Uint32Array(cases.size);
  const activityOf = new Int16Array(activities.size).fill(-1);
  const labels: string[] = [];
  const known = new Map<string, number>();
  let caseCount = 0;
  let rowsLeftOut = 0;
  let rowsWithoutCase = 0;
  let rowsWithoutActivity = 0;
  for (let row = 0; row < rows; row++) {
    const code = caseCodes[row]!;
    const activityCode = activityCodes[row]!;
    if (code === 0) rowsWithoutCase++;
    else if (activityCode === 0) rowsWithoutActivity++;
    else if (transitions !== null && transitions.verdict[transitions.codes[row]!] === LEFT_OUT) rowsLeftOut++;
    else {
      if (activityOf[activityCode]! < 0) {
        const label = activities.label(activityCode);
        let activity = known.get(label);
        if (activity === undefined) {
          activity = labels.length;
          if (activity === MAX_ACTIVITIES)
            throw new MiningError('too-many-activities', { n: activities.size - 1, max: MAX_ACTIVITIES });
          known.set(label, activity);
          labels.push(label);
        }
        activityOf[activityCode] = activity;
      }
      if (rowsOfCode[code]!++ === 0) codeOfCase[caseCount++] = code;
    }
  }
  return {
    events: rows - rowsLeftOut - rowsWithoutCase - rowsWithoutActivity,
    cases: caseCount,
    codeOfCase: codeOfCase.slice(0, caseCount),
    rowsOfCode,
    activityOf,
    labels,
    rowsLeftOut,
    rowsWithoutCase,
    rowsWithoutActivity
  };
}

/** Counting sort by case: each used row to its place, in file order within a case. Uses up `counted.rowsOfCode`. */
function scatterRows(
  table: LogTable,
  caseCodes: CodeArray,
  activityCodes: CodeArray,
  transitions: Transitions | null,
  counted: CountedRows,
  tableStartMs: Float64Array | null
): EventColumns {
  const { codeOfCase, rowsOfCode: placeOf, activityOf, cases, events } = counted;
  const caseStart = new Uint32Array(cases + 1);
  for (let c = 0; c < cases; c++) {
    const code = codeOfCase[c]!;
    caseStart[c + 1] = caseStart[c]! + placeOf[code]!;
    placeOf[code] = caseStart[c]!;
  }
  const activity = codeArray(Math.max(counted.labels.length - 1, 0), events);
  const timeMs = new Float64Array(events);
  const startMs = tableStartMs === null ? null : new Float64Array(events);
  const row = new Uint32Array(events);
  const tableTimeMs = table.timeMs;
  for (let r = 0; r < table.rows; r++) {
    const code = caseCodes[r]!;
    const activityCode = activityCodes[r]!;
    if (code === 0 || activityCode === 0) continue;
    if (transitions !== null && transitions.verdict[transitions.codes[r]!] === LEFT_OUT) continue;
    const at = placeOf[code]!;
    placeOf[code] = at + 1;
    timeMs[at] = tableTimeMs[r]!;
    activity[at] = activityOf[activityCode]!;
    row[at] = r;
    if (startMs !== null) startMs[at] = tableStartMs![r]!;
  }
  return { caseStart, activity, timeMs, startMs, row };
}

function period(timeMs: Float64Array, startMs: Float64Array | null): { firstUtcMs: number; lastUtcMs: number } {
  if (timeMs.length === 0) return { firstUtcMs: NaN, lastUtcMs: NaN };
  let first = Infinity;
  let last = -Infinity;
  for (let e = 0; e < timeMs.length; e++) {
    const time = timeMs[e]!;
    if (time < first) first = time;
    if (time > last) last = time;
  }
  // NaN compares false, so a missing start changes nothing.
  if (startMs !== null) for (let e = 0; e < startMs.length; e++) if (startMs[e]! < first) first = startMs[e]!;
  return { firstUtcMs: first, lastUtcMs: last };
}

function caseLabels(table: LogTable, shape: LogShape, cases: JoinedCodes, { codeOfCase }: CountedRows): Dictionary {
  const column = table.columns[shape.caseColumns[0] ?? -1];
  if (shape.caseColumns.length !== 1 || !column) return dictionaryOf(Array.from(codeOfCase, (code) => cases.label(code)));
  const { bytes, offsets } = column.dictionary;
  const labelOffsets = new Uint32Array(codeOfCase.length + 1);
  for (let c = 0; c < codeOfCase.length; c++) {
    const code = codeOfCase[c]!;
    labelOffsets[c + 1] = labelOffsets[c]! + offsets[code + 1]! - offsets[code]!;
  }
  const labels = new Uint8Array(labelOffsets[codeOfCase.length]!);
  for (let c = 0; c < codeOfCase.length; c++) {
    let from = offsets[codeOfCase[c]!]!;
    for (let at = labelOffsets[c]!; at < labelOffsets[c + 1]!; at++) labels[at] = bytes[from++]!;
  }
  return { size: codeOfCase.length, bytes: labels, offsets: labelOffsets };
}
