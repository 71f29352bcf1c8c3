import { codeArray } from '$lib/model/dictionary';
import type { LogColumns, TableColumn } from '$lib/model/log';
import { distinctSequences, type DistinctSequences } from './variant-index';

/** The last column a log was grouped by: one is looked at at a time. */
const known = new WeakMap<LogColumns, { readonly column: TableColumn; readonly variants: DistinctSequences }>();

/**
 * The distinct sequences of an attribute's values over the events of a case: of resources, of roles, of any column. Equal values in a
 * row stay as they are; a missing value is one of its own (code 0).
 *
 * @returns codes of `column.dictionary`; numbered by first appearance, so that numbers stay the same when asked again
 *
 * Time O(events), nothing for the column asked last; memory: the codes of the events meanwhile, and the sequences.
 */
export function groupedVariants(log: LogColumns, column: TableColumn): DistinctSequences {
  const last = known.get(log);
  if (last?.column === column) return last.variants;
  const codes = codeArray(Math.max(column.dictionary.size - 1, 0), log.row.length);
  for (let e = 0; e < codes.length; e++) codes[e] = column.codes[log.row[e]!]!;
  const variants = distinctSequences(codes, log.caseStart, column.dictionary.size);
  known.set(log, { column, variants });
  return variants;
}
