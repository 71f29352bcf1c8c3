const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A day of a clock that does not change. */
export const DAY_MS = 24 * HOUR_MS;

/** How far a zone's clock is ahead of UTC: `offsetMs[i]` from `fromUtcMs[i]` up to the next; the first holds for all time before. */
export interface ZoneOffsets {
  /** ascending, the first -Infinity */
  readonly fromUtcMs: Float64Array;
  readonly offsetMs: Float64Array;
}

export const UTC: ZoneOffsets = { fromUtcMs: Float64Array.of(-Infinity), offsetMs: Float64Array.of(0) };

/** The offset at a moment. O(log changes). */
export function offsetAt({ fromUtcMs, offsetMs }: ZoneOffsets, utcMs: number): number {
  let low = 0;
  let high = fromUtcMs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (fromUtcMs[middle]! <= utcMs) low = middle;
    else high = middle - 1;
  }
  return offsetMs[low]!;
}

/**
 * The first moment at which a clock of the zone shows a time (milliseconds, counted as if they were UTC), or has passed it: where the
 * clock leaves it out, that is the moment of the change.
 */
export function utcOfClock(zone: ZoneOffsets, clockMs: number): number {
  const before = offsetAt(zone, clockMs - DAY_MS);
  const after = offsetAt(zone, clockMs + DAY_MS);
  const early = clockMs - Math.max(before, after);
  if (early + offsetAt(zone, early) === clockMs) return early;
  const late = clockMs - Math.min(before, after);
  return late + offsetAt(zone, late) === clockMs ? late : zone.fromUtcMs.find((from) => from > early)!;
}
