import { deriveLog } from '$lib/kernel/log/derive';
import type { ImportPlan, ImportProgress } from '$lib/model/import';
import type { LogShape, LogTable } from '$lib/model/log';
import { MiningError } from '$lib/model/errors';
import { importFiles, inspectFiles } from './importers';
import { withMemoryNeed } from './memory-need';
import type { ImportedLog } from './protocol';

/**
 * Files to an open-able log: read, then sort and index. Runs in the import worker, so that cancelling is ending the worker.
 *
 * @throws MiningError everything the importers and `deriveLog` throw; `out-of-memory` where an allocation fails, with what was
 * needed and what to leave out (`withMemoryNeed`)
 */
export async function importLog(
  files: readonly File[],
  plan: ImportPlan,
  onProgress: (progress: ImportProgress) => void
): Promise<ImportedLog> {
  let told: ImportProgress | undefined;
  const tell = (progress: ImportProgress): void => onProgress((told = progress));
  try {
    return await readAndDerive(files, plan, tell);
  } catch (why) {
    throw await withMemoryNeed(why, plan, told, () =>
      inspectFiles(files, { ...(plan.encoding && { encoding: plan.encoding }), ...(plan.dialect && { dialect: plan.dialect }) })
    );
  }
}

async function readAndDerive(
  files: readonly File[],
  plan: ImportPlan,
  onProgress: (progress: ImportProgress) => void
): Promise<ImportedLog> {
  const imported = await importFiles(files, plan, onProgress);
  onProgress({ phase: 'sort', done: 0, total: 1, rows: imported.table.rows, rowsPerSecond: 0, remainingMs: null });
  const shape = shapeOf(imported.table, plan);
  const derived = deriveLog(imported.table, shape);
  const report = {
    ...derived.report,
    logName: plan.name,
    files: files.map((file) => file.name),
    sizeBytes: files.reduce((sum, file) => sum + file.size, 0),
    rowsRead: imported.rowsRead,
    quarantine: imported.quarantine,
    timeZone: imported.zoneAssumed ? plan.timeZone : null,
    unnamedTraces: imported.unnamedTraces,
    emptyTraces: imported.emptyTraces
  };
  return { table: imported.table, shape, derived, report, timeZone: plan.timeZone };
}

/** The plan's columns (of the draft) as columns of the table, found by name: ignored and time columns are not in the table. */
function shapeOf(table: LogTable, plan: ImportPlan): LogShape {
  const nameOf = new Map(plan.columns.map((column) => [column.index, column.name]));
  const indexOf = new Map(table.columns.map((column, index) => [column.name, index]));
  const find = (draftIndex: number): number => {
    const name = nameOf.get(draftIndex);
    const index = name === undefined ? undefined : indexOf.get(name);
    if (index === undefined) throw new MiningError('unknown-column', { column: name ?? draftIndex });
    return index;
  };
  return {
    caseColumns: plan.caseColumns.map(find),
    activityColumns: plan.activityColumns.map(find),
    lifecycleMode: plan.lifecycleMode
  };
}
