import type { CaseListInput } from '$lib/kernel/cases/case-list-input';
import type { AnalysisInput } from './analysis';

/** What case lists of a selection are made from. */
export function listInputOf({ source, keep }: AnalysisInput): CaseListInput {
  return { ...source, keep };
}
