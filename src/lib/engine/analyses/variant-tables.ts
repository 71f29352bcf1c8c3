import { groupedVariants } from '$lib/kernel/variants/grouped-variants';
import { labelsOfActivities, labelsOfColumn } from '$lib/kernel/variants/label-source';
import { VariantTable } from '$lib/kernel/variants/variant-table';
import { columnNamed } from '$lib/kernel/selection/selection-input';
import type { LogColumns } from '$lib/model/log';
import type { AnalysisInput } from './analysis';

interface Kept {
  readonly group: string | null;
  readonly keep: Uint8Array | null;
  readonly table: VariantTable;
}

/** Of each log as named and trimmed, the tables asked last: the list of the page and that of the map's dock may differ in their group. */
const KEPT_TABLES = 2;
const known = new WeakMap<LogColumns, readonly Kept[]>();

/**
 * The variants of a selection, made once for all windows, orders and details of it.
 *
 * @param group a column's name; null: the activities
 * @throws MiningError `unknown-column`
 */
export function variantTable({ open, log, keep }: AnalysisInput, group: string | null): VariantTable {
  const kept = known.get(log) ?? [];
  const found = kept.find((one) => one.group === group && one.keep === keep);
  if (found) return found.table;
  const column = group === null ? null : columnNamed(open.table, group);
  const table =
    column === null
      ? new VariantTable(log, log.variants, labelsOfActivities(log.activities), keep)
      : new VariantTable(log, groupedVariants(log, column), labelsOfColumn(column.dictionary), keep);
  known.set(log, [...kept, { group, keep, table }].slice(-KEPT_TABLES));
  return table;
}
