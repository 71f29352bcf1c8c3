import type { CaseMetric, MetricClause } from '$lib/model/selection';
import { caseMetric, costColumn } from '../performance/case-metric';
import { firstOfOrder } from '../variants/first-of-order';
import type { CaseSource } from './selection-input';

/** [cases] 1 = the case has the metric, and it lies within the bounds, both included. Time O(cases). */
export function casesWithMetric(source: CaseSource, { metric, min, max }: MetricClause): Uint8Array {
  const values = metricOf(source, metric);
  const least = min ?? -Infinity;
  const most = max ?? Infinity;
  const mask = new Uint8Array(values.length);
  for (let c = 0; c < mask.length; c++) mask[c] = values[c]! >= least && values[c]! <= most ? 1 : 0;
  return mask;
}

/**
 * The `count` cases with the largest (`most`) or smallest metric; ties by case number. Cases without the metric are none of them.
 *
 * @returns [cases] 1 = one of them
 *
 * Time O(cases log count) at worst.
 */
export function topCases(source: CaseSource, metric: CaseMetric, order: 'most' | 'least', count: number): Uint8Array {
  const values = metricOf(source, metric);
  const sign = order === 'most' ? -1 : 1;
  const candidates = new Uint32Array(values.length);
  let known = 0;
  for (let c = 0; c < values.length; c++) if (!Number.isNaN(values[c]!)) candidates[known++] = c;
  const first = firstOfOrder(candidates.subarray(0, known), count, (a, b) => sign * (values[a]! - values[b]!) || a - b);
  const mask = new Uint8Array(values.length);
  for (const c of first) mask[c] = 1;
  return mask;
}

function metricOf({ log, table, numbersOf }: CaseSource, metric: CaseMetric): Float64Array {
  return caseMetric(log, metric, metric === 'cost' ? costColumn(table, numbersOf) : null);
}
