import type { NumberField, PatternItem } from './pattern';
import { DAY, ERA, HOUR, HOUR12, MARKER, MINUTE, MONTH, NO_OFFSET, SECOND, TimeScan, WEEKDAY, YEAR } from './time-scan';
import { ERA_WORDS, MARKER_WORDS, MONTH_WORDS, WEEKDAY_WORDS, wordAt, type TimeWord } from './time-words';
import type { ZoneReader } from './zone';

const NUMBER = 0;
const CHARACTER = 1;
const LITERAL = 2;
const SPACE = 3;
const WORD = 4;
const POINT_FRACTION = 5;
const FRACTION = 6;
const ZONE = 7;
const ERA_YEAR = 8;
const TWO_DIGIT_YEAR = 9;

/** One piece of a pattern, ready to be walked. All of one form, so that the walk is compiled once. */
interface Step {
  readonly op: number;
  readonly field: number;
  readonly min: number;
  readonly max: number;
  readonly bytes: Uint8Array;
  readonly words: readonly TimeWord[];
}

const FIELD_OF: Readonly<Record<NumberField, number>> = {
  year: YEAR,
  month: MONTH,
  day: DAY,
  hour: HOUR,
  hour12: HOUR12,
  minute: MINUTE,
  second: SECOND
};
const NO_BYTES = new Uint8Array(0);
const OPEN_BRACKET = 0x28;
const CLOSED_BRACKET = 0x29;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

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
  const scan = new TimeScan();
  const readAny = (bytes: Uint8Array, from: number, to: number): number => {
    for (let i = 0; i < programs.length; i++) {
      scan.begin(bytes, from, to);
      if (!walk(programs[i]!, scan)) continue;
      const local = scan.localMs();
      if (local !== local) continue;
      if (scan.offset !== NO_OFFSET) return local - scan.offset * 60_000;
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

function step(op: number, field = 0, min = 0, max = 0, bytes = NO_BYTES, words: readonly TimeWord[] = []): Step {
  return { op, field, min, max, bytes, words };
}

function stepOf(item: PatternItem): Step {
  switch (item.kind) {
    case 'number':
      return step(item.twoDigitYear ? TWO_DIGIT_YEAR : NUMBER, FIELD_OF[item.field], item.min, item.max);
    case 'era-year':
      return step(ERA_YEAR);
    case 'literal': {
      const bytes = encoder.encode(item.text);
      const plain = bytes.length === 1 && bytes[0] !== OPEN_BRACKET && bytes[0] !== CLOSED_BRACKET;
      return plain ? step(CHARACTER, bytes[0]) : step(LITERAL, 0, 0, 0, bytes);
    }
    case 'space':
      return step(SPACE, 0, item.required ? 1 : 0);
    case 'month-name':
      return step(WORD, MONTH, 0, 0, NO_BYTES, MONTH_WORDS);
    case 'weekday':
      return step(WORD, WEEKDAY, 0, 0, NO_BYTES, WEEKDAY_WORDS);
    case 'marker':
      return step(WORD, MARKER, 0, 0, NO_BYTES, MARKER_WORDS);
    case 'era':
      return step(WORD, ERA, 0, 0, NO_BYTES, ERA_WORDS);
    case 'point-fraction':
      return step(POINT_FRACTION);
    case 'fraction':
      return step(FRACTION, 0, item.digits || 1, item.digits || 15);
    case 'zone':
      return step(ZONE);
  }
}

/** Whether the whole text is what the program expects; the scan holds what it says. */
function walk(program: readonly Step[], scan: TimeScan): boolean {
  const { bytes, to, fields } = scan;
  for (let s = 0; s < program.length; s++) {
    const { op, field, min, max, bytes: literal, words } = program[s]!;
    let p = scan.at;
    switch (op) {
      case NUMBER:
      case TWO_DIGIT_YEAR: {
        while (p < to && bytes[p] === 32) p++;
        const start = p;
        const limit = p + max < to ? p + max : to;
        let value = 0;
        for (; p < limit; p++) {
          const digit = bytes[p]! - 48;
          if (digit < 0 || digit > 9) break;
          value = value * 10 + digit;
        }
        if (p - start < min) return false;
        fields[field] = op === NUMBER ? value : value < 69 ? 2000 + value : 1900 + value;
        scan.at = p;
        break;
      }
      case CHARACTER:
        if (p >= to || bytes[p] !== field) return false;
        scan.at = p + 1;
        break;
      case LITERAL:
        if (!readLiteral(literal, scan)) return false;
        break;
      case SPACE:
        scan.skipSpaces();
        if (scan.at - p < min) return false;
        break;
      case WORD: {
        scan.skipSpaces();
        const word = wordAt(words, bytes, scan.at, to);
        if (word === null) return false;
        fields[field] = word.value;
        p = scan.at + word.bytes.length;
        // a name may be cut short with a point
        const isShort = (field === MONTH || field === WEEKDAY) && p < to && bytes[p] === 46;
        scan.at = isShort && program[s + 1]?.field !== 46 ? p + 1 : p;
        break;
      }
      case POINT_FRACTION:
        if (!scan.readPointFraction()) return false;
        break;
      case FRACTION:
        if (!scan.readFraction(min, max)) return false;
        break;
      case ZONE:
        if (!scan.readOffset()) return false;
        break;
      case ERA_YEAR:
        if (!scan.readEraYear()) return false;
        break;
    }
  }
  return scan.at === to;
}

/** A text that stands for itself; a round bracket may also be one of full width. */
function readLiteral(literal: Uint8Array, scan: TimeScan): boolean {
  const { bytes, to } = scan;
  let p = scan.at;
  for (let i = 0; i < literal.length; i++) {
    const expected = literal[i]!;
    if (p < to && bytes[p] === expected) {
      p++;
      continue;
    }
    const isBracket = expected === OPEN_BRACKET || expected === CLOSED_BRACKET;
    if (!isBracket || p + 3 > to || bytes[p] !== 0xef || bytes[p + 1] !== 0xbc || bytes[p + 2] !== expected + 0x60) return false;
    p += 3;
  }
  scan.at = p;
  return true;
}
