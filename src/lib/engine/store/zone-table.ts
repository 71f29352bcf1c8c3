import { DAY_MS, type ZoneOffsets } from '$lib/kernel/statistics/zone-offsets';
import { offsetReader } from '../importers/columns/zone';

/** No zone changes its clock twice within this time and back again: the shortest there was is four weeks (Ramadan in Morocco). */
const PROBE_MS = 10 * DAY_MS;

let last: { readonly key: string; readonly table: ZoneOffsets } | undefined;

/**
 * The offsets of a zone in a period, as kernels take them: Intl is asked every ten days, and halves the way to a change to the second.
 * The last table is kept.
 *
 * @param timeZone IANA name
 * @throws MiningError `bad-time-pattern` where the zone is unknown
 *
 * Cost: microseconds a ten days, some 20 questions more a change.
 */
export function zoneTable(timeZone: string, firstUtcMs: number, lastUtcMs: number): ZoneOffsets {
  const key = `${timeZone} ${firstUtcMs} ${lastUtcMs}`;
  if (last?.key !== key) last = { key, table: readTable(timeZone, firstUtcMs, lastUtcMs) };
  return last.table;
}

function readTable(timeZone: string, firstUtcMs: number, lastUtcMs: number): ZoneOffsets {
  const offsetAt = offsetReader(timeZone);
  const from = Number.isNaN(firstUtcMs) ? 0 : Math.floor(firstUtcMs / DAY_MS - 2) * DAY_MS;
  const to = Number.isNaN(lastUtcMs) ? 0 : lastUtcMs + 2 * DAY_MS;
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
