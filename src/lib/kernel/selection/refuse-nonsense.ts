import { MiningError } from '$lib/model/errors';
import type { Clause } from '$lib/model/selection';

/**
 * Refuse a clause whose numbers cannot be meant; types and words are the reader's care (`selectionFrom`). Infinite bounds are none.
 *
 * @throws MiningError `bad-selection` with what it is in `why`
 */
export function refuseNonsense(clause: Clause): void {
  switch (clause.kind) {
    case 'follows':
      return refuseBounds(clause.minMs, clause.maxMs);
    case 'time-span':
      return refuseBounds(clause.fromUtcMs, clause.toUtcMs);
    case 'range':
    case 'metric':
      return refuseBounds(clause.min, clause.max);
    case 'rework':
      if (!(Number.isInteger(clause.times) && clause.times >= 1)) refuse(`times = ${clause.times}`);
      return;
    case 'top':
      if (!(Number.isInteger(clause.count) && clause.count >= 0)) refuse(`count = ${clause.count}`);
      return;
    case 'coverage':
      if (!(clause.share >= 0 && clause.share <= 1)) refuse(`share = ${clause.share}`);
      return;
    default:
      return;
  }
}

function refuseBounds(...bounds: (number | undefined)[]): void {
  for (const bound of bounds) {
    if (bound !== undefined && (typeof bound !== 'number' || Number.isNaN(bound))) refuse(`bound = ${String(bound)}`);
  }
}

function refuse(why: string): never {
  throw new MiningError('bad-selection', { why });
}
