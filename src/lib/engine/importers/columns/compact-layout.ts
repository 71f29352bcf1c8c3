import { DAY_MS, daysFromCivil, isCivilDate } from './civil';
import type { PatternItem } from './pattern';
import type { TimeReader } from './pattern-reader';
import type { ZoneReader } from './zone';

const DATE = 8;
const MINUTES = 12;
const SECONDS = 14;

/**
 * A straight-line reader for digits without marks between: `yyyyMMdd`, `yyyyMMddHHmm`, `yyyyMMddHHmmss`. As with
 * `numericLayoutReader`, everything else is left to `otherwise`.
 *
 * @returns null where the first alternative is none of them
 */
export function compactLayoutReader(
  alternatives: readonly (readonly PatternItem[])[],
  zone: ZoneReader | null,
  otherwise: TimeReader
): TimeReader | null {
  const lengths = new Set<number>();
  for (const items of alternatives) {
    const length = lengthOf(items);
    if (length === 0) break;
    lengths.add(length);
  }
  if (lengths.size === 0) return null;
  const readsDate = lengths.has(DATE);
  const readsMinutes = lengths.has(MINUTES);
  const readsSeconds = lengths.has(SECONDS);

  return (bytes, from, to) => {
    const length = to - from;
    if (!(length === SECONDS ? readsSeconds : length === DATE ? readsDate : length === MINUTES && readsMinutes)) {
      return otherwise(bytes, from, to);
    }
    const high = twoDigits(bytes, from);
    const low = twoDigits(bytes, from + 2);
    const month = twoDigits(bytes, from + 4);
    const day = twoDigits(bytes, from + 6);
    const hour = length > DATE ? twoDigits(bytes, from + 8) : 0;
    const minute = length > DATE ? twoDigits(bytes, from + 10) : 0;
    const second = length > MINUTES ? twoDigits(bytes, from + 12) : 0;
    const year = high * 100 + low;
    if (high < 0 || low < 0 || !isCivilDate(year, month, day)) return otherwise(bytes, from, to);
    if (hour < 0 || hour > 29 || minute < 0 || minute > 59 || second < 0 || second > 59) return otherwise(bytes, from, to);
    const local = daysFromCivil(year, month, day) * DAY_MS + (hour * 3600 + minute * 60 + second) * 1000;
    return zone === null ? local : zone(local);
  };
}

/** Two digits, or -1. */
export function twoDigits(bytes: Uint8Array, at: number): number {
  const a = bytes[at]! - 48;
  const b = bytes[at + 1]! - 48;
  return a >= 0 && a <= 9 && b >= 0 && b <= 9 ? a * 10 + b : -1;
}

/** Digits of an alternative that is one of the layouts, otherwise 0. */
function lengthOf(items: readonly PatternItem[]): number {
  const fields = items.map((item) => {
    if (item.kind === 'point-fraction') return '';
    if (item.kind !== 'number' || (item.field === 'year' ? item.min !== 4 : item.min !== 2)) return '?';
    return `${item.field} `;
  });
  const text = fields.join('');
  if (text === 'year month day ') return DATE;
  if (text === 'year month day hour minute ') return MINUTES;
  return text === 'year month day hour minute second ' ? SECONDS : 0;
}
