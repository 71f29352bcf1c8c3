import { DAY_MS, daysFromCivil, fractionMs, isCivilDate } from './civil';
import { twoDigits } from './compact-layout';
import type { PatternItem } from './pattern';
import type { TimeReader } from './pattern-reader';
import type { ZoneReader } from './zone';

type Order = 'ymd' | 'dmy' | 'mdy';

/** One of the layouts `numericLayoutReader` reads: date in digits, and what may follow it. */
interface Layout {
  readonly order: Order;
  readonly separator: number;
  /** bit of `formBit` */
  readonly form: number;
}

const DATE_ONLY = 1;
const SPACE_GAP = 0;
const T_GAP = 1;

/** One bit for each combination of gap, seconds and zone after the date. */
function formBit(gap: number, seconds: number, zone: number): number {
  return 2 << (gap * 4 + seconds * 2 + zone);
}

/**
 * A straight-line reader for the layouts nearly all logs use: year, month and day in digits parted by `-`, `/` or `.` in any order,
 * then nothing, or a space or `T` and HH:mm, seconds, a fraction, an offset in digits, `Z` or `UTC`. Whatever it does not read at once is
 * left to `otherwise`, so that it changes the cost of a pattern and never its meaning.
 *
 * @returns null where the first alternative is no such layout
 *
 * Cost: no allocation; about 20 ns a value.
 */
export function numericLayoutReader(
  alternatives: readonly (readonly PatternItem[])[],
  zone: ZoneReader | null,
  otherwise: TimeReader
): TimeReader | null {
  const first = layoutOf(alternatives[0] ?? []);
  if (first === null) return null;
  const { order, separator } = first;
  let forms = 0;
  for (const items of alternatives) {
    const layout = layoutOf(items);
    if (layout === null || layout.order !== order || layout.separator !== separator) break;
    forms |= layout.form;
  }
  const yearFirst = order === 'ymd';
  const monthFirst = order === 'mdy';

  return (bytes, from, to) => {
    let p = from;
    let year = 0;
    if (yearFirst) {
      if (to - from < 8) return otherwise(bytes, from, to);
      year = fourDigits(bytes, p);
      if (year < 0 || bytes[p + 4] !== separator) return otherwise(bytes, from, to);
      p += 5;
    } else if (to - from < 8) return otherwise(bytes, from, to);
    let a = bytes[p]! - 48;
    if (a < 0 || a > 9) return otherwise(bytes, from, to);
    let digit = bytes[++p]! - 48;
    if (digit >= 0 && digit <= 9) {
      a = a * 10 + digit;
      p++;
    }
    if (bytes[p] !== separator) return otherwise(bytes, from, to);
    let b = bytes[++p]! - 48;
    if (b < 0 || b > 9) return otherwise(bytes, from, to);
    if (++p < to) {
      digit = bytes[p]! - 48;
      if (digit >= 0 && digit <= 9) {
        b = b * 10 + digit;
        p++;
      }
    }
    if (!yearFirst) {
      if (to - p < 5 || bytes[p] !== separator) return otherwise(bytes, from, to);
      year = fourDigits(bytes, p + 1);
      if (year < 0) return otherwise(bytes, from, to);
      p += 5;
    }
    const month = yearFirst || monthFirst ? a : b;
    const day = yearFirst || monthFirst ? b : a;
    if (p > to || !isCivilDate(year, month, day)) return otherwise(bytes, from, to);
    let utcMs = daysFromCivil(year, month, day) * DAY_MS;
    if (p === to) {
      if ((forms & DATE_ONLY) === 0) return otherwise(bytes, from, to);
      return zone === null ? utcMs : zone(utcMs);
    }

    const gap = bytes[p] === 84 ? T_GAP : SPACE_GAP;
    if ((gap === SPACE_GAP && bytes[p] !== 32) || to - p < 5) return otherwise(bytes, from, to);
    let hour = bytes[++p]! - 48;
    digit = bytes[++p]! - 48;
    if (digit >= 0 && digit <= 9) {
      hour = hour * 10 + digit;
      p++;
    }
    const minute = bytes[p] === 58 ? twoDigits(bytes, p + 1) : -1;
    p += 3;
    if (hour < 0 || hour > 29 || minute < 0 || minute > 59 || p > to) return otherwise(bytes, from, to);
    let second = 0;
    let hasSeconds = 0;
    if (p < to && bytes[p] === 58) {
      if (to - p < 3) return otherwise(bytes, from, to);
      second = twoDigits(bytes, p + 1);
      if (second < 0 || second > 59) return otherwise(bytes, from, to);
      hasSeconds = 1;
      p += 3;
      if (p < to && (bytes[p] === 46 || bytes[p] === 44)) {
        const start = ++p;
        let fraction = 0;
        for (; p < to; p++) {
          digit = bytes[p]! - 48;
          if (digit < 0 || digit > 9) break;
          fraction = fraction * 10 + digit;
        }
        if (p === start || p - start > 15) return otherwise(bytes, from, to);
        utcMs += fractionMs(fraction, p - start);
      }
    }
    utcMs += (hour * 3600 + minute * 60 + second) * 1000;
    if (p === to) {
      if ((forms & formBit(gap, hasSeconds, 0)) === 0) return otherwise(bytes, from, to);
      return zone === null ? utcMs : zone(utcMs);
    }
    if ((forms & formBit(gap, hasSeconds, 1)) === 0) return otherwise(bytes, from, to);
    if (bytes[p] === 32) p++;
    const sign = bytes[p++];
    if (sign === 90 && p === to) return utcMs;
    if (sign === 85 && to - p === 2 && bytes[p] === 84 && bytes[p + 1] === 67) return utcMs;
    if ((sign !== 43 && sign !== 45) || to - p > 5 || to - p < 2) return otherwise(bytes, from, to);
    const offsetHour = twoDigits(bytes, p);
    p += 2;
    let offsetMinute = 0;
    if (p < to) {
      if (bytes[p] === 58) p++;
      if (to - p !== 2) return otherwise(bytes, from, to);
      offsetMinute = twoDigits(bytes, p);
    }
    if (offsetHour < 0 || offsetHour > 18 || offsetMinute < 0 || offsetMinute > 59) return otherwise(bytes, from, to);
    const offsetMs = (offsetHour * 60 + offsetMinute) * 60_000;
    return sign === 43 ? utcMs - offsetMs : utcMs + offsetMs;
  };
}

function fourDigits(bytes: Uint8Array, at: number): number {
  const high = twoDigits(bytes, at);
  const low = twoDigits(bytes, at + 2);
  return high >= 0 && low >= 0 ? high * 100 + low : -1;
}

/** The layout of an alternative, where it is one: told by its pieces written as one letter each. */
function layoutOf(items: readonly PatternItem[]): Layout | null {
  const text = items.map(letterOf).join('');
  const match = /^(?:(Y)([-/.])M\2D|D([-/.])M\3Y|(M)([-/.])D\5Y)(?:([ T])H:m(:sf)?( ?Z)?)?$/.exec(text);
  if (match === null) return null;
  const [, yearFirst, ymd, dmy, monthFirst, mdy, gap, seconds, zone] = match;
  return {
    order: yearFirst ? 'ymd' : monthFirst ? 'mdy' : 'dmy',
    separator: (ymd ?? dmy ?? mdy ?? '').charCodeAt(0),
    form: gap === undefined ? DATE_ONLY : formBit(gap === 'T' ? T_GAP : SPACE_GAP, seconds ? 1 : 0, zone ? 1 : 0)
  };
}

function letterOf(item: PatternItem): string {
  switch (item.kind) {
    case 'literal':
      return item.text;
    case 'space':
      return ' ';
    case 'zone':
      return 'Z';
    case 'point-fraction':
      return 'f';
    case 'number':
      if (item.field === 'year') return item.min === 4 ? 'Y' : '?';
      return { month: 'M', day: 'D', hour: 'H', hour12: '?', minute: 'm', second: 's' }[item.field];
    default:
      return '?';
  }
}
