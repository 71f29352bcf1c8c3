import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CaseMetric } from '$lib/model/selection';
import { CASE_METRICS } from '$lib/model/selection';
import { caseMetric, sortedMetric, type CostColumn } from '../performance/case-metric';
import { arbitraryMask, arbitraryPlainRows, arbitraryRows } from '../testing/arbitrary-log';
import { casesOf, derivedFrom } from '../testing/log-of';
import { expectClose } from '../testing/expect-close';
import { linearBins, logBins } from './bins';
import { caseBrush } from './case-brush';
import { caseHistogram } from './case-histogram';

type Case = ReturnType<typeof casesOf>[number];

/** Each colour costs its code; green (whatever code it has) nothing at all. */
const costOf = (codes: CostColumn['codes'], size: number): CostColumn => ({
  codes,
  scope: 'event',
  numbers: Float64Array.from({ length: size }, (_, code) => (code === 0 || code === 2 ? NaN : code))
});

function naiveMetric(events: Case, metric: CaseMetric): number {
  const sumOf = (values: number[]) => {
    const found = values.filter((value) => !Number.isNaN(value));
    return found.length === 0 ? NaN : found.reduce((a, b) => a + b, 0);
  };
  const waits = events.map(({ startMs }, i) => (i === 0 ? NaN : startMs - events[i - 1]!.timeMs)).filter((w) => !Number.isNaN(w));
  const gaps = events.slice(1).map(({ startMs, timeMs }, i) => (Number.isNaN(startMs) ? timeMs : startMs) - events[i]!.timeMs);
  const distinct = new Set(events.map(({ activity }) => activity)).size;
  const began = Math.min(...events.map(({ startMs, timeMs }) => (Number.isNaN(startMs) ? timeMs : startMs)));
  switch (metric) {
    case 'duration':
      return events.at(-1)!.timeMs - began;
    case 'events':
      return events.length;
    case 'activities':
      return distinct;
    case 'rework':
      return events.length - distinct;
    case 'self-loops':
      return events.filter(({ activity }, i) => i > 0 && events[i - 1]!.activity === activity).length;
    case 'waiting':
      return sumOf(waits);
    case 'longest-wait':
      return gaps.length === 0 ? NaN : Math.max(...gaps);
    case 'service':
      return sumOf(events.map(({ timeMs, startMs }) => timeMs - startMs));
    case 'cost':
      return sumOf(events.map(({ colour }) => (colour === 0 || colour === 2 ? NaN : colour)));
  }
}

test('every metric, its histogram and its brush, case by case', () => {
  fc.assert(
    fc.property(
      fc.oneof(arbitraryRows, arbitraryPlainRows),
      arbitraryMask,
      fc.constantFrom(...CASE_METRICS),
      fc.constantFrom('linear' as const, 'log' as const),
      fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })),
      (rows, maskOf, metric, scale, [a, b]) => {
        const derived = derivedFrom(rows);
        const { log, table } = derived;
        const cases = log.caseStart.length - 1;
        const keep = maskOf(cases);
        const cost = costOf(table.columns[4]!.codes, table.columns[4]!.dictionary.size);
        const values = caseMetric(log, metric, cost);
        const expected = casesOf(derived).map((events) => naiveMetric(events, metric));
        expected.forEach((value, c) => expectClose(values[c]!, value));

        const kept = [...values.keys()].filter((c) => keep === null || keep[c] === 1);
        const found = kept.filter((c) => !Number.isNaN(values[c]));
        const sorted = sortedMetric(log, metric, cost);
        const histogram = caseHistogram(sorted, metric, kept.length, 7, scale, keep);
        const ascending = found.map((c) => values[c]!).sort((x, y) => x - y);
        expect(histogram.missing).toBe(kept.length - found.length);
        expect(histogram.spread).toMatchObject({ count: found.length, min: ascending[0] ?? NaN, max: ascending.at(-1) ?? NaN });
        histogram.bins.count.forEach((count, bin) => {
          const [from, to] = [histogram.bins.from[bin]!, histogram.bins.to[bin]!];
          const isLast = bin === histogram.bins.count.length - 1;
          expect(count).toBe(ascending.filter((value) => value >= from && (isLast ? value <= to : value < to)).length);
        });
        expect(histogram.bins.count.reduce((x, y) => x + y, 0)).toBe(found.length);
        histogram.ecdfValue.forEach((value, i) => {
          expect(histogram.ecdfShare[i]).toBe(ascending.filter((other) => other <= value).length / found.length);
        });
        if (found.length > 0) expect(histogram.ecdfShare.at(-1)).toBe(1);

        const min = ascending[Math.min(a, b)] ?? NaN;
        const max = ascending[Math.max(a, b)] ?? NaN;
        const inside = found.filter((c) => !(values[c]! < min) && !(values[c]! > max));
        const brush = caseBrush(log, sorted, kept.length, min, max, keep);
        expect(brush.cases).toBe(inside.length);
        expect(brush.events).toBe(inside.reduce((sum, c) => sum + log.caseStart[c + 1]! - log.caseStart[c]!, 0));
        expectClose(brush.mean, inside.reduce((sum, c) => sum + values[c]!, 0) / inside.length);
      }
    ),
    { numRuns: 300 }
  );
});

test('whole numbers are in bins of whole numbers', () => {
  const { from, to, count } = linearBins(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8), null, 3);
  expect([...from]).toEqual([1, 4, 7]);
  expect([...to]).toEqual([4, 7, 10]);
  expect([...count]).toEqual([3, 3, 2]);
});

test('a long tail is in the last bin; one value is one bin; none has none', () => {
  const tail = Float64Array.from({ length: 201 }, (_, i) => (i === 200 ? 1e6 : i / 2 + 0.25));
  const bins = linearBins(tail, null, 10);
  expect(bins.to.at(-1)).toBe(1e6);
  expect(Math.max(...bins.count)).toBeLessThan(30);
  expect(linearBins(Float64Array.of(3, 3), null, 10)).toEqual({
    from: Float64Array.of(3),
    to: Float64Array.of(3),
    count: Uint32Array.of(2)
  });
  expect(linearBins(new Float64Array(0), null, 10).count).toHaveLength(0);
});

test('bins of one factor, and one for what is not above 0', () => {
  const { from, count } = logBins(Float64Array.of(-1, 0, 1, 10, 100, 1000), null, 3);
  expect([...from].map((value) => +value.toFixed(6))).toEqual([-1, 1, 10, 100]);
  expect([...count]).toEqual([2, 1, 1, 2]);
});
