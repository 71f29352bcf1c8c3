import { CSV_BOM, csvRecord } from '$lib/model/csv-cell';
import type { VariantOrder } from '$lib/model/variants';
import type { VariantTable } from './variant-table';

const COLUMNS = ['rank', 'cases', 'share', 'cumulative_share', 'events', 'median_ms', 'mean_ms', 'p90_ms', 'sequence'];

/** Rows written at a time, so that their text need not be held twice. */
const BATCH = 4096;

/**
 * Variants as a table for spreadsheets, in the order of a list: shares of the selected cases 0..1, the cumulative one from the list's
 * top, case times in milliseconds, labels joined by arrows. UTF-8 with its mark.
 */
export function variantsCsv(table: VariantTable, ordering: Omit<VariantOrder, 'group'>): Uint8Array {
  const encoder = new TextEncoder();
  const parts = [encoder.encode(CSV_BOM + csvRecord(COLUMNS))];
  const order = table.order(ordering);
  let seen = 0;
  for (let from = 0; from < order.length; from += BATCH) {
    const { rows, labels, cases } = table.window(ordering, from, BATCH, 0);
    const lines = rows.map((row) => {
      seen += row.cases;
      const sequence = Array.from(row.sequence, (code) => labels[code] ?? '').join(' → ');
      const numbers = [row.rank, row.cases, row.cases / cases, seen / cases, row.events, row.medianMs, row.meanMs, row.p90Ms];
      return csvRecord([...numbers.map((number) => (Number.isNaN(number) ? '' : String(number))), sequence]);
    });
    parts.push(encoder.encode(lines.join('')));
  }
  const csv = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    csv.set(part, at);
    at += part.length;
  }
  return csv;
}
