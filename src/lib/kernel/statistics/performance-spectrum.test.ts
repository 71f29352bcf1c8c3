import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryMask, arbitraryPlainRows, arbitraryRows } from '../testing/arbitrary-log';
import { casesOf, derivedFrom, logOf, MINUTE_MS } from '../testing/log-of';
import { performanceSpectrum } from './performance-spectrum';
import { spreadOf } from './spread';

test('lines from complete to start, by the quarters of all of them, and a sample that says so', () => {
  const rows = [1, 2, 3, 4].flatMap((wait) => [
    { case: `${wait}`, activity: 'a', at: 10 * wait },
    { case: `${wait}`, activity: 'b', at: 11 * wait }
  ]);
  const { log } = derivedFrom(rows);
  const all = performanceSpectrum(log, 0, 100, 3);
  expect(all).toMatchObject({ total: 4, sampleStep: 1, xFrom: 10 * MINUTE_MS, xTo: 44 * MINUTE_MS });
  expect([...all.quarter]).toEqual([0, 1, 2, 3]);
  expect([...all.toUtcMs]).toEqual([11, 22, 33, 44].map((at) => at * MINUTE_MS));
  expect([...all.binEdgeUtcMs]).toEqual([10, 20, 30, 40].map((at) => at * MINUTE_MS));
  expect([...all.binCount]).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1]);
  const some = performanceSpectrum(log, 0, 2, 3);
  expect(some).toMatchObject({ total: 4, sampleStep: 2 });
  expect([...some.caseNo]).toEqual([0, 2]);
  expect(some.binCount).toEqual(all.binCount);
});

test('an edge that is not there is refused, one that is not selected is empty', () => {
  const { log } = logOf('ab', 'c');
  expect(() => performanceSpectrum(log, 1, 10, 10)).toThrow('unknown-edge');
  expect(performanceSpectrum(log, 0, 10, 10, Uint8Array.of(0, 1))).toMatchObject({ total: 0, xFrom: NaN, spread: { count: 0 } });
});

test('every occurrence is there once, for any log and selection', () => {
  fc.assert(
    fc.property(fc.oneof(arbitraryRows, arbitraryPlainRows), arbitraryMask, (rows, maskOf) => {
      const derived = derivedFrom(rows);
      const { log } = derived;
      const keep = maskOf(log.caseStart.length - 1);
      log.variants.edgeFrom.forEach((from, edge) => {
        const found = performanceSpectrum(log, edge, Infinity, 4, keep);
        const lines = casesOf(derived).flatMap((events, c) =>
          events.flatMap((event, i) =>
            i > 0 &&
            (keep === null || keep[c] === 1) &&
            events[i - 1]!.activity === from &&
            event.activity === log.variants.edgeTo[edge]
              ? [{ c, from: events[i - 1]!.timeMs, to: Number.isNaN(event.startMs) ? event.timeMs : event.startMs }]
              : []
          )
        );
        lines.sort((a, b) => a.from - b.from);
        expect([...found.fromUtcMs]).toEqual(lines.map((line) => line.from));
        expect([...found.caseNo]).toEqual(lines.map(({ c }) => c));
        expect(found.spread).toEqual(spreadOf(Float64Array.from(lines, (line) => line.to - line.from).sort()));
        expect(found.binCount.reduce((a, b) => a + b, 0)).toBe(lines.length);
      });
    }),
    { numRuns: 100 }
  );
});
