import type { ColumnDraft, ImportDraft } from '$lib/model/import';

/**
 * The lifecycle choice to propose: `pair` where both start and complete occur (in any case of letters), else `every-row`; null where
 * no column has the role.
 *
 * @param rows the previewed records
 * @returns transitions = the distinct values seen, in order of appearance
 */
export function proposeLifecycle(
  columns: readonly ColumnDraft[],
  rows: readonly (readonly string[])[]
): ImportDraft['lifecycle'] {
  const column = columns.find(({ role }) => role === 'lifecycle');
  if (column === undefined) return null;
  const transitions = new Set<string>();
  for (const row of rows) {
    const value = row[column.index]?.trim();
    if (value) transitions.add(value);
  }
  const lower = new Set([...transitions].map((text) => text.toLowerCase()));
  const mode = lower.has('start') && lower.has('complete') ? 'pair' : 'every-row';
  return { column: column.index, mode, transitions: [...transitions] };
}
