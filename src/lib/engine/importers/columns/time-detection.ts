import type { TimeEvidence } from '$lib/model/import';
import type { TimeFormat } from '$lib/model/log';
import { distinctValues, type DistinctValues } from './distinct-values';
import { detectNumberPattern, isNumeric, type TimeHint } from './number-detection';
import { addShape, familyPatterns, type TimeFamily } from './time-family';
import { patternTimeReader, type TimeReader } from './time-reader';
import { timeShapeOf } from './time-shape';

export interface DetectedTime {
  readonly format: TimeFormat;
  readonly evidence: TimeEvidence;
}

/** Distinct texts looked at before a column is given up, and the share of them that must be times. */
const FIRST_LOOK = 64;
const LEAST_SHARE = 0.5;
/** Texts without a known format that are taken apart; beyond that only known formats count. */
const MAX_SHAPES = 600;
/** Characters of the longest text that is taken apart. */
const MAX_TEXT = 100;
const MAX_FAMILIES = 8;
const MAX_PATTERNS = 4;
const SHOWN_ROWS = 5;

/**
 * The format that reads most of the values, told from all of them.
 *
 * Where day and month could change places, both readings are tried on every value; a row that only one of them reads decides. If
 * none decides, day before month is proposed (month before day where AM or PM is written) and the evidence says `ambiguous`.
 * Values of several layouts give a pattern of several parts (`||`), the commonest first.
 *
 * @param lines line number of each value, for the evidence
 * @returns null where fewer than half of the values that are not empty can be read
 *
 * Cost: about 0.2 us a distinct value.
 */
export function detectTimeFormat(values: readonly string[], lines: readonly number[]): DetectedTime | null {
  return detectIn(
    distinctValues(values.length, (row) => values[row]),
    lines,
    'last-resort'
  );
}

/** The same on values already made distinct. @param hint what the column's name says of it */
export function detectIn(values: DistinctValues, lines: readonly number[], hint: TimeHint): DetectedTime | null {
  const { texts } = values;
  if (texts.length === 0) return null;
  const look = Math.min(texts.length, FIRST_LOOK);
  let numbers = 0;
  for (let i = 0; i < look; i++) if (isNumeric(texts[spread(i, look, texts.length)]!)) numbers++;
  if (numbers > look * 0.8) {
    const pattern = detectNumberPattern(values, hint);
    return pattern === null ? null : detectedFor(values, lines, [{ patterns: [pattern] }]);
  }
  const families = familiesOf(values);
  const found = families === null ? null : detectedFor(values, lines, families);
  return found !== null && isDoubtful(found, hint) ? null : found;
}

/** Texts that are as well versions (1.10.12), parts of a code (S12.3.4) or the like: only where the name lets them be times. */
function isDoubtful({ format, evidence }: DetectedTime, hint: TimeHint): boolean {
  const { pattern } = format;
  const hasClock = /[Hh]/.test(pattern);
  if (hasClock || hint === 'time') return false;
  if (/^Gy[./-]/.test(pattern)) return hint === 'never';
  const twoDigitYear = /^[yMd]{1,2}([-./])[Md]{1,2}\1[yd]{1,2}$/.test(pattern);
  return twoDigitYear && (hint === 'never' || evidence.readable < 0.95 || (hint === 'neutral' && !pattern.includes('/')));
}

/** Index of the i-th of `look` samples spread over `size`. */
function spread(i: number, look: number, size: number): number {
  return Math.floor((i * size) / look);
}

interface Candidates {
  /** patterns of one layout that differ in the order of the date */
  readonly patterns: readonly string[];
}

/** Every layout among the values: known ones are passed over at the cost of reading, unknown texts are taken apart. */
function familiesOf(values: DistinctValues): Candidates[] | null {
  const { texts } = values;
  const families: TimeFamily[] = [];
  let readers: TimeReader[] = [];
  const bytes = new ValueBytes();
  const learn = (text: string): boolean => {
    if (text.length > MAX_TEXT) return false;
    const shape = timeShapeOf(text.normalize('NFKC').trim());
    if (shape === null) return false;
    const { changed } = addShape(families, shape);
    if (changed && families.length <= MAX_FAMILIES) {
      readers = families.flatMap(familyPatterns).map((pattern) => patternTimeReader(pattern, null));
    }
    return true;
  };
  const look = Math.min(texts.length, FIRST_LOOK);
  let seen = 0;
  for (let i = 0; i < look; i++) if (learn(texts[spread(i, look, texts.length)]!)) seen++;
  if (seen < look * LEAST_SHARE) return null;
  let shapes = 0;
  for (const text of texts) {
    if (shapes >= MAX_SHAPES || families.length > MAX_FAMILIES) break;
    if (readers.some((read) => bytes.read(read, text) === bytes.read(read, text))) continue;
    shapes++;
    learn(text);
  }
  return families.slice(0, MAX_FAMILIES).map((family) => ({ patterns: familyPatterns(family) }));
}

/** Encodes one text after the other into the same bytes. */
class ValueBytes {
  #bytes = new Uint8Array(256);
  #encoder = new TextEncoder();
  #text = '';
  #length = 0;

  read(reader: TimeReader, text: string): number {
    if (text !== this.#text) this.#encode(text);
    return reader(this.#bytes, 0, this.#length);
  }

  #encode(text: string): void {
    if (text.length * 3 > this.#bytes.length) this.#bytes = new Uint8Array(text.length * 3);
    this.#text = text;
    this.#length = text.length;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) {
        this.#length = this.#encoder.encodeInto(text, this.#bytes).written;
        return;
      }
      this.#bytes[i] = code;
    }
  }
}

interface Reading {
  readonly pattern: string;
  /** [texts] 1 = read */
  readonly read: Uint8Array;
  readonly rows: number;
}

function readingOf(values: DistinctValues, pattern: string, bytes: ValueBytes): Reading {
  const reader = patternTimeReader(pattern, null);
  const read = new Uint8Array(values.texts.length);
  let rows = 0;
  values.texts.forEach((text, i) => {
    const utcMs = bytes.read(reader, text);
    if (utcMs !== utcMs) return;
    read[i] = 1;
    rows += values.counts[i]!;
  });
  return { pattern, read, rows };
}

/** Choose the order within each layout by the rows it reads, then the layouts. */
function detectedFor(values: DistinctValues, lines: readonly number[], candidates: readonly Candidates[]): DetectedTime | null {
  const bytes = new ValueBytes();
  const filled = values.rows - values.empty;
  let settled = candidates.map(({ patterns }) => {
    const readings = patterns.map((pattern) => readingOf(values, pattern, bytes));
    const ranked = readings.map((reading, i) => ({ reading, i })).sort((a, b) => b.reading.rows - a.reading.rows || a.i - b.i);
    const preferred = preferMonthFirst(patterns, ranked, values);
    const chosen = ranked[preferred]!.reading;
    const other = ranked.length > 1 ? ranked[preferred === 0 ? 1 : 0]!.reading : null;
    return { chosen, other, undecided: other !== null && other.rows === chosen.rows };
  });
  settled.sort((a, b) => b.chosen.rows - a.chosen.rows);
  const twoDigits = (pattern: string): boolean => /(?<!y)yy(?!y)/.test(pattern);
  if (settled.some(({ chosen }) => chosen.rows > 0 && !twoDigits(chosen.pattern)))
    settled = settled.filter(({ chosen }) => !twoDigits(chosen.pattern));
  const main = settled[0];
  if (!main || main.chosen.rows === 0) return null;
  const kept = settled.filter((one, i) => i === 0 || (one.chosen.rows > 0 && !one.undecided && i < MAX_PATTERNS));
  const pattern = kept.map(({ chosen }) => chosen.pattern).join('||');
  const whole = kept.length === 1 ? main.chosen : readingOf(values, pattern, bytes);
  if (whole.rows < filled * LEAST_SHARE) return null;
  const twoSided = kept.find((one) => one.other !== null) ?? null;
  return {
    format: { pattern, zoned: isZoned(values, pattern, whole, bytes) },
    evidence: {
      readable: whole.rows / filled,
      ...orderEvidence(values, lines, twoSided?.chosen ?? null, twoSided?.other ?? null)
    }
  };
}

/** Index in `ranked` to take: where day and month both read all, month first if the clock has AM or PM; otherwise the first. */
function preferMonthFirst(
  patterns: readonly string[],
  ranked: readonly { reading: Reading; i: number }[],
  values: DistinctValues
): number {
  const [first, second] = ranked;
  if (!first || !second || first.reading.rows !== second.reading.rows) return 0;
  if (/(?<!y)yy(?!y)/.test(patterns[0]!)) return steadiestYear(ranked, values);
  return /a/.test(first.reading.pattern) ? ranked.findIndex(({ reading }) => reading.pattern.startsWith('M')) : 0;
}

/** Of equally good orders of a date with a two-digit year, the one whose years differ least. */
function steadiestYear(ranked: readonly { reading: Reading; i: number }[], values: DistinctValues): number {
  const years = new Set<string>();
  const ends = new Set<string>();
  for (const text of values.texts) {
    const parts = /^(\d{2}).\d{1,2}.(\d{2})/.exec(text);
    if (!parts) continue;
    years.add(parts[1]!);
    ends.add(parts[2]!);
  }
  const yearFirst = ranked.findIndex(({ reading }) => reading.pattern.startsWith('yy'));
  return yearFirst > 0 && years.size < ends.size && ranked[yearFirst]!.reading.rows === ranked[0]!.reading.rows ? yearFirst : 0;
}

/** Whether every text read says its own offset: none is read where the zone refuses. */
function isZoned(values: DistinctValues, pattern: string, whole: Reading, bytes: ValueBytes): boolean {
  const reader = patternTimeReader(pattern, () => NaN);
  return values.texts.every((text, i) => {
    if (whole.read[i] === 0) return true;
    const utcMs = bytes.read(reader, text);
    return utcMs === utcMs;
  });
}

function orderEvidence(
  values: DistinctValues,
  lines: readonly number[],
  chosen: Reading | null,
  other: Reading | null
): Omit<TimeEvidence, 'readable'> {
  if (chosen === null || other === null) return { ambiguous: false, alternative: null, decidedBy: [], decidingRows: 0 };
  const decidedBy: { line: number; value: string }[] = [];
  let decidingRows = 0;
  values.texts.forEach((value, i) => {
    if (chosen.read[i] === 0 || other.read[i] === 1) return;
    decidingRows += values.counts[i]!;
    if (decidedBy.length < SHOWN_ROWS) decidedBy.push({ line: lines[values.firstRow[i]!] ?? 0, value });
  });
  return {
    ambiguous: decidingRows === 0 && chosen.rows === other.rows,
    alternative: { pattern: other.pattern, zoned: /[XZxzO]/.test(other.pattern.replace(/'[^']*'/g, '')) },
    decidedBy,
    decidingRows
  };
}
