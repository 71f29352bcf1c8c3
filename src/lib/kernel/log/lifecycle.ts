import { textAt } from '$lib/model/dictionary';
import type { CodeArray, LifecycleMode, LogTable, TableColumn } from '$lib/model/log';
import { joinTwo } from './joined-codes';
import type { EventColumns } from './time-order';

export const LEFT_OUT = 0;
export const START = 1;
export const COMPLETE = 2;

/** What the transition of each row means under a lifecycle mode. */
export interface Transitions {
  /** [rows] codes of the lifecycle column */
  readonly codes: CodeArray;
  /** by code: `LEFT_OUT`, `START` or `COMPLETE` */
  readonly verdict: Uint8Array;
}

/**
 * Read the lifecycle column (the one with that role) for a mode; null where every row is an event: mode `every-row`, or no such column.
 * `start` and `complete` are read in any case of letters. A row without a transition counts as complete, so that none is lost.
 */
export function transitionsOf(table: LogTable, mode: LifecycleMode): Transitions | null {
  const column = table.columns.find(({ role }) => role === 'lifecycle');
  if (mode === 'every-row' || !column) return null;
  const verdict = new Uint8Array(Math.max(column.dictionary.size, 1));
  verdict[0] = COMPLETE;
  for (let code = 1; code < verdict.length; code++) {
    const transition = textAt(column.dictionary, code).trim().toLowerCase();
    if (transition === 'complete') verdict[code] = COMPLETE;
    else if (transition === 'start' && mode === 'pair') verdict[code] = START;
  }
  return { codes: column.codes, verdict };
}

const INSTANCE_COLUMNS: ReadonlySet<string> = new Set([
  'concept:instance',
  'lifecycle:instance',
  'activity:instance',
  'activity instance',
  'activity_instance',
  'activity_instance_id',
  'activityinstanceid',
  'instance_id',
  'instance'
]);

/** The column that tells instances of one activity apart, where the log has one. */
export function instanceColumn(table: LogTable): TableColumn | null {
  return table.columns.find(({ name, scope }) => scope === 'event' && INSTANCE_COLUMNS.has(name.trim().toLowerCase())) ?? null;
}

export interface Pairing {
  readonly events: EventColumns;
  readonly pairedInstances: number;
  readonly unpairedStarts: number;
  readonly unpairedCompletes: number;
}

/**
 * Join start rows and complete rows into events, first in first out by case, activity and instance id where there is one.
 * A pair is one event with its complete row, its complete time and the start row's time. A start without a complete stays as an event of
 * no duration; a complete without a start keeps the start its row has, NaN where the table has no start column. Where no pair shares an instance id, ids are left aside: such a
 * column numbers rows, not instances.
 *
 * @param rows events of all start and complete rows, in time order
 * @param activityCodes [rows of the table]
 *
 * Time O(rows), memory 12 bytes a row.
 */
export function pairLifecycle(rows: EventColumns, table: LogTable, activityCodes: CodeArray, transitions: Transitions): Pairing {
  const instances = instanceColumn(table);
  if (instances) {
    const paired = pairBy(rows, joinTwo(activityCodes, instances.codes).codes, transitions);
    if (paired.pairedInstances > 0) return paired;
  }
  return pairBy(rows, activityCodes, transitions);
}

function pairBy(rows: EventColumns, keys: CodeArray, { codes, verdict }: Transitions): Pairing {
  const { caseStart, timeMs, row } = rows;
  const total = timeMs.length;
  const startMs = rows.startMs === null ? new Float64Array(total).fill(NaN) : rows.startMs.slice();
  const dropped = new Uint8Array(total);
  // A queue of open starts a key: event + 1, 0 = none. Emptied after each case.
  let size = 0;
  for (let i = 0; i < keys.length; i++) if (keys[i]! >= size) size = keys[i]! + 1;
  const head = new Uint32Array(size);
  const tail = new Uint32Array(size);
  const next = new Uint32Array(total);
  let pairedInstances = 0;
  let starts = 0;
  let completes = 0;
  for (let c = 0; c + 1 < caseStart.length; c++) {
    const end = caseStart[c + 1]!;
    for (let e = caseStart[c]!; e < end; e++) {
      const key = keys[row[e]!]!;
      if (verdict[codes[row[e]!]!] === START) {
        starts++;
        startMs[e] = timeMs[e]!;
        if (head[key] === 0) head[key] = e + 1;
        else next[tail[key]! - 1] = e + 1;
        tail[key] = e + 1;
      } else {
        completes++;
        const open = head[key]!;
        if (open === 0) continue;
        pairedInstances++;
        startMs[e] = timeMs[open - 1]!;
        dropped[open - 1] = 1;
        head[key] = next[open - 1]!;
      }
    }
    for (let e = caseStart[c]!; e < end; e++) head[keys[row[e]!]!] = 0;
  }
  return {
    events: withoutDropped({ ...rows, startMs }, dropped, pairedInstances),
    pairedInstances,
    unpairedStarts: starts - pairedInstances,
    unpairedCompletes: completes - pairedInstances
  };
}

function withoutDropped(rows: EventColumns, dropped: Uint8Array, count: number): EventColumns {
  const { activity, timeMs, startMs, row, caseStart } = rows;
  const kept = timeMs.length - count;
  const events: EventColumns = {
    caseStart: new Uint32Array(caseStart.length),
    activity: activity.slice(0, kept),
    timeMs: new Float64Array(kept),
    startMs: new Float64Array(kept),
    row: new Uint32Array(kept)
  };
  let at = 0;
  for (let c = 0; c + 1 < caseStart.length; c++) {
    for (let e = caseStart[c]!; e < caseStart[c + 1]!; e++) {
      if (dropped[e] === 1) continue;
      events.activity[at] = activity[e]!;
      events.timeMs[at] = timeMs[e]!;
      events.startMs![at] = startMs![e]!;
      events.row[at] = row[e]!;
      at++;
    }
    events.caseStart[c + 1] = at;
  }
  return events;
}
