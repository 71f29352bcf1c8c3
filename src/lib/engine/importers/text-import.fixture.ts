import { expect } from 'vitest';
import { allTexts } from '$lib/model/dictionary';
import type { DraftOptions, ImportDraft, ImportedTable, ImportPlan } from '$lib/model/import';
import type { ColumnRole } from '$lib/model/log';
import { importFiles, inspectFiles } from './index';

export const HEADER = 'case,activity,time';
export const ROWS = ['1,A,2024-01-01 08:00:00', '1,B,2024-01-01 09:00:00', '2,A,2024-01-02 08:00:00'];
export const CSV = [HEADER, ...ROWS].join('\n');
const ROLES: Readonly<Record<string, ColumnRole>> = { case: 'case', activity: 'activity', time: 'timestamp', start: 'start' };

export function file(content: string | Uint8Array, name = 'a.csv'): File {
  return new File([typeof content === 'string' ? content : new Uint8Array(content)], name);
}

/** The draft's plan, with the roles of the columns' names and a time format that reads the tests' times. */
export function planOf(draft: ImportDraft, changes: Partial<ImportPlan> = {}): ImportPlan {
  const columns = draft.columns.map(({ index, name, type }) => {
    const role = ROLES[name] ?? 'attribute';
    const isTime = role === 'timestamp' || role === 'start';
    return { index, name, role, type, format: isTime ? { pattern: 'yyyy-MM-dd HH:mm:ss', zoned: false } : null };
  });
  const indexOf = (role: ColumnRole): number[] => columns.filter((column) => column.role === role).map((column) => column.index);
  return {
    name: draft.name,
    kind: 'text',
    encoding: draft.files[0]!.encoding,
    dialect: draft.dialect,
    columns,
    caseColumns: indexOf('case'),
    activityColumns: indexOf('activity'),
    timeZone: 'UTC',
    lifecycleMode: 'every-row',
    ...changes
  };
}

export async function importAll(
  files: readonly File[],
  options: DraftOptions = {},
  changes: Partial<ImportPlan> = {}
): Promise<ImportedTable> {
  return importFiles(files, planOf(await inspectFiles(files, options), changes), () => undefined);
}

export const importText = (content: string | Uint8Array, changes: Partial<ImportPlan> = {}): Promise<ImportedTable> =>
  importAll([file(content)], {}, changes);

/** The table's columns as texts, by name; times as ISO. */
export function valuesOf({ table }: ImportedTable): Record<string, (string | null)[]> {
  const columns = table.columns.map(({ name, codes, dictionary }) => {
    const texts = allTexts(dictionary);
    return [name, Array.from(codes, (code) => (code === 0 ? null : texts[code]!))] as const;
  });
  return { ...Object.fromEntries(columns), time: Array.from(table.timeMs, (ms) => new Date(ms).toISOString().slice(0, 19)) };
}

export const failure = (code: string, detail: Record<string, unknown> = {}): unknown =>
  expect.objectContaining({ code, detail: expect.objectContaining(detail) as unknown });
