import type { TimeFormat } from '$lib/model/import';

/** Time patterns to offer, the commonest first: those that the engine lists (a test compares the two). */
export const TIME_PATTERNS: readonly string[] = [
  'iso',
  'yyyy/MM/dd HH:mm:ss',
  'yyyy/MM/dd HH:mm',
  'yyyy/MM/dd',
  'yyyy年M月d日 H時m分s秒',
  'yyyy年M月d日 H時m分',
  'yyyy年M月d日',
  'yyyy/MM/dd ah:mm',
  'Gy年M月d日',
  'Gy.M.d',
  'yyyyMMddHHmmss',
  'yyyyMMdd HHmm',
  'yyyyMMdd',
  'dd/MM/yyyy HH:mm:ss',
  'dd/MM/yyyy HH:mm',
  'MM/dd/yyyy HH:mm:ss',
  'MM/dd/yyyy HH:mm',
  'MM/dd/yyyy h:mm a',
  'dd.MM.yyyy HH:mm:ss',
  'dd.MM.yyyy HH:mm',
  'dd-MM-yyyy HH:mm:ss',
  'd-MMM-yyyy HH:mm:ss',
  'MMM d, yyyy h:mm a',
  'EEE, d MMM yyyy HH:mm:ss X',
  'EEE MMM d HH:mm:ss z yyyy',
  'excel-serial',
  'epoch-s',
  'epoch-ms',
  'epoch-us',
  'epoch-ns'
];

/**
 * A pattern as a format. Seconds since 1970 need no zone; ISO 8601 and Excel serials may lack one; other patterns name one by a
 * field.
 */
export function formatOf(pattern: string): TimeFormat {
  if (pattern.startsWith('epoch-')) return { pattern, zoned: true };
  if (pattern === 'iso' || pattern === 'excel-serial') return { pattern, zoned: false };
  return { pattern, zoned: /[XxZzO]/.test(pattern.replace(/'[^']*'/g, '')) };
}

/** A pattern's first field order in short, for two that differ in it: `dd/MM/yyyy HH:mm` is `D/M/Y`. */
export function orderOf(pattern: string): string {
  const order = [...pattern.replace(/'[^']*'/g, '').matchAll(/(y+|M+|d+)/g)].map(([field]) => field[0]!.toUpperCase());
  return order.length > 1 ? order.slice(0, 3).join('/') : pattern;
}
