import type { Messages } from '$lib/i18n/messages';
import { CSV_BOM, csvRecord } from '$lib/model/csv-cell';

/** Somebody's one-time code, as it is passed on. */
export interface CodeLine {
  readonly name: string;
  readonly email: string;
  readonly code: string;
  readonly expiresAt: string;
}

/** The codes as a CSV file for a spreadsheet. */
export function codeSheet(lines: readonly CodeLine[], t: Messages, timeOf: (instant: string) => string): string {
  const { name, email, code, until } = t.people.codes.columns;
  const rows = lines.map((line) => csvRecord([line.name, line.email, line.code, timeOf(line.expiresAt)]));
  return CSV_BOM + csvRecord([name, email, code, until]) + rows.join('');
}
