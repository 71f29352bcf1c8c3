import type { Dialect } from '$lib/model/import';

/** Separated text cut into records and cells. */
export interface SplitText {
  /** cells of each record, blank lines left out; empty arrays where only counted */
  readonly rows: string[][];
  /** fields of each record */
  readonly counts: number[];
  /** line each record starts on, from 1 */
  readonly lines: number[];
  /** line on which a quote opened that is still open at the end of the text */
  readonly openQuoteLine: number | null;
  /** quoted fields that end before a delimiter or line end, and those that do not */
  readonly soundQuotes: number;
  readonly brokenQuotes: number;
}

export interface SplitLimits {
  readonly maxRecords: number;
  /** false: the text goes on, so a record without a line end is left out */
  readonly complete: boolean;
  /** count fields, keep no cells */
  readonly countOnly?: boolean;
}

/**
 * Cut a text that is in memory. The byte-level parser must agree with this one on every text (a property test holds that);
 * this one is for the preview and for finding the dialect.
 *
 * A quoted field may have blanks before it; text between a closing quote and the delimiter is kept, blanks there are not.
 * A record of one blank field is a blank line. LF, CRLF and CR end a line.
 */
export function splitText(text: string, dialect: Omit<Dialect, 'header'>, limits: SplitLimits): SplitText {
  const { quote, escape } = dialect;
  const delimiter = dialect.delimiter === '' ? '\n' : dialect.delimiter;
  const backslash = escape !== '' && escape !== quote ? escape : '';
  const result = { rows: [] as string[][], counts: [] as number[], lines: [] as number[], soundQuotes: 0, brokenQuotes: 0 };
  const isEnd = (at: number): boolean => at >= text.length || text[at] === delimiter || text[at] === '\n' || text[at] === '\r';
  const isBlank = (char: string | undefined): boolean => (char === ' ' || char === '\t') && char !== delimiter;
  let at = 0;
  let line = 1;
  while (at < text.length && result.counts.length < limits.maxRecords) {
    const startLine = line;
    const cells: string[] = [];
    let count = 0;
    let first = '';
    for (;;) {
      let cell: string;
      let begin = at;
      if (quote !== '') while (isBlank(text[begin])) begin++;
      if (quote !== '' && text[begin] === quote) {
        const openLine = line;
        cell = '';
        for (at = begin + 1; ; at++) {
          const char = text[at];
          if (char === undefined) return { ...result, openQuoteLine: openLine };
          if (char === backslash && at + 1 < text.length) {
            at++;
            cell += text[at]!;
            if (endsLine(text, at)) line++;
          } else if (char !== quote) {
            cell += char;
            if (endsLine(text, at)) line++;
          } else if (text[at + 1] === quote) {
            at++;
            cell += quote;
          } else break;
        }
        const closed = ++at;
        while (!isEnd(at)) at++;
        const rest = text.slice(closed, at);
        if (rest === '') result.soundQuotes++;
        else if (/[^ \t]/.test(rest)) {
          result.brokenQuotes++;
          cell += rest;
        }
      } else {
        const from = at;
        while (!isEnd(at)) at++;
        cell = text.slice(from, at);
      }
      if (count++ === 0) first = cell;
      if (limits.countOnly !== true) cells.push(cell);
      if (text[at] !== delimiter || delimiter === '\n') break;
      at++;
    }
    if (at >= text.length && !limits.complete) break;
    // a carriage return at the very end may be half of a line end: nothing follows here that could tell
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    line++;
    if (count === 1 && isBlankText(first)) continue;
    result.counts.push(count);
    result.lines.push(startLine);
    if (limits.countOnly !== true) result.rows.push(cells);
  }
  return { ...result, openQuoteLine: null };
}

/** True for the empty text and for one of blanks only, full-width ones included. */
export function isBlankText(text: string): boolean {
  return /^[\0-\x20\u00A0\u3000]*$/.test(text);
}

/** The text as one line each: what `splitText` counts, without looking at quotes. */
export function firstLines(text: string, count: number): string[] {
  const lines: string[] = [];
  let from = 0;
  while (lines.length < count && from < text.length) {
    let to = from;
    while (to < text.length && text[to] !== '\n' && text[to] !== '\r') to++;
    lines.push(text.slice(from, Math.min(to, from + 2000)));
    from = to + (text[to] === '\r' && text[to + 1] === '\n' ? 2 : 1);
  }
  return lines;
}

/** A line ends here: at LF, and at CR without LF after it. */
function endsLine(text: string, at: number): boolean {
  return text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n');
}
