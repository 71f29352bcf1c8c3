import { MiningError } from '$lib/model/errors';
import { DAY_MS } from './civil';

/** Local milliseconds (a wall clock's, counted as if it were UTC) to UTC milliseconds. */
export type ZoneReader = (localMs: number) => number;

const UTC_NAMES = new Set([
  'UTC',
  'ETC/UTC',
  'ETC/UCT',
  'UCT',
  'GMT',
  'ETC/GMT',
  'ETC/GREENWICH',
  'GREENWICH',
  'ZULU',
  'ETC/ZULU'
]);

/** Days kept at once; a power of two. */
const KEPT_DAYS = 8192;

/**
 * How wall-clock times of a zone become instants; null for UTC, where nothing is to be done.
 *
 * A time that a change of the clock leaves out is read with the offset before the change, which moves it forward by what was left
 * out (02:30 in a gap of an hour becomes 03:30); a time that occurs twice is its first occurrence. This is the `compatible` rule of
 * ECMAScript Temporal.
 *
 * @param timeZone IANA name
 * @throws MiningError `bad-time-pattern` where the zone is unknown
 *
 * Cost: the offset of a day is asked of Intl once while the day is kept (8,192 days); one array access a call otherwise.
 */
export function zoneReader(timeZone: string): ZoneReader | null {
  if (UTC_NAMES.has(timeZone.toUpperCase())) return null;
  const offsetAt = offsetReader(timeZone);
  const keptDay = new Float64Array(KEPT_DAYS).fill(NaN);
  const keptOffset = new Float64Array(KEPT_DAYS);
  const changes = new Map<number, Change>();

  return (localMs) => {
    const day = Math.floor(localMs / DAY_MS);
    const slot = day & (KEPT_DAYS - 1);
    if (keptDay[slot] !== day) {
      if (!(localMs === localMs)) return NaN;
      const from = offsetAt((day - 1) * DAY_MS);
      const to = offsetAt((day + 2) * DAY_MS);
      if (from !== to) changes.set(day, changeBetween(offsetAt, (day - 1) * DAY_MS, (day + 2) * DAY_MS));
      keptOffset[slot] = from === to ? from : NaN;
      keptDay[slot] = day;
    }
    const offset = keptOffset[slot]!;
    if (offset === offset) return localMs - offset;
    const { atMs, before, after } = changes.get(day)!;
    return localMs - before >= atMs && localMs - after >= atMs ? localMs - after : localMs - before;
  };
}

interface Change {
  readonly atMs: number;
  readonly before: number;
  readonly after: number;
}

/** The last change of the offset between two instants that differ in it, to the second. */
function changeBetween(offsetAt: (utcMs: number) => number, fromMs: number, toMs: number): Change {
  const after = offsetAt(toMs);
  let low = fromMs / 1000;
  let high = toMs / 1000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * 1000) === after) high = middle;
    else low = middle;
  }
  return { atMs: high * 1000, before: offsetAt(low * 1000), after };
}

/** Milliseconds a zone is ahead of UTC at an instant, by Intl. Cost: microseconds. @throws MiningError `bad-time-pattern` */
export function offsetReader(timeZone: string): (utcMs: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset', year: 'numeric' });
  } catch {
    throw new MiningError('bad-time-pattern', { timeZone });
  }
  return (utcMs) => {
    const text = format.format(utcMs);
    const at = text.lastIndexOf('GMT') + 3;
    if (at === text.length) return 0;
    const [hours = '0', minutes = '0', seconds = '0'] = text.slice(at + 1).split(':');
    const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
    return text[at] === '+' ? ms : -ms;
  };
}
