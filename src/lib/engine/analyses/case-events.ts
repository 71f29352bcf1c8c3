import { caseEvents } from '$lib/kernel/cases/case-events';
import { defineAnalysis, type AnalysisInput } from './analysis';

/** One case: its events as the selection leaves them, attributes for a part of them. */
export default defineAnalysis<'case-events'>((input, { caseId, offset, limit }) => ({
  found: caseEventsOf(input, caseId, offset, limit)
}));

/** The same, for others that need it. */
export function caseEventsOf({ open, log, keep }: AnalysisInput, caseId: string, offset: number, limit: number) {
  return caseEvents({ log, whole: open.log, table: open.table, keep, left: saidAlready(open, log) }, caseId, offset, limit);
}

/** The column that is the case, and the one that is the activity, where no other name is given to it. */
function saidAlready(open: AnalysisInput['open'], log: AnalysisInput['log']): ReadonlySet<number> {
  const { caseColumns, activityColumns } = open.shape;
  const said = new Set<number>();
  if (caseColumns.length === 1) said.add(caseColumns[0]!);
  if (activityColumns.length === 1 && log.activities === open.log.activities) said.add(activityColumns[0]!);
  return said;
}
