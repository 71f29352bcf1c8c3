import { DAY_MS, daysFromCivil, fractionMs, isCivilDate } from './civil';
import { FIRST_YEAR, ZONE_WORDS, wordAt } from './time-words';

/** Places in `TimeScan.fields`; -1 where the text has none. */
export const YEAR = 0;
export const MONTH = 1;
export const DAY = 2;
export const HOUR = 3;
export const HOUR12 = 4;
export const MINUTE = 5;
export const SECOND = 6;
/** 0 before noon, 1 after */
export const MARKER = 7;
/** the year before the era's first */
export const ERA = 8;
export const WEEKDAY = 9;
const FIELDS = 10;

/** Stands for a text without an offset. */
export const NO_OFFSET = 0x7fffffff;

/**
 * A walk over the bytes of one time and what it has gathered. Steps move `at` and answer whether the text went on as they expect.
 */
export class TimeScan {
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  to = 0;
  readonly fields = new Int32Array(FIELDS);
  /** minutes ahead of UTC, or `NO_OFFSET` */
  offset = NO_OFFSET;
  fraction = 0;

  begin(bytes: Uint8Array, from: number, to: number): void {
    this.bytes = bytes;
    this.at = from;
    this.to = to;
    this.offset = NO_OFFSET;
    this.fraction = 0;
    const { fields } = this;
    for (let i = 0; i < FIELDS; i++) fields[i] = -1;
  }

  skipSpaces(): void {
    const { bytes, to } = this;
    while (this.at < to && bytes[this.at]! <= 32) this.at++;
  }

  /** `min` to `max` digits after the seconds; those beyond 15 are passed over. */
  readFraction(min: number, max: number): boolean {
    const { bytes, to } = this;
    const start = this.at;
    let p = start;
    let value = 0;
    let digits = 0;
    for (; p < to && p - start < max; p++) {
      const digit = bytes[p]! - 48;
      if (digit < 0 || digit > 9) break;
      if (digits === 15) continue;
      value = value * 10 + digit;
      digits++;
    }
    if (p - start < min) return false;
    this.fraction = fractionMs(value, digits);
    this.at = p;
    return true;
  }

  /** A point or comma and digits, or neither. */
  readPointFraction(): boolean {
    const { bytes, at } = this;
    if (at + 1 >= this.to || (bytes[at] !== 46 && bytes[at] !== 44)) return true;
    this.at = at + 1;
    return this.readFraction(1, 64);
  }

  /** Year of an era, one or two digits or 元; after 西暦 a plain year. */
  readEraYear(): boolean {
    this.skipSpaces();
    const { bytes, to, fields } = this;
    const base = fields[ERA]!;
    const start = this.at;
    let value = 0;
    let p = start;
    for (; p < to && p - start < 4; p++) {
      const digit = bytes[p]! - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (p === start && base > 0 && p + 3 <= to && FIRST_YEAR.every((byte, i) => bytes[start + i] === byte)) {
      value = 1;
      p += 3;
    }
    if (base < 0 || value < 1 || (base > 0 && value > 99)) return false;
    fields[YEAR] = base + value;
    this.at = p;
    return true;
  }

  /** `Z`, `+09:00`, `+0900`, `+09`, `UTC`, `GMT+9:00`, `JST`; after it a zone's name in brackets, which says nothing more. */
  readOffset(): boolean {
    this.skipSpaces();
    const { bytes, to } = this;
    let p = this.at;
    const name = wordAt(ZONE_WORDS, bytes, p, to);
    if (name !== null) {
      this.offset = name.value;
      p += name.bytes.length;
    }
    const sign = p < to ? bytes[p]! : 0;
    if (sign === 43 || sign === 45) {
      // a sign may follow UTC and GMT, whose offset it gives
      if (name !== null && (name.value !== 0 || name.bytes.length !== 3)) return false;
      const end = this.#readSigned(p + 1, sign === 45 ? -1 : 1, name !== null);
      if (end < 0) return false;
      p = end;
    } else if (name === null) return false;
    if (p < to && bytes[p] === 91 && bytes[to - 1] === 93) p = to;
    this.at = p;
    return true;
  }

  /** Digits of an offset: HH, HHmm or HH:mm, the first H optional where a name stood before. @returns where they end, or -1 */
  #readSigned(start: number, sign: number, shortHour: boolean): number {
    const { bytes, to } = this;
    let p = start;
    let colon = -1;
    let value = 0;
    for (; p < to && p - start < 5; p++) {
      const digit = bytes[p]! - 48;
      if (digit === 10 && colon < 0) colon = p - start;
      else if (digit >= 0 && digit <= 9) value = value * 10 + digit;
      else break;
    }
    const hourDigits = colon >= 0 ? colon : p - start <= 2 ? p - start : 2;
    const minuteDigits = p - start - hourDigits - (colon >= 0 ? 1 : 0);
    if (hourDigits !== 2 && !(shortHour && hourDigits === 1)) return -1;
    if (minuteDigits !== 2 && (minuteDigits !== 0 || colon >= 0)) return -1;
    const hour = minuteDigits === 0 ? value : (value / 100) | 0;
    const minute = minuteDigits === 0 ? 0 : value % 100;
    if (hour > 18 || minute > 59) return -1;
    this.offset = sign * (hour * 60 + minute);
    return p;
  }

  /** Wall-clock milliseconds of what was gathered; NaN where there is no such date or time. A missing month or day is the first. */
  localMs(): number {
    const { fields } = this;
    const year = fields[YEAR]!;
    const month = fields[MONTH]! < 0 ? 1 : fields[MONTH]!;
    const day = fields[DAY]! < 0 ? 1 : fields[DAY]!;
    if (!isCivilDate(year, month, day)) return NaN;
    let hour = fields[HOUR]! < 0 ? 0 : fields[HOUR]!;
    const hour12 = fields[HOUR12]!;
    const marker = fields[MARKER]!;
    if (hour12 >= 0) {
      if (hour12 > 12) return NaN;
      hour = (hour12 === 12 ? 0 : hour12) + (marker === 1 ? 12 : 0);
    } else if (marker === 1 && hour < 12) hour += 12;
    else if (marker === 0 && hour === 12) hour = 0;
    const minute = fields[MINUTE]! < 0 ? 0 : fields[MINUTE]!;
    const second = fields[SECOND]! < 0 ? 0 : fields[SECOND]!;
    if (hour > 29 || minute > 59 || second > 59) return NaN;
    return daysFromCivil(year, month, day) * DAY_MS + (hour * 3600 + minute * 60 + second) * 1000 + this.fraction;
  }
}
