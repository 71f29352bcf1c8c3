import { get, set } from 'idb-keyval';
import type { ImportDraft, ImportPlan } from '$lib/model/import';
import type { ColumnRole, ColumnType, LifecycleMode, TimeFormat } from '$lib/model/log';
import { headerKey } from './import-plan';

/**
 * How a file with this header was imported last. Names, roles and formats only: no value of the log is ever kept here.
 */
export interface RememberedMapping {
  readonly header: string;
  readonly savedUtcMs: number;
  readonly columns: readonly RememberedColumn[];
  /** column names */
  readonly caseColumns: readonly string[];
  readonly activityColumns: readonly string[];
  readonly timeZone: string;
  readonly lifecycleMode: LifecycleMode;
}

export interface RememberedColumn {
  readonly name: string;
  readonly role: ColumnRole;
  readonly type: ColumnType;
  readonly format: TimeFormat | null;
}

const STORE_KEY = 'kiseki.mappings';
const KEPT = 50;

/** The mapping of a file with the same column names, or undefined; undefined too where the browser keeps nothing. */
export async function recallMapping(draft: ImportDraft): Promise<RememberedMapping | undefined> {
  const header = headerKey(draft.columns);
  return (await all()).find((mapping) => mapping.header === header);
}

/** What a plan says of the columns, by their names. */
export function mappingOf(draft: ImportDraft, plan: ImportPlan, nowUtcMs: number): RememberedMapping {
  const nameOf = (index: number): string => plan.columns.find((column) => column.index === index)?.name ?? '';
  return {
    header: headerKey(draft.columns),
    savedUtcMs: nowUtcMs,
    columns: plan.columns.map(({ name, role, type, format }) => ({ name, role, type, format })),
    caseColumns: plan.caseColumns.map(nameOf),
    activityColumns: plan.activityColumns.map(nameOf),
    timeZone: plan.timeZone,
    lifecycleMode: plan.lifecycleMode
  };
}

/** Keep the confirmed plan for the next file with this header; the oldest beyond 50 go. Never fails: it is a convenience. */
export async function rememberMapping(draft: ImportDraft, plan: ImportPlan, nowUtcMs: number): Promise<void> {
  const mapping = mappingOf(draft, plan, nowUtcMs);
  const others = (await all()).filter((other) => other.header !== mapping.header);
  try {
    await set(STORE_KEY, [mapping, ...others].slice(0, KEPT));
  } catch {
    // storage refused or full
  }
}

/**
 * The plan with the remembered roles. Unless `overProof`, what this file proves about a time format stays, and the remembered
 * one is taken only where it proves nothing (ambiguous, or no format found).
 */
export function applyMapping(plan: ImportPlan, draft: ImportDraft, mapping: RememberedMapping, overProof = false): ImportPlan {
  const byName = new Map(mapping.columns.map((column) => [column.name, column]));
  const indexOf = new Map(plan.columns.map((column) => [column.name, column.index]));
  const columns = plan.columns.map((column, at) => {
    const old = byName.get(column.name);
    if (!old) return column;
    const evidence = draft.columns[at]?.evidence;
    const isProved = !overProof && column.format !== null && evidence?.ambiguous === false;
    return { ...column, role: old.role, type: old.type, format: isProved ? column.format : (old.format ?? column.format) };
  });
  const indices = (names: readonly string[]): number[] => names.flatMap((name) => indexOf.get(name) ?? []);
  return {
    ...plan,
    columns,
    caseColumns: indices(mapping.caseColumns),
    activityColumns: indices(mapping.activityColumns),
    timeZone: mapping.timeZone,
    lifecycleMode: draft.lifecycle ? mapping.lifecycleMode : plan.lifecycleMode
  };
}

async function all(): Promise<readonly RememberedMapping[]> {
  try {
    return (await get<readonly RememberedMapping[]>(STORE_KEY)) ?? [];
  } catch {
    return [];
  }
}
