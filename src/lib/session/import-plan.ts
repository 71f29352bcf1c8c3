import type { ColumnDraft, ImportDraft, ImportPlan } from '$lib/model/import';
import { SINGLE_ROLES, type ColumnRole } from '$lib/model/log';

/** What is proposed for a draft before the user changes anything. `timeZone`: the browser's, or the process area's. */
export function proposedPlan(draft: ImportDraft, timeZone: string): ImportPlan {
  const withRole = (role: ColumnRole): number[] =>
    draft.columns.filter((column) => column.role === role).map((column) => column.index);
  return {
    name: draft.name,
    kind: draft.kind,
    encoding: draft.files[0]?.encoding ?? null,
    dialect: draft.dialect,
    columns: draft.columns.map(({ index, name, role, type, format }) => ({ index, name, role, type, format })),
    caseColumns: withRole('case').slice(0, 1),
    activityColumns: withRole('activity').slice(0, 1),
    timeZone,
    lifecycleMode: draft.lifecycle?.mode ?? 'every-row'
  };
}

/**
 * Give a column a role. A role that only one column can have is taken from the column that had it, which becomes an attribute;
 * the joined case (activity) columns start again from the new one.
 */
export function withRole(plan: ImportPlan, index: number, role: ColumnRole): ImportPlan {
  const columns = plan.columns.map((column) => {
    if (column.index === index) return { ...column, role };
    return column.role === role && SINGLE_ROLES.has(role) ? { ...column, role: 'attribute' as const } : column;
  });
  const joined = (now: readonly number[], wanted: ColumnRole): readonly number[] => {
    const first = columns.find((column) => column.role === wanted)?.index;
    if (first === undefined) return [];
    const isKept = (other: number): boolean =>
      other !== first && columns.find((column) => column.index === other)?.role === 'attribute';
    return now[0] === first ? [first, ...now.slice(1).filter(isKept)] : [first];
  };
  return {
    ...plan,
    columns,
    caseColumns: joined(plan.caseColumns, 'case'),
    activityColumns: joined(plan.activityColumns, 'activity')
  };
}

/** The plan still lacks these roles. */
export function missingRoles(plan: ImportPlan): readonly ('case' | 'activity' | 'timestamp')[] {
  return (['case', 'activity', 'timestamp'] as const).filter((role) => !plan.columns.some((column) => column.role === role));
}

/** Files with the same header share a remembered mapping. */
export function headerKey(columns: readonly ColumnDraft[]): string {
  return JSON.stringify(columns.map((column) => column.name).sort());
}
