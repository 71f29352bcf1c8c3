import { asMiningError, MiningError } from '$lib/model/errors';
import type { ImportDraft, ImportPlan, ImportProgress } from '$lib/model/import';

/** Bytes a row of the table takes before its codes are packed: a time, and a code of four bytes a column. */
const TIME_BYTES = 8;
const CODE_BYTES = 4;
/** Bytes an event takes while it is sorted by case and time: see `deriveLog`. */
const SORT_BYTES = 21;

/**
 * Any failure of an import as a `MiningError`; where memory ran out, with what was needed and what to leave out:
 * `rows` read by then, `needed` bytes more (an estimate from the share of the file that was read), and `drop`, the name of the column
 * that the log can do without and whose values differ most (null where there is none).
 *
 * @param progress the last that was told, undefined where it failed before
 * @param look looks at the file's first megabytes again; its failure costs the name of the column only
 */
export async function withMemoryNeed(
  thrown: unknown,
  plan: ImportPlan,
  progress: ImportProgress | undefined,
  look: () => Promise<ImportDraft>
): Promise<MiningError> {
  const error = asMiningError(thrown);
  if (error.code !== 'out-of-memory') return error;
  const needed = progress ? neededBytes(plan, progress) : null;
  const draft = await look().catch(() => undefined);
  return new MiningError('out-of-memory', {
    ...error.detail,
    rows: progress?.rows ?? 0,
    needed,
    drop: draft ? dispensableColumn(plan, draft) : null
  });
}

function neededBytes(plan: ImportPlan, { phase, done, total, rows }: ImportProgress): number | null {
  if (phase !== 'read') return rows * SORT_BYTES;
  if (done <= 0 || rows === 0) return null;
  const allRows = rows * Math.max(1, total / done);
  const columns = plan.columns.filter(({ role }) => role !== 'ignore').length;
  return Math.round((allRows - rows) * (TIME_BYTES + CODE_BYTES * columns) + allRows * SORT_BYTES);
}

/** Of the columns that are neither case nor activity nor time, the one with the most distinct values. */
function dispensableColumn(plan: ImportPlan, draft: ImportDraft): string | null {
  const distinct = new Map(draft.columns.map((column) => [column.name, column.distinct]));
  let most: string | null = null;
  for (const { index, name, role } of plan.columns) {
    if (role === 'ignore' || role === 'timestamp' || role === 'case' || role === 'activity') continue;
    if (plan.caseColumns.includes(index) || plan.activityColumns.includes(index)) continue;
    if (most === null || (distinct.get(name) ?? 0) > (distinct.get(most) ?? 0)) most = name;
  }
  return most;
}
