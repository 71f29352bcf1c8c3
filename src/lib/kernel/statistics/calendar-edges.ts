import type { TimeUnit } from '$lib/model/statistics';
import { DAY_MS, offsetAt, utcOfClock, type ZoneOffsets } from './zone-offsets';

/** Bins of a calendar: `edgeUtcMs` [bins + 1], each `size` units long, but for changes of the clock. */
export interface CalendarBins {
  readonly unit: TimeUnit;
  readonly size: number;
  readonly edgeUtcMs: Float64Array;
}

const MAX_BINS = 5000;
const AUTO_BINS = 200;

const LENGTH_MS: Readonly<Record<TimeUnit, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
  quarter: 91 * DAY_MS,
  year: 365 * DAY_MS
};

/** From short to long: what the calendar offers as a step. Parts of a day divide it. */
const STEPS: readonly (readonly [TimeUnit, number])[] = [
  ['second', 1],
  ['second', 5],
  ['second', 15],
  ['minute', 1],
  ['minute', 5],
  ['minute', 15],
  ['hour', 1],
  ['hour', 3],
  ['hour', 6],
  ['hour', 12],
  ['day', 1],
  ['week', 1],
  ['month', 1],
  ['quarter', 1],
  ['year', 1],
  ['year', 10],
  ['year', 100],
  ['year', 1000]
];

const MONTHS: Partial<Record<TimeUnit, number>> = { month: 1, quarter: 3, year: 12 };

/**
 * Bins of the calendar that hold a period, in a zone: whole units from the one `firstUtcMs` lies in to that of `lastUtcMs`. Weeks begin
 * on Monday. `auto`: the shortest step of some 200 bins at most; of a unit the shortest step of 5,000 bins at most.
 *
 * @param firstUtcMs, lastUtcMs not NaN
 *
 * Time O(bins log changes of the clock).
 */
export function calendarBins(zone: ZoneOffsets, firstUtcMs: number, lastUtcMs: number, unit: TimeUnit | 'auto'): CalendarBins {
  const span = lastUtcMs - firstUtcMs;
  const shortest = unit === 'auto' ? 0 : STEPS.findIndex(([name]) => name === unit);
  const most = unit === 'auto' ? AUTO_BINS : MAX_BINS;
  const fits = ([name, size]: readonly [TimeUnit, number]): boolean => span / (LENGTH_MS[name] * size) <= most;
  const [name, size] = STEPS.slice(shortest).find(fits) ?? STEPS.at(-1)!;
  // whole milliseconds: a part of one would get lost on the way to the calendar
  const from = Math.floor(firstUtcMs);
  const months = MONTHS[name];
  const edgeAt =
    months === undefined ? stepEdges(zone, name, size, from) : monthEdges(zone, months * size, from + offsetAt(zone, from));
  const edges = [edgeAt(0)];
  for (let i = 1; edges.at(-1)! <= lastUtcMs; i++) {
    // a unit that a change of the clock swallows is none
    const edge = edgeAt(i);
    if (edge > edges.at(-1)!) edges.push(edge);
  }
  return { unit: name, size, edgeUtcMs: Float64Array.from(edges) };
}

/**
 * Whether bins of a step go by time and not by the clock: those up to an hour. By the clock, what comes twice where it is put back would
 * be one bin of twice the length.
 */
export function goesByTime(unit: TimeUnit, size: number): boolean {
  return LENGTH_MS[unit] * size <= LENGTH_MS.hour;
}

/** Steps of one length: by time, at full minutes of the clock at the beginning of the log; or by the clock, from its midnight (weeks: from Monday's). */
function stepEdges(zone: ZoneOffsets, unit: TimeUnit, size: number, fromUtcMs: number): (i: number) => number {
  const step = LENGTH_MS[unit] * size;
  if (goesByTime(unit, size)) {
    const shift = zone.offsetMs[0]!;
    const first = Math.floor((fromUtcMs + shift) / step) * step - shift;
    return (i) => first + i * step;
  }
  // 1970-01-01 was a Thursday: weeks begin three days before
  const shift = unit === 'week' ? 3 * DAY_MS : 0;
  const first = Math.floor((fromUtcMs + offsetAt(zone, fromUtcMs) + shift) / step) * step - shift;
  return (i) => utcOfClock(zone, first + i * step);
}

function monthEdges(zone: ZoneOffsets, months: number, clock: number): (i: number) => number {
  const date = new Date(clock);
  const first = Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months) * months;
  return (i) => {
    const month = first + i * months;
    const begin = new Date(0);
    // Date.UTC would take years below 100 for those of the last century
    begin.setUTCFullYear(Math.floor(month / 12), month - Math.floor(month / 12) * 12, 1);
    return utcOfClock(zone, begin.getTime());
  };
}

/** The bin of a moment that lies in the period: a guess by its share, then steps. `edge` ascends. */
export function binFinder(edge: Float64Array): (utcMs: number) => number {
  const bins = edge.length - 1;
  const first = edge[0]!;
  const perMs = bins / (edge[bins]! - first);
  return (utcMs) => {
    let bin = Math.min(Math.floor((utcMs - first) * perMs), bins - 1);
    while (utcMs < edge[bin]!) bin--;
    while (utcMs >= edge[bin + 1]!) bin++;
    return bin;
  };
}
