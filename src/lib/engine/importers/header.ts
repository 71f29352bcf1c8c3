import { MiningError } from '$lib/model/errors';
import { isBlankText } from './text-split';
import { MAX_COLUMNS } from './text-parser';

/**
 * Column names from a header's cells: blanks around them left out, a repeated name gets ` (2)`, ` (3)`, an empty one `column 3`.
 *
 * @throws MiningError `too-many-columns` above 4,096
 */
export function columnNames(cells: readonly string[], file: string): string[] {
  if (cells.length > MAX_COLUMNS) throw new MiningError('too-many-columns', { file, count: cells.length, limit: MAX_COLUMNS });
  const written = cells.map((cell) => cell.trim());
  const taken = new Set<string>(written);
  const seen = new Set<string>();
  return written.map((cell, i) => {
    const base = isBlankText(cell) ? `column ${i + 1}` : cell;
    let name = base;
    for (let n = 2; seen.has(name) || (name !== cell && taken.has(name)); n++) name = `${base} (${n})`;
    seen.add(name);
    return name;
  });
}

/** Names for columns without a header. */
export function numberedNames(count: number, file: string): string[] {
  return columnNames(
    Array.from({ length: count }, () => ''),
    file
  );
}

/**
 * Where a file has each of the wanted columns: [wanted] index in `found`. Their order may differ.
 *
 * @throws MiningError `different-headers` with the missing and the extra names
 */
export function matchHeaders(wanted: readonly string[], found: readonly string[], file: string): number[] {
  const at = new Map(found.map((name, i) => [name, i]));
  const missing = wanted.filter((name) => !at.has(name));
  const extra = found.filter((name) => !wanted.includes(name));
  if (missing.length > 0 || extra.length > 0) {
    throw new MiningError('different-headers', { file, missing: list(missing), extra: list(extra) });
  }
  return wanted.map((name) => at.get(name)!);
}

/** Some names, for a message. */
function list(names: readonly string[]): string {
  const shown = names.slice(0, 10).map((name) => (name.length > 60 ? `${name.slice(0, 60)}…` : name));
  return shown.join(', ') + (names.length > shown.length ? ` … (+${names.length - shown.length})` : '');
}
