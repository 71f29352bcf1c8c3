import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryMask, arbitraryPlainRows, arbitraryRows } from '../testing/arbitrary-log';
import { casesOf, derivedFrom, logOf, MINUTE_MS } from '../testing/log-of';
import { mapTimes } from './map-times';
import { rankedStatistics } from './ranked-times';
import { buildTimeIndex } from './time-index';

/** Type 7 by its definition. */
function percentile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return NaN;
  const position = (sorted.length - 1) * share;
  const low = sorted[Math.floor(position)]!;
  return low + (position - Math.floor(position)) * ((sorted[Math.ceil(position)] ?? low) - low);
}

function expectStatistics(found: ReturnType<typeof rankedStatistics>, segment: number, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const scale = Math.max(1, ...times.map(Math.abs));
  expect(found.count[segment]).toBe(times.length);
  if (times.length === 0) {
    expect(
      [found.meanMs, found.medianMs, found.p90Ms, found.minMs, found.maxMs, found.sumMs].map((column) => column[segment])
    ).toEqual(Array(6).fill(NaN));
    return;
  }
  const sum = sorted.reduce((a, b) => a + b, 0);
  expect(found.minMs[segment]).toBe(sorted[0]);
  expect(found.maxMs[segment]).toBe(sorted.at(-1));
  for (const [is, should] of [
    [found.medianMs[segment]!, percentile(sorted, 0.5)],
    [found.p90Ms[segment]!, percentile(sorted, 0.9)],
    [found.meanMs[segment]!, sum / times.length],
    [found.sumMs[segment]!, sum]
  ]) {
    expect(Math.abs(is! - should!)).toBeLessThanOrEqual(1e-9 * scale * Math.max(1, times.length));
  }
}

test('transition times run from complete to start, and may be negative', () => {
  const { log } = derivedFrom([
    { case: '1', activity: 'a', at: 10, start: 0 },
    { case: '1', activity: 'b', at: 12, start: 7 },
    { case: '1', activity: 'c', at: 20, start: null }
  ]);
  const times = mapTimes(buildTimeIndex(log), log);
  expect([...times.transition.meanMs]).toEqual([-3 * MINUTE_MS, 8 * MINUTE_MS]);
  expect([...times.service!.count]).toEqual([1, 1, 0]);
  expect([...times.service!.sumMs]).toEqual([10 * MINUTE_MS, 5 * MINUTE_MS, NaN]);
});

test('without start times there is no service time', () => {
  const { log } = logOf('ab');
  expect(mapTimes(buildTimeIndex(log), log).service).toBeNull();
});

test('agrees with sorting, for any log and selection', () => {
  fc.assert(
    fc.property(fc.oneof(arbitraryRows, arbitraryPlainRows), arbitraryMask, (rows, maskOf) => {
      const derived = derivedFrom(rows);
      const { log } = derived;
      const keep = maskOf(log.caseStart.length - 1);
      const found = mapTimes(buildTimeIndex(log), log, keep);
      const chosen = casesOf(derived).filter((_, c) => keep === null || keep[c] === 1);
      Array.from(log.variants.edgeFrom).forEach((from, edge) => {
        const times = chosen.flatMap((events) =>
          events
            .slice(1)
            .map((event, i) => ({ event, before: events[i]! }))
            .filter(({ event, before }) => before.activity === from && event.activity === log.variants.edgeTo[edge])
            .map(({ event, before }) => (Number.isNaN(event.startMs) ? event.timeMs : event.startMs) - before.timeMs)
        );
        expectStatistics(found.transition, edge, times);
      });
      if (log.startMs === null) expect(found.service).toBeNull();
      else {
        log.activities.forEach((_, activity) => {
          const events = chosen.flat().filter((event) => event.activity === activity && !Number.isNaN(event.startMs));
          expectStatistics(
            found.service!,
            activity,
            events.map(({ timeMs, startMs }) => timeMs - startMs)
          );
        });
      }
    }),
    { numRuns: 300 }
  );
});

test('ranks are right over many blocks, at every density of the selection', () => {
  const n = 5003;
  const timeMs = Float64Array.from({ length: n }, (_, i) => i * 3 - 700.25);
  const caseOf = Uint32Array.from({ length: n }, (_, i) => (i * 2654435761) % 997);
  for (const modulus of [1, 2, 17, 500, 996]) {
    const keep = Uint8Array.from({ length: 997 }, (_, c) => (c % modulus === 0 ? 1 : 0));
    const found = rankedStatistics({ start: Uint32Array.of(0, 0, n), timeMs, caseOf }, keep);
    expectStatistics(found, 0, []);
    expectStatistics(
      found,
      1,
      Array.from(timeMs).filter((_, i) => keep[caseOf[i]!] === 1)
    );
  }
});

test('a sum of large and small times loses nothing', () => {
  const timeMs = Float64Array.from({ length: 100_000 }, (_, i) => (i < 50_000 ? -9e12 : i === 50_000 ? 0.5 : 9e12)).sort();
  const found = rankedStatistics(
    { start: Uint32Array.of(0, timeMs.length), timeMs, caseOf: new Uint32Array(timeMs.length) },
    Uint8Array.of(1)
  );
  expect(found.sumMs[0]).toBe(-9e12 + 0.5);
});
