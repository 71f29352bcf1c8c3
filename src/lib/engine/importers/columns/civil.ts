/** Milliseconds of a day, without leap seconds, as UTC milliseconds count them. */
export const DAY_MS = 86_400_000;

/**
 * Days from 1970-01-01 to a date of the proleptic Gregorian calendar. The date is not checked.
 *
 * Source: H. Hinnant, chrono-Compatible Low-Level Date Algorithms, `days_from_civil`, for years from 1.
 */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = (y / 400) | 0;
  const yearOfEra = y - era * 400;
  const dayOfYear = (((month > 2 ? month - 3 : month + 9) * 153 + 2) / 5) | 0;
  return era * 146097 + yearOfEra * 365 + (yearOfEra >> 2) - ((yearOfEra / 100) | 0) + dayOfYear + day - 719469;
}

/** Days of a month, 1..12. */
export function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** Whether the date exists, years 1 to 9999. */
export function isCivilDate(year: number, month: number, day: number): boolean {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  return day <= 28 || day <= daysInMonth(year, month);
}

const TENS = [1e3, 1e2, 1e1, 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];

/**
 * Milliseconds of a fraction of a second, rounded once.
 *
 * @param value the first `digits` digits after the point, as an integer
 * @param digits 0..15
 */
export function fractionMs(value: number, digits: number): number {
  return digits <= 3 ? value * TENS[digits]! : value / TENS[digits]!;
}
