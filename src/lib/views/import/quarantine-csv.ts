import { CSV_BOM, csvRecord } from '$lib/model/csv-cell';
import type { Quarantine } from '$lib/model/import';
import type { Messages } from '$lib/i18n/messages';

/** The rows that were set aside as a CSV file for Excel: UTF-8 with BOM, CRLF, cells guarded against formulas. */
export function quarantineCsv(quarantine: Quarantine, words: Messages['importing']['quarantine']): Blob {
  const head = [words.file, words.line, words.reason, words.column, words.value, words.row];
  const parts = [CSV_BOM + csvRecord(head)];
  for (const { file, line, reason, column, value, text } of quarantine.rows) {
    parts.push(csvRecord([file, String(line), words.reasons[reason], column ?? '', value ?? '', text]));
  }
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}
