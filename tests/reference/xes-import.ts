import { importFiles, inspectFiles } from '$lib/engine/importers';
import { deriveLog } from '$lib/kernel/log/derive';
import { textAt } from '$lib/model/dictionary';
import type { ImportDraft, ImportedTable, ImportPlan } from '$lib/model/import';
import type { ColumnRole, DerivedLog, LifecycleMode, LogShape, LogTable } from '$lib/model/log';

/** What a user changes of a proposed plan. */
export interface PlanChanges {
  /** column name -> role */
  readonly roles?: Readonly<Record<string, ColumnRole>>;
  /** columns that `roles` does not name are attributes */
  readonly onlyRoles?: boolean;
  readonly timeZone?: string;
  readonly lifecycleMode?: LifecycleMode;
}

/** The plan as proposed, with every row an event and UTC where nothing else is said. */
export function planOf(draft: ImportDraft, changes: PlanChanges = {}): ImportPlan {
  const columns = draft.columns.map((column) => ({
    ...column,
    role: changes.roles?.[column.name] ?? (changes.onlyRoles ? ('attribute' as const) : column.role)
  }));
  const withRole = (role: ColumnRole): number[] => columns.filter((column) => column.role === role).map((column) => column.index);
  return {
    name: draft.name,
    kind: draft.kind,
    encoding: draft.files[0]!.encoding,
    dialect: draft.dialect,
    columns,
    caseColumns: withRole('case'),
    activityColumns: withRole('activity'),
    timeZone: changes.timeZone ?? 'UTC',
    lifecycleMode: changes.lifecycleMode ?? 'every-row'
  };
}

export interface Imported {
  readonly draft: ImportDraft;
  readonly imported: ImportedTable;
  readonly shape: LogShape;
  readonly derived: DerivedLog;
}

/** Inspect, import and derive, as the page does. */
export async function importAll(files: readonly File[], changes: PlanChanges = {}): Promise<Imported> {
  const draft = await inspectFiles(files, {});
  const plan = planOf(draft, changes);
  const imported = await importFiles(files, plan, () => undefined);
  const indexOf = (index: number): number =>
    imported.table.columns.findIndex((column) => column.name === draft.columns[index]!.name);
  const shape: LogShape = {
    caseColumns: plan.caseColumns.map(indexOf),
    activityColumns: plan.activityColumns.map(indexOf),
    lifecycleMode: plan.lifecycleMode
  };
  return { draft, imported, shape, derived: deriveLog(imported.table, shape) };
}

/** The values of a column, row by row; null where missing. @throws where there is no such column */
export function valuesOf(table: LogTable, name: string): (string | null)[] {
  const column = table.columns.find((each) => each.name === name);
  if (!column) throw new Error(`no column ${name} in ${table.columns.map((each) => each.name).join(', ')}`);
  return Array.from(column.codes, (code) => (code === 0 ? null : textAt(column.dictionary, code)));
}

/** Times as ISO 8601. */
export function instantsOf(times: Float64Array): string[] {
  return Array.from(times, (ms) => (Number.isNaN(ms) ? '' : new Date(ms).toISOString()));
}
