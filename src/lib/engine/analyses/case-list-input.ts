import type { CaseListInput } from '$lib/kernel/cases/case-list-input';
import { textAt } from '$lib/model/dictionary';
import type { AnalysisInput } from './analysis';

/** What case lists of a selection are made from. */
export function listInputOf({ open, log, keep }: AnalysisInput): CaseListInput {
  return {
    log,
    table: open.table,
    keep,
    numbersOf: ({ dictionary }) =>
      Float64Array.from({ length: dictionary.size }, (_, code) => (code === 0 ? NaN : Number(textAt(dictionary, code))))
  };
}
