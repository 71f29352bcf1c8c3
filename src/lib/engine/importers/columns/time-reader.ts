import type { TimeFormat } from '$lib/model/log';
import { compactLayoutReader } from './compact-layout';
import { numberTimeReader } from './number-time';
import { numericLayoutReader } from './numeric-layout';
import { patternAlternatives } from './pattern';
import { patternReader, type TimeReader } from './pattern-reader';
import { zoneReader, type ZoneReader } from './zone';

export type { TimeReader } from './pattern-reader';

/**
 * A function that reads one time from UTF-8 bytes: UTC milliseconds with the fraction the text has (as far as a double keeps it),
 * NaN where the text is no time of the format. Only real dates of the years 1 to 9999 and real clock times are read; hours 24:00 to
 * 29:59 are the small hours of the next day, as Japanese timetables write them.
 *
 * A text that names its own offset is read with it. Any other is a wall clock's time in `timeZone`; see `zoneReader` for times
 * that a change of the clock leaves out or repeats.
 *
 * @param format the pattern language is described at `patternAlternatives`; named formats at `numberTimeReader`; `iso` is ISO 8601
 * @param timeZone IANA name
 * @throws MiningError `bad-time-pattern`
 *
 * The reader keeps scratch space: one a thread. Cost: 20 to 60 ns a value in patterns of digits, no allocation.
 */
export function compileTimeReader(format: TimeFormat, timeZone: string): TimeReader {
  return patternTimeReader(format.pattern, zoneReader(timeZone));
}

/** The same for a pattern and a zone that is ready; null is UTC. */
export function patternTimeReader(pattern: string, zone: ZoneReader | null): TimeReader {
  const ofNumbers = numberTimeReader(pattern, zone);
  if (ofNumbers !== null) return ofNumbers;
  const alternatives = patternAlternatives(pattern);
  const general = patternReader(alternatives, zone);
  return numericLayoutReader(alternatives, zone, general) ?? compactLayoutReader(alternatives, zone, general) ?? general;
}
