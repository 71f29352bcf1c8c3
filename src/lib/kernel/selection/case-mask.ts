import { MiningError } from '$lib/model/errors';
import type { LogColumns, TableColumn } from '$lib/model/log';
import type { AttributeClause, Clause, TimeSpanClause } from '$lib/model/selection';
import { casePeriods } from '../performance/case-periods';
import { findEdge } from '../variants/find-edge';
import { codesOf } from './codes-of';
import { columnNamed, type SelectionInput } from './selection-input';
import { variantsOf } from './variants-of';

/**
 * The cases that every one of these clauses holds, muted ones left aside.
 *
 * @param clauses case clauses; those over events are `eventMask`'s
 * @returns [cases] 1 = kept; null where no clause has an effect: every case
 * @throws MiningError `unknown-column`
 *
 * Cost: per clause one pass over the cases (an attribute clause: over the events).
 */
export function caseMask(input: SelectionInput, clauses: readonly Clause[]): Uint8Array | null {
  let mask: Uint8Array | null = null;
  for (const clause of clauses) {
    if (clause.muted) continue;
    const held = clauseMask(input, clause);
    if (mask === null) mask = held;
    else for (let c = 0; c < mask.length; c++) mask[c]! &= held[c]!;
  }
  return mask;
}

/**
 * The cases one clause holds, its negation applied; whether it is muted is left to the caller. A label that the log does not have holds
 * no case.
 *
 * @returns [cases] 1 = held, a new array
 * @throws MiningError `unknown-column`
 */
export function clauseMask(input: SelectionInput, clause: Clause): Uint8Array {
  const mask = positiveMask(input, clause);
  if (clause.negated) for (let c = 0; c < mask.length; c++) mask[c]! ^= 1;
  return mask;
}

function positiveMask({ log, table }: SelectionInput, clause: Clause): Uint8Array {
  switch (clause.kind) {
    case 'variant':
      return casesOf(log, variantsOf(log, clause.sequences));
    case 'activity': {
      const { nodeStart, nodeVariant, size } = log.variants;
      const held = new Uint8Array(size);
      for (const label of clause.activities) {
        const activity = log.activities.indexOf(label);
        if (activity < 0) continue;
        for (let i = nodeStart[activity]!; i < nodeStart[activity + 1]!; i++) held[nodeVariant[i]!] = 1;
      }
      return casesOf(log, held);
    }
    case 'follows': {
      const { edgeStart, edgeVariant, size } = log.variants;
      const held = new Uint8Array(size);
      const edge = findEdge(log.variants, log.activities.indexOf(clause.from), log.activities.indexOf(clause.to));
      if (edge >= 0) for (let i = edgeStart[edge]!; i < edgeStart[edge + 1]!; i++) held[edgeVariant[i]!] = 1;
      return casesOf(log, held);
    }
    case 'time-span':
      return casesInSpan(log, clause);
    case 'attribute':
      return casesWithValue(log, columnNamed(table, clause.column), clause);
    default:
      throw new MiningError('internal', { why: clause.kind });
  }
}

/** From a verdict a variant to one a case. */
function casesOf({ variants }: LogColumns, held: Uint8Array): Uint8Array {
  const { variantOf } = variants;
  const mask = new Uint8Array(variantOf.length);
  for (let c = 0; c < mask.length; c++) mask[c] = held[variantOf[c]!]!;
  return mask;
}

function casesInSpan(log: LogColumns, { mode, fromUtcMs, toUtcMs }: TimeSpanClause): Uint8Array {
  const period = casePeriods(log);
  const mask = new Uint8Array(log.caseStart.length - 1);
  for (let c = 0; c < mask.length; c++) {
    const from = period.fromUtcMs[c]!;
    const to = period.toUtcMs[c]!;
    let held: boolean;
    if (mode === 'contained') held = from >= fromUtcMs && to <= toUtcMs;
    else if (mode === 'intersecting') held = from <= toUtcMs && to >= fromUtcMs;
    else if (mode === 'started') held = from >= fromUtcMs && from <= toUtcMs;
    else held = to >= fromUtcMs && to <= toUtcMs;
    mask[c] = held ? 1 : 0;
  }
  return mask;
}

function casesWithValue({ caseStart, row }: LogColumns, column: TableColumn, { values }: AttributeClause): Uint8Array {
  const { codes } = column;
  const named = codesOf(column.dictionary, values);
  const mask = new Uint8Array(caseStart.length - 1);
  for (let c = 0; c < mask.length; c++) {
    const end = caseStart[c + 1]!;
    for (let e = caseStart[c]!; e < end; e++) {
      if (named[codes[row[e]!]!] === 1) {
        mask[c] = 1;
        break;
      }
    }
  }
  return mask;
}
