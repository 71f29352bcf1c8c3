import { CSV_BOM, csvRecord } from '$lib/model/csv-cell';
import type { Quarantine } from '$lib/model/import';

const HEADER = ['file', 'line', 'reason', 'column', 'value', 'text'];

/** The kept quarantined rows as a CSV file for Excel: UTF-8 with BOM, CRLF, cells guarded against formulas. */
export function quarantineCsv(quarantine: Quarantine): Blob {
  const parts = [CSV_BOM + csvRecord(HEADER)];
  for (const { file, line, reason, column, value, text } of quarantine.rows) {
    parts.push(csvRecord([file, String(line), reason, column ?? '', value ?? '', text]));
  }
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}
