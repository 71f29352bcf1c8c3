import type { CaseHistogram } from '$lib/model/statistics';
import type { CaseMetric } from '$lib/model/selection';

const DURATIONS: ReadonlySet<CaseMetric> = new Set<CaseMetric>(['duration', 'waiting', 'service', 'longest-wait']);
const COUNTS: ReadonlySet<CaseMetric> = new Set<CaseMetric>(['events', 'activities', 'rework', 'self-loops']);

export const isDuration = (metric: CaseMetric): boolean => DURATIONS.has(metric);
export const isCount = (metric: CaseMetric): boolean => COUNTS.has(metric);

/** Few different whole numbers get a bar each, around the number: read off the cumulative shares, which name every one of them. */
const MOST_BARS = 40;

/** The bins to draw: those of the histogram, or one a whole number where there are few. */
export function drawnBins({ metric, bins, spread, ecdfValue, ecdfShare }: CaseHistogram): CaseHistogram['bins'] {
  const length = spread.max - spread.min + 1;
  if (!isCount(metric) || !(length <= MOST_BARS)) return bins;
  const count = new Uint32Array(length);
  let below = 0;
  for (let i = 0; i < ecdfValue.length; i++) {
    count[ecdfValue[i]! - spread.min]! += Math.round((ecdfShare[i]! - below) * spread.count);
    below = ecdfShare[i]!;
  }
  return {
    from: Float64Array.from({ length }, (_, i) => spread.min + i - 0.5),
    to: Float64Array.from({ length }, (_, i) => spread.min + i + 0.5),
    count
  };
}

const MS = [86_400_000 / 2, 3_600_000, 60_000, 1000, 1];

/** A bound as people would set it: no finer than a hundredth of the range. */
export function roundBound(value: number, range: number, metric: CaseMetric, end: 'min' | 'max'): number {
  if (isCount(metric)) return end === 'min' ? Math.ceil(value) : Math.floor(value);
  const step = isDuration(metric) ? (MS.find((ms) => ms <= range / 100) ?? 1) : 10 ** Math.floor(Math.log10(range / 100));
  const rounded = Math.round(value / step) * step;
  return step >= 1 ? rounded : Number(rounded.toPrecision(12));
}
