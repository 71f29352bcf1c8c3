import type { Dialect } from '$lib/model/import';
import { isBlankText, splitText, type SplitText } from './text-split';

/** Tried together, the best of them wins. */
const USUAL_DELIMITERS = [',', ';', '\t', '|'];
/** Tried where no usual one fits, and only where every record agrees. */
const RARE_DELIMITERS = ['^', '~', '\u0001', '\u001F', '\u001E', ':', ' '];

/** What dialects are compared on: enough records, whatever the file's size. */
const SAMPLE_CHARS = 1 << 16;
const SAMPLE_RECORDS = 500;

/** Share of records with the usual number of fields that a delimiter needs. */
const MIN_SHARE = 0.6;
/** Rows the header guess looks at. */
const HEADER_ROWS = 100;

interface Candidate {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly fields: number;
  readonly share: number;
  readonly split: SplitText;
}

/**
 * Find how a text is separated: the delimiter that gives most records the same number of fields (the first record, mostly
 * a header, counts ten times), then the quote and escape that break fewest quoted fields, then whether the first record is a header.
 *
 * @param text the head of the file, decoded
 * @param fixed parts that the user chose
 * Cost: a few passes over 64 Ki characters.
 */
export function detectDialect(text: string, complete: boolean, fixed: Partial<Dialect> = {}): Dialect {
  const explicit = /^"?sep=(.)"?(?:\r|\n)/i.exec(text)?.[1];
  const body = explicit === undefined ? text : withoutSepLine(text);
  const sample = sampleOf(body);
  const isWhole = complete && sample.length === body.length;
  const chosen = fixed.delimiter ?? explicit;
  const best = chosen === undefined ? bestDelimiter(sample, isWhole, fixed) : bestQuote(sample, isWhole, chosen, fixed);
  const dialect = { delimiter: best.delimiter, quote: best.quote, escape: best.escape };
  return { ...dialect, header: fixed.header ?? guessHeader(sample, isWhole, dialect) };
}

/** The text without Excel's `sep=;` line. */
export function withoutSepLine(text: string): string {
  return text.replace(/^"?sep=.?"?(?:\r\n|\n|\r)/i, '');
}

function sampleOf(text: string): string {
  if (text.length <= SAMPLE_CHARS) return text;
  // at least the first line, however long
  const end = text.slice(SAMPLE_CHARS).search(/[\r\n]/);
  return end < 0 ? text : text.slice(0, SAMPLE_CHARS + end + 1);
}

function bestDelimiter(sample: string, complete: boolean, fixed: Partial<Dialect>): Candidate {
  const usual = USUAL_DELIMITERS.map((delimiter) => bestQuote(sample, complete, delimiter, fixed));
  const fitting = usual.filter((candidate) => candidate.fields > 1 && candidate.share >= MIN_SHARE);
  const [best] = fitting.sort((a, b) => score(b) - score(a));
  if (best) return best;
  for (const delimiter of RARE_DELIMITERS) {
    const candidate = bestQuote(sample, complete, delimiter, fixed);
    if (candidate.fields > 2 && candidate.share === 1 && candidate.split.counts.length > 2) return candidate;
  }
  // nothing separates: ragged text of many fields, or a single column
  const [most] = usual.filter((candidate) => candidate.fields > 1).sort((a, b) => score(b) - score(a));
  return most && most.share >= MIN_SHARE / 2 ? most : usual[0]!;
}

/** Agreement first; between delimiters that agree alike, the one that cuts more. */
function score(candidate: Candidate): number {
  return candidate.share ** 2 * (1 - 1 / (candidate.fields + 1));
}

function bestQuote(sample: string, complete: boolean, delimiter: string, fixed: Partial<Dialect>): Candidate {
  const quotes = fixed.quote === undefined ? ['"', "'"] : [fixed.quote];
  const plain = candidateOf(sample, complete, delimiter, '', '');
  let best =
    fixed.quote === undefined ? null : candidateOf(sample, complete, delimiter, fixed.quote, fixed.escape ?? fixed.quote);
  if (fixed.quote !== undefined && fixed.escape !== undefined) return best!;
  for (const quote of quotes) {
    if (quote === '' || !sample.includes(quote)) continue;
    const doubled = candidateOf(sample, complete, delimiter, quote, fixed.escape ?? quote);
    const { soundQuotes, brokenQuotes, openQuoteLine } = doubled.split;
    // an apostrophe quotes only where every field that begins with one ends with one
    if (quote === "'" && (soundQuotes === 0 || brokenQuotes > 0 || openQuoteLine !== null || best !== null)) continue;
    if (fixed.quote === undefined && soundQuotes === 0 && brokenQuotes > 0) continue;
    if (soundQuotes + brokenQuotes === 0 && openQuoteLine === null) continue;
    best = fixed.escape === undefined ? withEscape(sample, complete, doubled) : doubled;
  }
  // quotes that never begin a field are text; the usual quote costs nothing then
  return best ?? { ...plain, quote: fixed.quote ?? '"', escape: fixed.escape ?? fixed.quote ?? '"' };
}

/** Backslashes escape quotes where that mends quoted fields. */
function withEscape(sample: string, complete: boolean, doubled: Candidate): Candidate {
  if (!sample.includes(`\\${doubled.quote}`)) return doubled;
  const escaped = candidateOf(sample, complete, doubled.delimiter, doubled.quote, '\\');
  const faults = ({ split, share }: Candidate): number =>
    split.brokenQuotes + (split.openQuoteLine === null ? 0 : 1) + (1 - share);
  return faults(escaped) < faults(doubled) ? escaped : doubled;
}

function candidateOf(sample: string, complete: boolean, delimiter: string, quote: string, escape: string): Candidate {
  const split = splitText(sample, { delimiter, quote, escape }, { maxRecords: SAMPLE_RECORDS, complete, countOnly: true });
  const weights = new Map<number, number>();
  let all = 0;
  split.counts.forEach((count, i) => {
    const weight = i === 0 ? Math.max(1, split.counts.length / 10) : 1;
    all += weight;
    weights.set(count, (weights.get(count) ?? 0) + weight);
  });
  let fields = 1;
  let most = 0;
  for (const [count, weight] of weights) if (weight > most) [fields, most] = [count, weight];
  return { delimiter, quote, escape, fields, share: all === 0 ? 0 : most / all, split };
}

/** A header is told by columns whose values are numbers or dates below a first cell that is not. */
function guessHeader(sample: string, complete: boolean, dialect: Omit<Dialect, 'header'>): boolean {
  const { rows } = splitText(sample, dialect, { maxRecords: HEADER_ROWS + 1, complete });
  const [first, ...rest] = rows;
  if (!first || rest.length === 0) return true;
  let header = 0;
  let values = 0;
  first.forEach((cell, column) => {
    const below = rest.map((row) => row[column] ?? '').filter((value) => !isBlankText(value));
    const typed = below.filter(isTyped).length;
    if (isBlankText(cell) || typed === 0 || typed < below.length * 0.8) return;
    if (isTyped(cell)) values++;
    else header++;
  });
  return header >= values;
}

/** Begins like a number or a date: digits, also full-width, and what stands between them. */
function isTyped(text: string): boolean {
  return /^\s*[-+¥$€]?[\d０-９][\d０-９.,:/\-+TZ 年月日時分秒eE%]*$/.test(text);
}
