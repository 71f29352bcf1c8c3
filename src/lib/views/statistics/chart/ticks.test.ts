import { expect, test } from 'vitest';
import { binScale } from './bin-scale';
import { countTicks, formatNumber, niceStep, timeTicks, valueTicks } from './ticks';

test('steps are 1, 2 or 5 times a power of ten and divide into no more parts than asked', () => {
  for (const range of [0.3, 1, 7, 99, 12_345]) {
    const step = niceStep(range, 5);
    expect(range / step).toBeLessThanOrEqual(5);
    expect([1, 2, 5]).toContain(Number((step / 10 ** Math.floor(Math.log10(step) + 1e-9)).toFixed(6)));
  }
});

test('counts have whole ticks from 0', () => {
  expect(countTicks(3, 'en').map(({ label }) => label)).toEqual(['0', '1', '2', '3']);
  expect(countTicks(0, 'en')).toEqual([{ at: 0, label: '0' }]);
});

test('time is divided by the calendar of the zone', () => {
  const from = Date.UTC(2026, 2, 20, 15, 0);
  const days = timeTicks(from, from + 5 * 86_400_000, 'Asia/Tokyo', 'en');
  // midnight in Tokyo is 15:00 UTC
  expect(days[0]).toEqual({ at: 0, label: '2026-03-21' });
  expect(days).toHaveLength(6);
});

test('a day of 23 hours moves the ticks after it', () => {
  const ticks = timeTicks(Date.UTC(2026, 2, 28, 23), Date.UTC(2026, 2, 30, 21), 'Europe/Rome', 'en', 2);
  expect(ticks.map(({ label }) => label)).toEqual(['2026-03-29', '2026-03-30']);
  expect(ticks[1]!.at * 46).toBeCloseTo(23);
});

test('years and months stand alone', () => {
  expect(timeTicks(Date.UTC(2000, 5), Date.UTC(2013, 5), 'UTC', 'en').map(({ label }) => label)).toContain('2010');
  expect(timeTicks(Date.UTC(2026, 0), Date.UTC(2026, 6), 'UTC', 'ja').map(({ label }) => label)).toContain('2026/03');
  expect(timeTicks(NaN, NaN, 'UTC', 'en')).toEqual([]);
});

test('an axis of durations is said in durations, each once, its most at the end', () => {
  const edges = Array.from({ length: 11 }, (_, i) => i * 86_400_000);
  edges.push(400 * 86_400_000);
  const axis = binScale({ from: Float64Array.from(edges.slice(0, -1)), to: Float64Array.from(edges.slice(1)) }, 'linear');
  const ticks = valueTicks(axis, true, false, 'en');
  expect(ticks.at(-1)).toEqual({ at: 1, label: '400 d' });
  expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
});

test('numbers have the digits they need', () => {
  expect([0.0123, 1.5, 1234, 1_200_000].map((value) => formatNumber(value, 'en'))).toEqual(['0.012', '1.5', '1,234', '1.2M']);
});
