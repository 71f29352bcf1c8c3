import type { CaseFact } from '$lib/model/cases';
import { casePeriods } from '../performance/case-periods';
import { caseMetric, costColumn } from '../performance/case-metric';
import type { CaseListInput } from './case-list-input';
import { naturalRanks } from './natural-ranks';
import { variantRanks } from './variant-ranks';

/**
 * One fact of every case as a number: of its id the place in the natural order, of its variant the rank in the selection (0: no selected
 * case), of its period UTC milliseconds, of a metric what `CaseMetric` says; NaN where the case has none.
 *
 * @returns [cases]; kept by some facts, so it must not be written to
 */
export function caseNumbers({ log, table, numbersOf, keep }: CaseListInput, fact: CaseFact): Float64Array {
  switch (fact) {
    case 'case':
      return Float64Array.from(naturalRanks(log.caseIds));
    case 'variant': {
      const { rank } = variantRanks(log, keep);
      return Float64Array.from(log.variants.variantOf, (variant) => rank[variant]!);
    }
    case 'start':
      return casePeriods(log).fromUtcMs;
    case 'end':
      return casePeriods(log).toUtcMs;
    default:
      return caseMetric(log, fact, fact === 'cost' ? costColumn(table, numbersOf) : null);
  }
}
