/** Byte order mark that tells Excel a CSV file is UTF-8; goes before the first cell. */
export const CSV_BOM = '\uFEFF';

/** End of a CSV record (RFC 4180, section 2.1). */
export const CSV_LINE_END = '\r\n';

/**
 * What makes a spreadsheet read a cell as a formula: `= + - @`, their full-width forms, and the control
 * characters that are skipped before one of them.
 */
const FORMULA_START = /^[=+\-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20]/;

const NEEDS_QUOTES = /[",\r\n]/;

/**
 * One text as a CSV cell that is safe to open in a spreadsheet: a cell that would be read as a formula gets a leading `'`
 * (negative numbers given as text too), and quotes as RFC 4180 asks. For a number known to be one, write it plainly instead.
 *
 * Source: RFC 4180, section 2; ASVS 5.0.0, 1.2.10 (formula injection).
 */
export function csvCell(text: string): string {
  const safe = guardedText(text);
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One text as a cell that is pasted into a spreadsheet: on one line, without tabs, guarded as `csvCell` does. */
export function pastedCell(text: string): string {
  return guardedText(text.replace(/[\t\r\n]+/g, ' '));
}

function guardedText(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}

/** Texts as one CSV record, its line end included. */
export function csvRecord(texts: readonly string[]): string {
  return texts.map(csvCell).join(',') + CSV_LINE_END;
}
