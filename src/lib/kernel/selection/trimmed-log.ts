import { codeArray } from '$lib/model/dictionary';
import type { LogColumns } from '$lib/model/log';
import { indexVariants } from '../variants/variant-index';

/** The events of a log without the index of its variants, which names and event clauses make stale. */
export type EventColumns = Omit<LogColumns, 'variants'>;

/**
 * The events that stay: what was apart becomes neighbours. Cases and activities keep their numbers; a case that loses every event is an
 * empty one.
 *
 * @param keepEvent [events] 1 = stays
 *
 * Time O(events); memory as `EventColumns`, case labels shared with `log`.
 */
export function trimmedEvents(log: EventColumns, keepEvent: Uint8Array): EventColumns {
  let events = 0;
  for (let e = 0; e < keepEvent.length; e++) events += keepEvent[e]!;
  if (events === keepEvent.length) return log;
  const caseStart = new Uint32Array(log.caseStart.length);
  const activity = codeArray(Math.max(log.activities.length - 1, 0), events);
  const timeMs = new Float64Array(events);
  const startMs = log.startMs === null ? null : new Float64Array(events);
  const row = new Uint32Array(events);
  let at = 0;
  for (let c = 0; c + 1 < caseStart.length; c++) {
    const end = log.caseStart[c + 1]!;
    for (let e = log.caseStart[c]!; e < end; e++) {
      if (keepEvent[e] === 0) continue;
      activity[at] = log.activity[e]!;
      timeMs[at] = log.timeMs[e]!;
      row[at] = log.row[e]!;
      if (startMs !== null) startMs[at] = log.startMs![e]!;
      at++;
    }
    caseStart[c + 1] = at;
  }
  return { activities: log.activities, activity, timeMs, startMs, caseStart, row, caseIds: log.caseIds };
}

/**
 * The events with the index of their variants.
 *
 * @param whole the log they come from; its index is theirs as well where no activity was joined and no event left out
 */
export function indexedLog(events: EventColumns, whole: LogColumns): LogColumns {
  const { activity, caseStart, activities } = events;
  const isSame = activity === whole.activity && caseStart === whole.caseStart;
  return { ...events, variants: isSame ? whole.variants : indexVariants(activity, caseStart, activities.length) };
}

/** The log without some of its events, indexed: `trimmedEvents`, then `indexedLog`. @param keepEvent [events] 1 = stays */
export function trimmedLog(log: LogColumns, keepEvent: Uint8Array): LogColumns {
  return indexedLog(trimmedEvents(log, keepEvent), log);
}

/** [cases] 1 = the case has an event; null where every case has one. */
export function casesWithEvents({ caseStart }: Pick<LogColumns, 'caseStart'>): Uint8Array | null {
  const mask = new Uint8Array(caseStart.length - 1);
  let all = true;
  for (let c = 0; c < mask.length; c++) {
    if (caseStart[c + 1]! > caseStart[c]!) mask[c] = 1;
    else all = false;
  }
  return all ? null : mask;
}
