import { DAY_MS, fractionMs } from './civil';
import type { TimeReader } from './pattern-reader';
import type { ZoneReader } from './zone';

/** Days from 1899-12-30, the day 0 of Excel and most spreadsheets, to 1970-01-01. */
const EXCEL_EPOCH_DAYS = 25_569;
/** 9999-12-31T23:59:59.999Z and 0001-01-01T00:00:00Z */
const LAST_MS = 253_402_300_799_999;
const FIRST_MS = -62_135_596_800_000;

/** Digits of the number that make a millisecond: positive where they follow the point, negative where they stand before it. */
const EPOCH_DIGITS: Readonly<Record<string, number>> = { 'epoch-s': 3, 'epoch-ms': 0, 'epoch-us': -3, 'epoch-ns': -6 };

/**
 * A reader of numbers that count time: `epoch-s`, `epoch-ms`, `epoch-us`, `epoch-ns` (since 1970, UTC) and `excel-serial` (days since
 * 1899-12-30, to the nearest millisecond, wall clock). Null for any other name.
 */
export function numberTimeReader(pattern: string, zone: ZoneReader | null): TimeReader | null {
  if (pattern === 'excel-serial') {
    return (bytes, from, to) => {
      const days = decimalAt(bytes, from, to, 0);
      const local = Math.round((days - EXCEL_EPOCH_DAYS) * DAY_MS);
      if (!(local >= FIRST_MS && local <= LAST_MS)) return NaN;
      return zone === null ? local : zone(local);
    };
  }
  const shift = EPOCH_DIGITS[pattern];
  if (shift === undefined) return null;
  return (bytes, from, to) => {
    const utcMs = decimalAt(bytes, from, to, shift);
    return utcMs >= FIRST_MS && utcMs <= LAST_MS ? utcMs : NaN;
  };
}

/**
 * The decimal number `bytes[from .. to)` times 10^shift: digits before the shifted point make an integer, those after it a fraction,
 * so that no digit is lost to a product. NaN where it is no plain number.
 */
function decimalAt(bytes: Uint8Array, from: number, to: number, shift: number): number {
  let start = from;
  let end = to;
  while (start < end && bytes[start]! <= 32) start++;
  while (end > start && bytes[end - 1]! <= 32) end--;
  const sign = bytes[start];
  if (start < end && (sign === 45 || sign === 43)) start++;
  let point = end;
  for (let i = start; i < end; i++) {
    const digit = bytes[i]! - 48;
    if (digit >= 0 && digit <= 9) continue;
    if (digit !== -2 || point !== end || i === start || i === end - 1) return NaN;
    point = i;
  }
  if (start === end) return NaN;
  let whole = 0;
  let part = 0;
  let partDigits = 0;
  let place = point - start + shift;
  for (let i = start; i < end; i++) {
    if (i === point) continue;
    const digit = bytes[i]! - 48;
    if (place > 0) whole = whole * 10 + digit;
    else if (partDigits < 15) {
      // places between the point and the first digit, where the number is shorter than the shift
      if (place < 0 && partDigits === 0) partDigits = Math.min(-place, 15);
      part = part * 10 + digit;
      partDigits++;
    }
    place--;
  }
  for (; place > 0; place--) whole *= 10;
  const value = whole + (partDigits === 0 ? 0 : fractionMs(part, Math.min(partDigits, 15)) / 1000);
  return sign === 45 ? -value : value;
}
