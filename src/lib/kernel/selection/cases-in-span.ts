import type { LogColumns } from '$lib/model/log';
import type { TimeSpanClause } from '$lib/model/selection';
import { MiningError } from '$lib/model/errors';
import { casePeriods } from '../performance/case-periods';

/** [cases] 1 = the case's period stands to the span as the mode says; both ends belong to it. Time O(cases). */
export function casesInSpan(log: LogColumns, { mode, fromUtcMs: from, toUtcMs: to }: TimeSpanClause): Uint8Array {
  const { fromUtcMs: began, toUtcMs: ended } = casePeriods(log);
  const mask = new Uint8Array(began.length);
  switch (mode) {
    case 'contained':
      for (let c = 0; c < mask.length; c++) mask[c] = began[c]! >= from && ended[c]! <= to ? 1 : 0;
      return mask;
    case 'intersecting':
      for (let c = 0; c < mask.length; c++) mask[c] = began[c]! <= to && ended[c]! >= from ? 1 : 0;
      return mask;
    case 'started':
      for (let c = 0; c < mask.length; c++) mask[c] = began[c]! >= from && began[c]! <= to ? 1 : 0;
      return mask;
    case 'ended':
      for (let c = 0; c < mask.length; c++) mask[c] = ended[c]! >= from && ended[c]! <= to ? 1 : 0;
      return mask;
    case 'trimmed':
      throw new MiningError('bad-selection', { why: 'event-clause-in-group' });
    default: {
      const never: never = mode;
      return never;
    }
  }
}
