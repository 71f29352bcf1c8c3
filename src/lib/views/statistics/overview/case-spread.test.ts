import { expect, test } from 'vitest';
import type { CaseHistogram } from '$lib/model/statistics';
import { drawnBins, roundBound } from './case-spread';

const histogram = (part: Partial<CaseHistogram>): CaseHistogram =>
  ({
    metric: 'events',
    bins: { from: Float64Array.of(2), to: Float64Array.of(5), count: Uint32Array.of(8) },
    ...part
  }) as CaseHistogram;

test('few whole numbers have a bar each, with the cases of each', () => {
  const bins = drawnBins(
    histogram({
      spread: { count: 8, min: 2, max: 5 } as CaseHistogram['spread'],
      ecdfValue: Float64Array.of(2, 3, 5),
      ecdfShare: Float64Array.of(0.25, 0.75, 1)
    })
  );
  expect([...bins.from]).toEqual([1.5, 2.5, 3.5, 4.5]);
  expect([...bins.count]).toEqual([2, 4, 0, 2]);
});

test('what is wider, or no count, stays as it is', () => {
  const wide = histogram({ spread: { count: 8, min: 2, max: 500 } as CaseHistogram['spread'] });
  expect(drawnBins(wide)).toBe(wide.bins);
});

test('bounds are round, and whole where cases are counted', () => {
  expect(roundBound(2.4, 10, 'events', 'min')).toBe(3);
  expect(roundBound(2.6, 10, 'events', 'max')).toBe(2);
  expect(roundBound(12_345_678, 86_400_000 * 20, 'duration', 'min')).toBe(10_800_000);
  expect(roundBound(1234.567, 100, 'cost', 'max')).toBe(1235);
});
