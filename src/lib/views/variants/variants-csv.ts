import { CSV_BOM, csvRecord } from '$lib/model/csv-cell';
import type { VariantList } from '$lib/model/analysis';

export interface VariantCsvWords {
  readonly rank: string;
  readonly cases: string;
  readonly share: string;
  readonly cumulative: string;
  readonly median: string;
  readonly steps: string;
  readonly sequence: string;
}

/** Variants as a table for spreadsheets: shares of the selected cases 0..1, median case time in milliseconds, one row a variant. */
export function variantsCsv(list: VariantList, activities: readonly string[], words: VariantCsvWords): string {
  const head = [words.rank, words.cases, words.share, words.cumulative, words.median, words.steps, words.sequence];
  let seen = 0;
  const rows = list.rows.map((row) => {
    seen += row.cases;
    const sequence = row.sequence.map((activity) => activities[activity] ?? '').join(' → ');
    return [row.rank, row.cases, row.cases / list.cases, seen / list.cases, row.medianMs, row.sequence.length, sequence];
  });
  return CSV_BOM + [head, ...rows].map((cells) => csvRecord(cells.map(String))).join('');
}
