import type { LogColumns } from '$lib/model/log';
import type { LogSelection } from '$lib/model/selection';
import { eventSteps } from './selection-sql/event-steps';
import { withSteps } from './selection-sql/steps';
import type { OpenLog } from './open-log';
import { predicateSql } from './selection-sql/predicate';
import { SqlLog } from './selection-sql/sql-log';
import type { SqlStore } from './sql-store';

/** An expression that is still not answered then is stopped. */
const LIMIT_MS = 30_000;

/**
 * The cases with an event, as named and trimmed by a selection, for which a SQL expression holds, found by DuckDB.
 *
 * @param log as the selection names and trims it
 * @returns [cases] 1 = has one
 * @throws MiningError `sql-no-expression`; `sql-failed` with DuckDB's own words; `sql-timeout`
 */
export async function predicateCases(
  store: SqlStore,
  open: OpenLog,
  selection: LogSelection,
  log: LogColumns,
  predicate: string
): Promise<Uint8Array> {
  const sqlLog = new SqlLog(open.table.columns);
  const steps = eventSteps(selection, sqlLog);
  const cases = log.caseStart.length - 1;
  const sql = withSteps(steps, `SELECT DISTINCT case_no FROM (${predicateSql(predicate, sqlLog)})`);
  const { rows } = await store.run(open, { log: open.log, keep: null }, sql, { rows: cases, ms: LIMIT_MS });
  const mask = new Uint8Array(cases);
  for (const [c] of rows) mask[c as number] = 1;
  return mask;
}
