import type { DistinctValues } from './distinct-values';

/**
 * What the name of a column says of its numbers: `time`; nothing (`neutral`); nothing, and no other column is a time
 * (`last-resort`); or that they are no times (`never`: ids, amounts, counts).
 */
export type TimeHint = 'time' | 'neutral' | 'last-resort' | 'never';

const NUMERIC = /^[+-]?\d+(?:\.\d+)?$/;

/** Whether the text is a plain decimal number (digits of any width). */
export function isNumeric(text: string): boolean {
  return NUMERIC.test(text.charCodeAt(0) > 127 ? text.normalize('NFKC').trim() : text);
}

/** Share of the rows that must fit a reading of numbers as times. */
const LEAST_SHARE = 0.95;

/** Digits of a compact stamp and its pattern. */
const COMPACT: readonly (readonly [number, string])[] = [
  [14, 'yyyyMMddHHmmss'],
  [8, 'yyyyMMdd'],
  [12, 'yyyyMMddHHmm'],
  [17, 'yyyyMMddHHmmssSSS']
];
const COMPACT_TIME = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[0-2]\d[0-5]\d(?:[0-5]\d(?:\d{3})?)?)?$/;

/** Units of epoch times, and how many of them make a second. */
const EPOCH: readonly (readonly [string, number])[] = [
  ['epoch-s', 1],
  ['epoch-ms', 1e3],
  ['epoch-us', 1e6],
  ['epoch-ns', 1e9]
];
/** Seconds since 1970: 1990 to 2060 where the name speaks of time, 2000 to 2040 where nothing does. */
const NAMED_RANGE = [631_152_000, 2_840_140_800] as const;
const UNNAMED_RANGE = [946_684_800, 2_208_988_800] as const;

/**
 * How a column of numbers counts time, or null where it does not: dates without marks between (by themselves proof enough), Excel
 * serials (20000 to 80000, if the name speaks of time or the fractions are whole seconds), epoch times (plausible years, if the name
 * speaks of time or nothing else is one).
 */
export function detectNumberPattern(values: DistinctValues, hint: TimeHint): string | null {
  if (hint === 'never') return null;
  const texts = values.texts.map((text) => (text.charCodeAt(0) > 127 ? text.normalize('NFKC').trim() : text.trim()));
  const filled = values.rows - values.empty;
  const share = (fits: (text: string) => boolean): number => {
    let rows = 0;
    texts.forEach((text, i) => (rows += fits(text) ? values.counts[i]! : 0));
    return rows / filled;
  };
  if (share((text) => COMPACT_TIME.test(text)) >= LEAST_SHARE && (hint === 'time' || texts.length > 1)) {
    const lengths = COMPACT.filter(([length]) => texts.some((text) => text.length === length));
    return lengths.map(([, pattern]) => pattern).join('||');
  }
  const between = (low: number, high: number) => (text: string) => Number(text) >= low && Number(text) <= high;
  if (share(between(20_000, 80_000)) >= LEAST_SHARE) {
    const fine = share((text) => /\.\d{5,}$/.test(text) && wholeSeconds(Number(text)));
    return hint === 'time' || fine >= 0.5 ? 'excel-serial' : null;
  }
  if (hint === 'neutral') return null;
  const [low, high] = hint === 'time' ? NAMED_RANGE : UNNAMED_RANGE;
  const unit = EPOCH.find(([, perSecond]) => share(between(low * perSecond, high * perSecond)) >= LEAST_SHARE);
  return unit === undefined ? null : unit[0];
}

/** Whether a serial of days is a whole second, as spreadsheets keep clock times. */
function wholeSeconds(days: number): boolean {
  const seconds = days * 86_400;
  return Math.abs(seconds - Math.round(seconds)) < 0.05;
}
