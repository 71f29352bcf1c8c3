import { MiningError } from '$lib/model/errors';
import type { LogTable } from '$lib/model/log';
import type { CropClause, EventClause, EventsClause, TimeSpanClause } from '$lib/model/selection';
import { codesOf } from './codes-of';
import { refuseNonsense } from './refuse-nonsense';
import { columnNamed } from './selection-input';
import type { EventColumns } from './trimmed-log';

/**
 * The events one event clause leaves, its negation applied; whether it is muted is left to the caller.
 *
 * @returns [events] 1 = stays
 * @throws MiningError `unknown-column`; `bad-selection` for values that cannot be meant, and for a time span that is about cases
 *
 * Time O(events).
 */
export function eventMask(log: EventColumns, table: LogTable, clause: EventClause): Uint8Array {
  refuseNonsense(clause);
  const mask = positiveMask(log, table, clause);
  if (clause.negated) for (let e = 0; e < mask.length; e++) mask[e]! ^= 1;
  return mask;
}

function positiveMask(log: EventColumns, table: LogTable, clause: EventClause): Uint8Array {
  switch (clause.kind) {
    case 'events':
      return clause.column === null ? eventsOfActivities(log, clause) : eventsWithValue(log, table, clause.column, clause);
    case 'crop':
      return eventsBetween(log, clause);
    case 'time-span':
      if (clause.mode !== 'trimmed') throw new MiningError('bad-selection', { why: `mode = ${clause.mode}` });
      return eventsInSpan(log, clause);
    default: {
      const never: never = clause;
      return never;
    }
  }
}

function eventsOfActivities({ activities, activity }: EventColumns, { values }: EventsClause): Uint8Array {
  const wanted = new Set(values);
  const named = Uint8Array.from(activities, (label) => (wanted.has(label) ? 1 : 0));
  const mask = new Uint8Array(activity.length);
  for (let e = 0; e < mask.length; e++) mask[e] = named[activity[e]!]!;
  return mask;
}

function eventsWithValue({ row }: EventColumns, table: LogTable, column: string, { values }: EventsClause): Uint8Array {
  const { codes, dictionary } = columnNamed(table, column);
  const named = codesOf(dictionary, values);
  const mask = new Uint8Array(row.length);
  for (let e = 0; e < mask.length; e++) mask[e] = named[codes[row[e]!]!]!;
  return mask;
}

function eventsInSpan({ timeMs }: EventColumns, { fromUtcMs, toUtcMs }: TimeSpanClause): Uint8Array {
  const mask = new Uint8Array(timeMs.length);
  for (let e = 0; e < mask.length; e++) mask[e] = timeMs[e]! >= fromUtcMs && timeMs[e]! <= toUtcMs ? 1 : 0;
  return mask;
}

function eventsBetween({ activities, activity, caseStart }: EventColumns, { from, to, reach }: CropClause): Uint8Array {
  const opening = from === null ? null : activities.indexOf(from);
  const closing = to === null ? null : activities.indexOf(to);
  const mask = new Uint8Array(activity.length);
  for (let c = 0; c + 1 < caseStart.length; c++) {
    const end = caseStart[c + 1]!;
    let first = caseStart[c]!;
    if (opening !== null) while (first < end && activity[first] !== opening) first++;
    if (first === end) continue;
    // the closing one stands behind the opening one, or anywhere
    const behind = opening === null ? first : first + 1;
    let last = end - 1;
    if (closing !== null && reach === 'far') while (last >= behind && activity[last] !== closing) last--;
    else if (closing !== null) {
      last = behind;
      while (last < end && activity[last] !== closing) last++;
    }
    if (last === end || (closing !== null && last < behind)) continue;
    mask.fill(1, first, last + 1);
  }
  return mask;
}
