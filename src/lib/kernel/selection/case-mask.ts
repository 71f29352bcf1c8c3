import { MiningError } from '$lib/model/errors';
import type { LogColumns } from '$lib/model/log';
import { hasEffect, isEventClause, type Clause, type GroupClause, type VariantClause } from '$lib/model/selection';
import { groupedVariants } from '../variants/grouped-variants';
import type { DistinctSequences } from '../variants/variant-index';
import { casesFollowing } from './cases-following';
import { casesInSpan } from './cases-in-span';
import { casesListed } from './cases-listed';
import { casesWithMetric, topCases } from './cases-with-metric';
import { casesInRange, casesWithValue } from './cases-with-value';
import { firstVariants, lastVariants, variantsCovering } from './frequent-variants';
import { refuseNonsense } from './refuse-nonsense';
import { columnNamed, type SelectionInput } from './selection-input';
import { variantsFollowing } from './variants-following';
import { activityCodes, valueCodes, variantsOf } from './variants-of';
import { variantsRepeating } from './variants-repeating';
import { variantsWith } from './variants-with';

/** How the cases of one clause are found: [cases] 1 = held, its negation applied. The answer is only read. */
export type MaskOf = (clause: Clause) => Uint8Array;

/**
 * The cases that every one of these clauses holds, those without an effect left aside.
 *
 * @param clauses case clauses; those over events are `eventMask`'s
 * @param maskOf where answers are kept; `clauseMask` when omitted
 * @returns [cases] 1 = kept, a new array; null where no clause has an effect: every case
 * @throws MiningError `unknown-column`, `bad-selection`
 *
 * Cost: per clause one pass over the variants or cases; over the events for attributes, ranges, and followers with bounds or compare.
 */
export function caseMask(
  input: SelectionInput,
  clauses: readonly Clause[],
  maskOf: MaskOf = (clause) => clauseMask(input, clause)
): Uint8Array | null {
  return joined(clauses, 'and', maskOf);
}

/**
 * The cases one clause holds, its negation applied; whether it is muted is left to the caller. A label that the log does not have holds
 * no case.
 *
 * @param maskOf how the clauses of a group are answered; by itself when omitted
 * @returns [cases] 1 = held, a new array
 * @throws MiningError `unknown-column`; `bad-selection` for values that cannot be meant, and for an event clause
 */
export function clauseMask(
  input: SelectionInput,
  clause: Clause,
  maskOf: MaskOf = (part) => clauseMask(input, part)
): Uint8Array {
  if (clause.kind === 'group' && !hasEffect({ ...clause, muted: false })) return every(input.log);
  refuseNonsense(clause);
  const mask = positiveMask(input, clause, maskOf);
  if (clause.negated) for (let c = 0; c < mask.length; c++) mask[c]! ^= 1;
  return mask;
}

function positiveMask(input: SelectionInput, clause: Clause, maskOf: MaskOf): Uint8Array {
  const { log, table } = input;
  switch (clause.kind) {
    case 'variant':
      return casesOfVariants(input, clause);
    case 'activity':
      return casesOf(log, variantsWith(log, clause.activities, clause.place ?? 'any'));
    case 'follows': {
      const variants = variantsFollowing(log, clause);
      const isOfVariants = clause.minMs === undefined && clause.maxMs === undefined && clause.compare === undefined;
      return isOfVariants ? casesOf(log, variants) : casesFollowing(log, table, clause, variants);
    }
    case 'time-span':
      return casesInSpan(log, clause);
    case 'attribute':
      return casesWithValue(log, table, clause);
    case 'range':
      return casesInRange(input, clause);
    case 'metric':
      return casesWithMetric(input, clause);
    case 'rework':
      return casesOf(log, variantsRepeating(log, clause));
    case 'completion': {
      const held = variantsWith(log, clause.ends, 'last');
      return casesOf(log, clause.state === 'completed' ? held : held.map((done) => 1 - done));
    }
    case 'case-list':
      return casesListed(log, clause.caseIds);
    case 'top':
      if (clause.by !== 'variants') return topCases(input, clause.by, clause.order, clause.count);
      return casesOf(log, (clause.order === 'most' ? firstVariants : lastVariants)(log, clause.count));
    case 'coverage':
      return casesOf(log, variantsCovering(log, clause.share));
    case 'sql':
      return input.sqlCases(clause.predicate).slice();
    case 'group':
      return groupMask(log, clause, maskOf);
    case 'events':
    case 'crop':
      throw new MiningError('bad-selection', { why: 'event-clause-in-group' });
    default: {
      const never: never = clause;
      return never;
    }
  }
}

function groupMask(log: LogColumns, { clauses, join }: GroupClause, maskOf: MaskOf): Uint8Array {
  if (clauses.some((clause) => hasEffect(clause) && isEventClause(clause))) {
    throw new MiningError('bad-selection', { why: 'event-clause-in-group' });
  }
  return joined(clauses, join, maskOf) ?? every(log);
}

function joined(clauses: readonly Clause[], join: 'and' | 'or', maskOf: MaskOf): Uint8Array | null {
  let mask: Uint8Array | null = null;
  for (const clause of clauses) {
    if (!hasEffect(clause)) continue;
    const held = maskOf(clause);
    if (mask === null) mask = held.slice();
    else if (join === 'and') for (let c = 0; c < mask.length; c++) mask[c]! &= held[c]!;
    else for (let c = 0; c < mask.length; c++) mask[c]! |= held[c]!;
  }
  return mask;
}

function every({ caseStart }: LogColumns): Uint8Array {
  return new Uint8Array(caseStart.length - 1).fill(1);
}

function casesOfVariants({ log, table }: SelectionInput, { column, sequences }: VariantClause): Uint8Array {
  if (column === undefined) return casesOf(log, variantsOf(log.variants, sequences, activityCodes(log.activities)));
  const values = columnNamed(table, column);
  const variants = groupedVariants(log, values);
  return casesOf({ variants }, variantsOf(variants, sequences, valueCodes(values.dictionary, sequences)));
}

/** From a verdict a variant to one a case. */
function casesOf({ variants }: { readonly variants: DistinctSequences }, held: Uint8Array): Uint8Array {
  const { variantOf } = variants;
  const mask = new Uint8Array(variantOf.length);
  for (let c = 0; c < mask.length; c++) mask[c] = held[variantOf[c]!]!;
  return mask;
}
