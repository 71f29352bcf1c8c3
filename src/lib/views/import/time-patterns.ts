import type { TimeFormat } from '$lib/model/log';

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
