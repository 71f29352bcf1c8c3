import { expect, test } from 'vitest';
import { binFinder, calendarBins } from './calendar-edges';
import { offsetAt, utcOfClock, type ZoneOffsets } from './zone-offsets';

const HOUR = 3_600_000;
const utc: ZoneOffsets = { fromUtcMs: Float64Array.of(-Infinity), offsetMs: Float64Array.of(0) };
/** Berlin around the summer of 2026 */
const berlin: ZoneOffsets = {
  fromUtcMs: Float64Array.of(-Infinity, Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1)),
  offsetMs: Float64Array.of(HOUR, 2 * HOUR, HOUR)
};

const iso = (edges: Float64Array): string[] => Array.from(edges, (ms) => new Date(ms).toISOString().slice(0, 16));

test('offsets hold from the moment of their change', () => {
  expect(offsetAt(berlin, 0)).toBe(HOUR);
  expect(offsetAt(berlin, Date.UTC(2026, 2, 29, 1) - 1)).toBe(HOUR);
  expect(offsetAt(berlin, Date.UTC(2026, 2, 29, 1))).toBe(2 * HOUR);
});

test('a clock time that is left out is the moment of the change, of one that comes twice the first', () => {
  expect(utcOfClock(berlin, Date.UTC(2026, 2, 29, 2, 30))).toBe(Date.UTC(2026, 2, 29, 1));
  expect(utcOfClock(berlin, Date.UTC(2026, 9, 25, 2, 30))).toBe(Date.UTC(2026, 9, 25, 0, 30));
  expect(utcOfClock(berlin, Date.UTC(2026, 6, 1))).toBe(Date.UTC(2026, 5, 30, 22));
});

test('days are those of the zone, also where the clock changes', () => {
  const { edgeUtcMs } = calendarBins(berlin, Date.UTC(2026, 2, 28, 12), Date.UTC(2026, 2, 30, 12), 'day');
  expect(iso(edgeUtcMs)).toEqual(['2026-03-27T23:00', '2026-03-28T23:00', '2026-03-29T22:00', '2026-03-30T22:00']);
});

test('an hour that comes twice is two, of longer parts of the day one is longer', () => {
  const bins = (utcMs: number, hours: number, unit: 'hour' | 'auto') =>
    iso(calendarBins(berlin, utcMs, utcMs + hours * HOUR, unit).edgeUtcMs).map((text) => text.slice(5, 13));
  expect(bins(Date.UTC(2026, 9, 24, 23), 3, 'hour')).toEqual(['10-24T23', '10-25T00', '10-25T01', '10-25T02', '10-25T03']);
  const sixths = bins(Date.UTC(2026, 9, 24, 22), 40 * 24, 'auto');
  expect(sixths.slice(0, 6)).toEqual(['10-24T22', '10-25T05', '10-25T11', '10-25T17', '10-25T23', '10-26T05']);
});

test('weeks begin on Monday; months, quarters and years on their first day', () => {
  const bins = (unit: 'week' | 'month' | 'quarter' | 'year') =>
    iso(calendarBins(utc, Date.UTC(2025, 10, 30), Date.UTC(2026, 0, 5), unit).edgeUtcMs).map((text) => text.slice(0, 10));
  expect(bins('week')).toEqual([
    '2025-11-24',
    '2025-12-01',
    '2025-12-08',
    '2025-12-15',
    '2025-12-22',
    '2025-12-29',
    '2026-01-05',
    '2026-01-12'
  ]);
  expect(bins('month')).toEqual(['2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01']);
  expect(bins('quarter')).toEqual(['2025-10-01', '2026-01-01', '2026-04-01']);
  expect(bins('year')).toEqual(['2025-01-01', '2026-01-01', '2027-01-01']);
});

test('what is chosen gives some 200 bins at most, what is asked for 5,000', () => {
  const from = Date.UTC(2000, 0, 1);
  for (const [years, unit] of [
    [0, 'second'],
    [0.5, 'day'],
    [3, 'week'],
    [15, 'month'],
    [40, 'quarter'],
    [150, 'year']
  ] as const) {
    const bins = calendarBins(berlin, from, from + years * 365 * 24 * HOUR, 'auto');
    expect(bins.unit).toBe(unit);
    expect(bins.edgeUtcMs.length).toBeLessThanOrEqual(203);
  }
  expect(calendarBins(utc, from, from + 50 * 365 * 24 * HOUR, 'second')).toMatchObject({ unit: 'week', size: 1 });
  const ages = calendarBins(utc, Date.UTC(-200000, 0, 1), Date.UTC(200000, 0, 1), 'auto');
  expect(ages).toMatchObject({ unit: 'year', size: 1000 });
  expect(ages.edgeUtcMs.every(Number.isFinite)).toBe(true);
});

test('every moment is found in its bin', () => {
  const { edgeUtcMs } = calendarBins(berlin, Date.UTC(2026, 0, 15), Date.UTC(2026, 11, 15), 'month');
  const binOf = binFinder(edgeUtcMs);
  for (let bin = 0; bin + 1 < edgeUtcMs.length; bin++) {
    expect([edgeUtcMs[bin]!, edgeUtcMs[bin + 1]! - 1].map(binOf)).toEqual([bin, bin]);
  }
});
