import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MiningError } from '$lib/model/errors';
import { compileTimeReader } from './time-reader';

const encoder = new TextEncoder();

/** The text read in the midst of other bytes, as in a file. */
function readOf(pattern: string, timeZone = 'UTC'): (text: string) => number {
  const read = compileTimeReader({ pattern, zoned: false }, timeZone);
  return (text) => {
    const bytes = encoder.encode(`12${text}3`);
    return read(bytes, 2, bytes.length - 1);
  };
}

const isoOf = (utcMs: number): string => (Number.isNaN(utcMs) ? 'unreadable' : new Date(utcMs).toISOString());
const reads = (pattern: string, text: string, timeZone?: string): string => isoOf(readOf(pattern, timeZone)(text));

test('a wall clock in Tokyo', () => {
  expect(reads('yyyy/MM/dd HH:mm', '2026/11/22 09:05', 'Asia/Tokyo')).toBe('2026-11-22T00:05:00.000Z');
  expect(reads('excel-serial', '45983.5', 'Asia/Tokyo')).toBe('2025-11-22T03:00:00.000Z');
});

test('an offset in the text wins over the zone', () => {
  expect(reads('iso', '2026-11-22T09:05:00-05:00', 'Asia/Tokyo')).toBe('2026-11-22T14:05:00.000Z');
});

test('Rome: a gap moves forward, an overlap is its first occurrence', () => {
  const rome = (text: string): string => reads('iso', text, 'Europe/Rome');
  expect(rome('2024-03-31 01:59:59')).toBe('2024-03-31T00:59:59.000Z');
  expect(rome('2024-03-31 02:00:00')).toBe('2024-03-31T01:00:00.000Z');
  expect(rome('2024-03-31 02:30:00')).toBe('2024-03-31T01:30:00.000Z');
  expect(rome('2024-03-31 03:00:00')).toBe('2024-03-31T01:00:00.000Z');
  expect(rome('2024-10-27 01:59:59')).toBe('2024-10-26T23:59:59.000Z');
  expect(rome('2024-10-27 02:30:00')).toBe('2024-10-27T00:30:00.000Z');
  expect(rome('2024-10-27 02:59:59')).toBe('2024-10-27T00:59:59.000Z');
  expect(rome('2024-10-27 03:00:00')).toBe('2024-10-27T02:00:00.000Z');
});

test('New York, both changes', () => {
  const newYork = (text: string): string => reads('iso', text, 'America/New_York');
  expect(newYork('2024-03-10 01:59')).toBe('2024-03-10T06:59:00.000Z');
  expect(newYork('2024-03-10 02:15')).toBe('2024-03-10T07:15:00.000Z');
  expect(newYork('2024-11-03 01:30')).toBe('2024-11-03T05:30:00.000Z');
  expect(newYork('2024-11-03 02:00')).toBe('2024-11-03T07:00:00.000Z');
});

test('a day left out (Apia, 2011-12-30) and local mean time', () => {
  expect(reads('iso', '2011-12-29 23:59', 'Pacific/Apia')).toBe('2011-12-30T09:59:00.000Z');
  expect(reads('iso', '2011-12-31 00:00', 'Pacific/Apia')).toBe('2011-12-30T10:00:00.000Z');
  expect(reads('iso', '1800-01-01', 'Asia/Tokyo')).toBe('1799-12-31T14:41:01.000Z');
});

test.each(['Asia/Tokyo', 'Europe/Rome', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/Sao_Paulo'])(
  'what a clock in %s shows is read as the instant it was shown at, or an hour before',
  (timeZone) => {
    const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    const read = readOf('iso', timeZone);
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1975, 0) / 1000, max: Date.UTC(2037, 0) / 1000 }), (seconds) => {
        const utcMs = read(clock.format(seconds * 1000));
        expect(clock.format(utcMs)).toBe(clock.format(seconds * 1000));
        expect([0, 1800_000, 3600_000]).toContain(seconds * 1000 - utcMs);
      }),
      { numRuns: 300 }
    );
  }
);

test('an unknown zone is refused', () => {
  expect(() => compileTimeReader({ pattern: 'iso', zoned: false }, 'Mars/Olympus')).toThrow(MiningError);
});
