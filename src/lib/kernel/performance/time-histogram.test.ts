import { expect, test } from 'vitest';
import { derivedFrom, logOf, MINUTE_MS } from '../testing/log-of';
import { edgeHistogram, nodeHistogram } from './time-histogram';
import { buildTimeIndex } from './time-index';

/** Cases a -> b that take 0, 1, 2 ... minutes. */
const row = (caseId: string, activity: string, at: number, start?: number | null) => ({
  case: caseId,
  activity,
  at,
  ...(start === undefined ? {} : { start })
});
const waits = (...minutes: number[]) =>
  derivedFrom(minutes.flatMap((wait, c) => [row(`${c}`, 'a', 0), row(`${c}`, 'b', wait)])).log;

test('even bins up to p99, the last one takes the rest', () => {
  const log = waits(...Array.from({ length: 101 }, (_, i) => i), 5000);
  const histogram = edgeHistogram(buildTimeIndex(log), log, 0, 10);
  expect(histogram.count).toBe(102);
  [0, 9.9, 19.8, 29.7, 39.6, 49.5, 59.4, 69.3, 79.2, 89.1].forEach((minutes, bin) =>
    expect(histogram.binFromMs[bin]! / MINUTE_MS).toBeCloseTo(minutes)
  );
  expect(histogram.binToMs.at(-1)).toBe(5000 * MINUTE_MS);
  expect([...histogram.binCount]).toEqual([10, 10, 10, 10, 10, 10, 10, 10, 10, 12]);
  expect(histogram).toMatchObject({ minMs: 0, maxMs: 5000 * MINUTE_MS, medianMs: 50.5 * MINUTE_MS, sumMs: 10_050 * MINUTE_MS });
});

test('bins count exactly the selected times', () => {
  const log = waits(5, 1, 9, 3);
  const histogram = edgeHistogram(buildTimeIndex(log), log, 0, 3, Uint8Array.of(1, 0, 1, 1));
  expect(histogram).toMatchObject({ count: 3, minMs: 3 * MINUTE_MS, medianMs: 5 * MINUTE_MS, maxMs: 9 * MINUTE_MS });
  expect(histogram.binCount.reduce((a, b) => a + b, 0)).toBe(3);
});

test('all the same is one bin, nothing is none', () => {
  const log = waits(2, 2, 2);
  const index = buildTimeIndex(log);
  expect(edgeHistogram(index, log, 0, 8)).toMatchObject({
    count: 3,
    binCount: Uint32Array.of(3),
    binFromMs: Float64Array.of(2 * MINUTE_MS)
  });
  expect(edgeHistogram(index, log, 0, 8, new Uint8Array(3))).toMatchObject({
    count: 0,
    binCount: new Uint32Array(0),
    medianMs: NaN
  });
});

test('an activity: its service times, or without start times the times into it', () => {
  const plain = logOf('abb', 'cb').log;
  expect(nodeHistogram(buildTimeIndex(plain), plain, 1, 4)).toMatchObject({ count: 3, minMs: MINUTE_MS, maxMs: MINUTE_MS });
  const { log } = derivedFrom([row('1', 'a', 9, 2), row('1', 'a', 12, null), row('2', 'a', 5, 4)]);
  expect(nodeHistogram(buildTimeIndex(log), log, 0, 4)).toMatchObject({ count: 2, minMs: MINUTE_MS, maxMs: 7 * MINUTE_MS });
});

test('times from several edges are brought into one order', () => {
  const { log } = derivedFrom([
    row('1', 'a', 0),
    row('1', 'x', 10),
    row('2', 'b', 0),
    row('2', 'x', 2),
    row('3', 'c', 0),
    row('3', 'x', 7)
  ]);
  expect(nodeHistogram(buildTimeIndex(log), log, log.activities.indexOf('x'), 2)).toMatchObject({
    minMs: 2 * MINUTE_MS,
    medianMs: 7 * MINUTE_MS
  });
});

test('an unknown edge or activity is refused', () => {
  const { log } = logOf('ab');
  const index = buildTimeIndex(log);
  for (const edge of [-1, 1, NaN])
    expect(() => edgeHistogram(index, log, edge, 4)).toThrow(expect.objectContaining({ code: 'unknown-edge' }));
  expect(() => nodeHistogram(index, log, 2, 4)).toThrow(expect.objectContaining({ code: 'unknown-edge' }));
});
