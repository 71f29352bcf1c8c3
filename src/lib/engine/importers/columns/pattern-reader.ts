import { DAY_MS, daysFromCivil, fractionMs, isCivilDate } from './civil';
import { NUMBER_FIELDS, type PatternItem } from './pattern';
import { ERA_WORDS, FIRST_YEAR, MARKER_WORDS, MONTH_WORDS, WEEKDAY_WORDS, ZONE_WORDS, wordAt, type TimeWord } from './time-words';
import type { ZoneReader } from './zone';

const NUMBER = 0;
const LITERAL = 1;
const SPACE = 2;
const WORD = 3;
const POINT_FRACTION = 4;
const FRACTION = 5;
const ZONE = 6;
const ERA_YEAR = 7;

const YEAR = 0;
const MONTH = 1;
const DAY = 2;
const HOUR = 3;
const HOUR12 = 4;
const MINUTE = 5;
const SECOND = 6;
const MARKER = 7;
const ERA = 8;
const WEEKDAY = 9;
/** minutes ahead of UTC, or NO_OFFSET */
const OFFSET = 10;
const NO_OFFSET = 0x7fffffff;
const NONE = -1;

interface Step {
  readonly op: number;
  /** field, or whether a space is required */
  readonly field: number;
  readonly min: number;
  readonly max: number;
  readonly bytes: Uint8Array;
  readonly words: readonly TimeWord[];
  readonly twoDigitYear: boolean;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const NO_BYTES = new Uint8Array(0);
const FULL_WIDTH_BRACKETS: Readonly<Record<number, number>> = { 0x28: 0x88, 0x29: 0x89 };

/** Reads UTF-8 bytes of one value: UTC milliseconds with their fraction, NaN where the text is no such time. */
export type TimeReader = (bytes: Uint8Array, from: number, to: number) => number;

/**
 * A reader of one pattern's alternatives, tried in order. Digits of full width and other compatibility forms are read as their
 * plain ones (NFKC), white space around the text is skipped.
 *
 * Cost: about 5 ns a piece of the pattern; a text that needs NFKC about 1 us more.
 */
export function patternReader(alternatives: readonly (readonly PatternItem[])[], zone: ZoneReader | null): TimeReader {
  const programs = alternatives.map((items) => items.map(stepOf));
  const fields = new Int32Array(11);
  const readAny = (bytes: Uint8Array, from: number, to: number): number => {
    for (let i = 0; i < programs.length; i++) {
      const local = run(programs[i]!, fields, bytes, from, to);
      if (local !== local) continue;
      const offset = fields[OFFSET]!;
      if (offset !== NO_OFFSET) return local - offset * 60_000;
      return zone === null ? local : zone(local);
    }
    return NaN;
  };
  return (bytes, from, to) => {
    let start = from;
    let end = to;
    while (start < end && bytes[start]! <= 32) start++;
    while (end > start && bytes[end - 1]! <= 32) end--;
    if (start === end) return NaN;
    const utcMs = readAny(bytes, start, end);
    if (utcMs === utcMs) return utcMs;
    for (let i = start; i < end; i++) {
      if (bytes[i]! < 128) continue;
      const plain = encoder.encode(decoder.decode(bytes.subarray(start, end)).normalize('NFKC').trim());
      return readAny(plain, 0, plain.length);
    }
    return NaN;
  };
}

function stepOf(item: PatternItem): Step {
  const none = { field: 0, min: 0, max: 0, bytes: NO_BYTES, words: [], twoDigitYear: false };
  switch (item.kind) {
    case 'number':
      return {
        ...none,
        op: NUMBER,
        field: NUMBER_FIELDS.indexOf(item.field),
        min: item.min,
        max: item.max,
        twoDigitYear: item.twoDigitYear
      };
    case 'era-year':
      return { ...none, op: ERA_YEAR };
    case 'literal':
      return { ...none, op: LITERAL, bytes: encoder.encode(item.text) };
    case 'space':
      return { ...none, op: SPACE, field: item.required ? 1 : 0 };
    case 'month-name':
      return { ...none, op: WORD, field: MONTH, words: MONTH_WORDS };
    case 'weekday':
      return { ...none, op: WORD, field: WEEKDAY, words: WEEKDAY_WORDS };
    case 'marker':
      return { ...none, op: WORD, field: MARKER, words: MARKER_WORDS };
    case 'era':
      return { ...none, op: WORD, field: ERA, words: ERA_WORDS };
    case 'point-fraction':
      return { ...none, op: POINT_FRACTION };
    case 'fraction':
      return { ...none, op: FRACTION, min: item.digits || 1, max: item.digits || 15 };
    case 'zone':
      return { ...none, op: ZONE, words: ZONE_WORDS };
  }
}

/** Local milliseconds of the text by one straight program, or NaN; `fields[OFFSET]` says whether the text had an offset. */
function run(program: readonly Step[], fields: Int32Array, bytes: Uint8Array, from: number, to: number): number {
  fields.fill(NONE);
  fields[OFFSET] = NO_OFFSET;
  let fraction = 0;
  let p = from;
  for (let s = 0; s < program.length; s++) {
    const step = program[s]!;
    switch (step.op) {
      case NUMBER: {
        while (p < to && bytes[p] === 32 && p > from) p++;
        const start = p;
        const limit = p + step.max < to ? p + step.max : to;
        let value = 0;
        for (; p < limit; p++) {
          const digit = bytes[p]! - 48;
          if (digit < 0 || digit > 9) break;
          value = value * 10 + digit;
        }
        if (p - start < step.min) return NaN;
        fields[step.field] = step.twoDigitYear ? (value < 69 ? 2000 + value : 1900 + value) : value;
        break;
      }
      case LITERAL: {
        const text = step.bytes;
        const { length } = text;
        let i = 0;
        while (i < length && p < to) {
          const byte = bytes[p]!;
          if (byte === text[i]) p++;
          else if (byte === 0xef && bytes[p + 1] === 0xbc && bytes[p + 2] === FULL_WIDTH_BRACKETS[text[i]!]) p += 3;
          else return NaN;
          i++;
        }
        if (i < length) return NaN;
        break;
      }
      case SPACE: {
        const start = p;
        while (p < to && bytes[p]! <= 32) p++;
        if (p === start && step.field === 1) return NaN;
        break;
      }
      case WORD: {
        while (p < to && bytes[p] === 32) p++;
        const word = wordAt(step.words, bytes, p, to);
        if (word === null) return NaN;
        fields[step.field] = word.value;
        p += word.bytes.length;
        if ((step.field === MONTH || step.field === WEEKDAY) && bytes[p] === 46 && p < to && program[s + 1]?.bytes[0] !== 46) p++;
        break;
      }
      case POINT_FRACTION:
        if (p + 1 >= to || (bytes[p] !== 46 && bytes[p] !== 44)) break;
        p++;
      // falls through: a point needs digits
      case FRACTION: {
        const start = p;
        let value = 0;
        let digits = 0;
        const max = step.op === FRACTION ? step.max : 15;
        for (; p < to && !(step.op === FRACTION && digits === max); p++) {
          const digit = bytes[p]! - 48;
          if (digit < 0 || digit > 9) break;
          if (digits === 15) continue;
          value = value * 10 + digit;
          digits++;
        }
        if (p - start < (step.op === FRACTION ? step.min : 1)) return NaN;
        fraction = fractionMs(value, digits);
        break;
      }
      case ZONE:
        p = readOffset(fields, step.words, bytes, p, to);
        break;
      case ERA_YEAR:
        p = readEraYear(fields, bytes, p, to);
        break;
    }
    if (p < 0) return NaN;
  }
  return p === to ? localOf(fields, fraction) : NaN;
}

/** Year of an era, one or two digits or 元; a plain year after 西暦. @returns the position after it, or -1 */
function readEraYear(fields: Int32Array, bytes: Uint8Array, at: number, to: number): number {
  let p = at;
  while (p < to && bytes[p] === 32) p++;
  const base = fields[ERA]!;
  let value = 0;
  const start = p;
  for (; p < to && p - start < 4; p++) {
    const digit = bytes[p]! - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  if (p === start) {
    if (bytes[p] !== FIRST_YEAR[0] || bytes[p + 1] !== FIRST_YEAR[1] || bytes[p + 2] !== FIRST_YEAR[2] || base <= 0) return -1;
    value = 1;
    p += 3;
  }
  if (base < 0 || value < 1 || (base > 0 && value > 99)) return -1;
  fields[YEAR] = base + value;
  return p <= to ? p : -1;
}

/** `Z`, `+09:00`, `+0900`, `+09`, `UTC`, `GMT+9:00`, `JST`, and a zone's name in brackets after it. @returns the position after it, or -1 */
function readOffset(fields: Int32Array, names: readonly TimeWord[], bytes: Uint8Array, at: number, to: number): number {
  let p = at;
  while (p < to && bytes[p] === 32) p++;
  let minutes = 0;
  const name = wordAt(names, bytes, p, to);
  if (name !== null) {
    minutes = name.value;
    p += name.bytes.length;
  }
  const sign = p < to ? bytes[p] : 0;
  if (sign === 43 || sign === 45) {
    if (name !== null && (name.value !== 0 || name.bytes.length === 1)) return -1;
    const start = ++p;
    let digits = 0;
    let colons = 0;
    for (; p < to; p++) {
      const digit = bytes[p]! - 48;
      if (digit === 10 && colons === 0 && p > start && p - start <= 2) colons++;
      else if (digit >= 0 && digit <= 9 && p - start < 4 + colons) digits = digits * 10 + digit;
      else break;
    }
    const length = p - start - colons;
    if (
      colons === 0
        ? length !== 2 && length !== 4 && (length !== 1 || name === null)
        : length !== 4 && (length !== 3 || bytes[start + 1] !== 58)
    )
      return -1;
    const hour = length <= 2 ? digits : (digits / 100) | 0;
    const minute = length <= 2 ? 0 : digits % 100;
    if (hour > 18 || minute > 59) return -1;
    minutes = sign === 45 ? -(hour * 60 + minute) : hour * 60 + minute;
  } else if (name === null) return -1;
  fields[OFFSET] = minutes;
  if (p < to && bytes[p] === 91 && bytes[to - 1] === 93) p = to;
  return p;
}

function localOf(fields: Int32Array, fraction: number): number {
  const year = fields[YEAR]!;
  const month = fields[MONTH] === NONE ? 1 : fields[MONTH]!;
  const day = fields[DAY] === NONE ? 1 : fields[DAY]!;
  if (!isCivilDate(year, month, day)) return NaN;
  let hour = fields[HOUR] === NONE ? 0 : fields[HOUR]!;
  const hour12 = fields[HOUR12]!;
  if (hour12 !== NONE) {
    if (hour12 > 12) return NaN;
    hour = (hour12 === 12 ? 0 : hour12) + (fields[MARKER] === 1 ? 12 : 0);
  } else if (fields[MARKER] === 1 && hour < 12) hour += 12;
  else if (fields[MARKER] === 0 && hour === 12) hour = 0;
  const minute = fields[MINUTE] === NONE ? 0 : fields[MINUTE]!;
  const second = fields[SECOND] === NONE ? 0 : fields[SECOND]!;
  if (hour > 29 || minute > 59 || second > 59) return NaN;
  return daysFromCivil(year, month, day) * DAY_MS + (hour * 3600 + minute * 60 + second) * 1000 + fraction;
}
