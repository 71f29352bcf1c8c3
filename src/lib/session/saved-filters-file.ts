import { MiningError } from '$lib/model/errors';
import { listOf, number, objectOf, oneOf, refuse, text } from '$lib/model/json-shape';
import { selectionFrom } from '$lib/model/selection-json';
import type { SavedFilters } from './saved-filters.svelte';

/** What a file of saved filters says it is; the version changes when older readers would misread it. */
const FORMAT = 'kiseki-filters';
const VERSION = 1;

/** More than any list of filters; a pasted list of a million case ids still fits. */
const MAX_BYTES = 64 * 1024 * 1024;

type Kept = Omit<SavedFilters, 'id'>;

const head = objectOf<{ format: string; version: number }>({ format: oneOf([FORMAT]), version: number() });
const body = objectOf<{ filters: readonly Kept[] }>({
  filters: listOf(objectOf<Kept>({ name: text(200), columns: listOf(text(), 10_000), selection: selectionFrom }), 1_000)
});

/** Saved filters as the text of a file. */
export function savedFiltersText(filters: readonly SavedFilters[]): string {
  const kept = filters.map(({ name, columns, selection }): Kept => ({ name, columns, selection }));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, filters: kept }, null, 2)}\n`;
}

/**
 * Saved filters from a file. Names and labels are any text, and stay text.
 * @throws MiningError `bad-analysis` with the path of what does not fit (empty: no JSON, or too large); `analysis-version`
 */
export async function savedFiltersFrom(file: Blob): Promise<readonly Kept[]> {
  if (file.size > MAX_BYTES) refuse('');
  let value: unknown;
  try {
    value = JSON.parse(await file.text());
  } catch {
    refuse('');
  }
  const { version } = head(value, '');
  if (version !== VERSION) throw new MiningError('analysis-version', { version, known: VERSION });
  return body(value, '').filters;
}
