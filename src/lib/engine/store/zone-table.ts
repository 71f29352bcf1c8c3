import { casePeriods } from '$lib/kernel/performance/case-periods';
import { DAY_MS, type ZoneOffsets } from '$lib/kernel/statistics/zone-offsets';
import type { LogColumns } from '$lib/model/log';
import { offsetReader } from '../importers/columns/zone';

/** No zone changes its clock twice within this time and back again: the shortest there was is four weeks (Ramadan in Morocco). */
const PROBE_MS = 10 * DAY_MS;

const tables = new WeakMap<LogColumns, { readonly timeZone: string; readonly table: ZoneOffsets }>();

/**
 * The offsets of a zone in the period of a log (the whole one: what is left of it by a selection then has the same), as kernels take them: Intl is asked every ten days, and halves the way to a change to
 * the second. Found once a log.
 *
 * @param timeZone IANA name
 * @throws MiningError `bad-time-pattern` where the zone is unknown
 *
 * Cost: microseconds a ten days, some 20 questions more a change.
 */
export function zoneTable(log: LogColumns, timeZone: string): ZoneOffsets {
  let known = tables.get(log);
  if (known?.timeZone !== timeZone) {
    const { fromUtcMs, toUtcMs } = casePeriods(log);
    let first = Infinity;
    let last = -Infinity;
    for (let c = 0; c < fromUtcMs.length; c++) {
      // an empty case has no times
      if (Number.isNaN(fromUtcMs[c])) continue;
      // a start may lie behind its complete time
      first = Math.min(first, fromUtcMs[c]!, log.timeMs[log.caseStart[c]!]!);
      last = Math.max(last, fromUtcMs[c]!, toUtcMs[c]!);
    }
    known = { timeZone, table: last < first ? readTable(timeZone, 0, 0) : readTable(timeZone, first, last) };
    tables.set(log, known);
  }
  return known.table;
}

function readTable(timeZone: string, firstUtcMs: number, lastUtcMs: number): ZoneOffsets {
  const offsetAt = offsetReader(timeZone);
  const from = Math.floor(firstUtcMs / DAY_MS - 2) * DAY_MS;
  const to = lastUtcMs + 2 * DAY_MS;
  const fromUtcMs = [-Infinity];
  const offsetMs = [offsetAt(from)];
  for (let at = from; at < to; at += PROBE_MS) {
    const after = offsetAt(at + PROBE_MS);
    if (after === offsetMs.at(-1)) continue;
    let low = at / 1000;
    let high = (at + PROBE_MS) / 1000;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetAt(middle * 1000) === after) high = middle;
      else low = middle;
    }
    fromUtcMs.push(high * 1000);
    offsetMs.push(after);
  }
  return { fromUtcMs: Float64Array.from(fromUtcMs), offsetMs: Float64Array.from(offsetMs) };
}
