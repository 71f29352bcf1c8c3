import { expect, test } from 'vitest';
import type { LogSelection } from '$lib/model/selection';
import type { SavedFilters } from './saved-filters.svelte';
import { savedFiltersFrom, savedFiltersText } from './saved-filters-file';

const selection: LogSelection = {
  clauses: [{ id: 'a', negated: false, muted: false, kind: 'activity', activities: ['受注'] }]
};
const saved: SavedFilters = { id: 'saved-1', name: '<b>再開</b>', columns: ['case', '活動'], selection };
const read = (text: string) => savedFiltersFrom(new Blob([text]));

test('what is written is read', async () => {
  const { id: _, ...kept } = saved;
  expect(await read(savedFiltersText([saved, { ...saved, id: 'saved-2' }]))).toEqual([kept, kept]);
  expect(await read(savedFiltersText([]))).toEqual([]);
  // editors of some systems put a byte order mark first
  expect(await read(`\uFEFF${savedFiltersText([saved])}`)).toEqual([kept]);
});

const changed = (text: string, by: string) => savedFiltersText([saved]).replace(text, by);

test.each<[string, string, string, string]>([
  ['no JSON', '{"format": "kiseki-fil', 'bad-analysis', ''],
  ['nothing', '', 'bad-analysis', ''],
  ['a list', '[]', 'bad-analysis', ''],
  ['another format', changed('kiseki-filters', 'other'), 'bad-analysis', 'format'],
  ['no version', changed('"version": 1', '"v": 1'), 'bad-analysis', 'version'],
  [
    'another kind of filter',
    changed('"kind": "activity"', '"kind": "oracle"'),
    'bad-analysis',
    'filters[0].selection.clauses[0].kind'
  ],
  ['a name that is none', changed('"<b>再開</b>"', '7'), 'bad-analysis', 'filters[0].name'],
  ['a name without end', changed('<b>', 'x'.repeat(300)), 'bad-analysis', 'filters[0].name']
])('refused: %s', async (_, text, code, path) => {
  await expect(read(text)).rejects.toMatchObject({ code, detail: { path } });
});

test('another version is refused by its number', async () => {
  await expect(read(changed('"version": 1', '"version": 2'))).rejects.toMatchObject({
    code: 'analysis-version',
    detail: { version: 2, known: 1 }
  });
});
