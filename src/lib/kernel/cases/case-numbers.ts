import type { CaseFact } from '$lib/model/cases';
import { casePeriods } from '../performance/case-periods';
import type { CaseListInput } from './case-list-input';
import { naturalRanks } from './natural-ranks';
import { variantRanks } from './variant-ranks';

/**
 * One fact of every case as a number: of its id the place in the natural order, of its variant the rank in the selection (0: no selected
 * case), of its period UTC milliseconds, of a metric what `CaseMetric` says; NaN where the case has none.
 *
 * @returns [cases]; kept by some facts, so it must not be written to
 */
export function caseNumbers({ log, keep }: CaseListInput, fact: CaseFact): Float64Array {
  const { caseStart } = log;
  const cases = caseStart.length - 1;
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
    case 'duration': {
      const { fromUtcMs, toUtcMs } = casePeriods(log);
      return Float64Array.from(toUtcMs, (to, c) => to - fromUtcMs[c]!);
    }
    case 'events':
      return Float64Array.from({ length: cases }, (_, c) => caseStart[c + 1]! - caseStart[c]!);
    default:
      return new Float64Array(cases).fill(NaN);
  }
}
