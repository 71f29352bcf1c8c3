import type { CaseMetric, MetricClause } from '$lib/model/selection';
import { caseMetric, costColumn, sortedMetric, type CostColumn } from '../performance/case-metric';
import type { CaseSource } from './selection-input';

/** [cases] 1 = the case has the metric, and it lies within the bounds, both included. Time O(cases). */
export function casesWithMetric(source: CaseSource, { metric, min, max }: MetricClause): Uint8Array {
  const values = caseMetric(source.log, metric, costOf(source, metric));
  const least = min ?? -Infinity;
  const most = max ?? Infinity;
  const mask = new Uint8Array(values.length);
  // both questions always: no branch that a processor could guess wrong
  for (let c = 0; c < mask.length; c++) mask[c] = Number(values[c]! >= least) & Number(values[c]! <= most);
  return mask;
}

/**
 * The `count` cases with the largest (`most`) or smallest metric; ties by case number. Cases without the metric are none of them.
 *
 * @returns [cases] 1 = one of them
 *
 * Time O(cases) a digit of the radix sort once a log, then O(count).
 */
export function topCases(source: CaseSource, metric: CaseMetric, order: 'most' | 'least', count: number): Uint8Array {
  const { log } = source;
  const { timeMs: values, caseOf } = sortedMetric(log, metric, costOf(source, metric));
  const mask = new Uint8Array(log.caseStart.length - 1);
  const taken = Math.min(count, values.length);
  const name = (from: number, to: number): void => {
    for (let i = from; i < to; i++) mask[caseOf[i]!] = 1;
  };
  if (order === 'least' || taken === 0) name(0, taken);
  else {
    // equal values stand by case number, so those at the edge are taken from the front
    const edge = values.length - taken;
    let first = edge;
    let last = edge;
    while (first > 0 && values[first - 1] === values[edge]) first--;
    while (last < values.length && values[last] === values[edge]) last++;
    name(first, first + last - edge);
    name(last, values.length);
  }
  return mask;
}

function costOf({ table, numbersOf }: CaseSource, metric: CaseMetric): CostColumn | null {
  return metric === 'cost' ? costColumn(table, numbersOf) : null;
}
