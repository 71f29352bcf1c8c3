import { expect, test } from 'vitest';
import { derivedFrom } from '$lib/kernel/testing/log-of';
import { offsetAt, utcOfClock } from '$lib/kernel/statistics/zone-offsets';
import { zoneTable } from './zone-table';

const logFrom = (...utcMs: readonly number[]) =>
  derivedFrom(utcMs.map((ms) => ({ case: 'c', activity: 'a', at: ms / 60_000 }))).log;

/** What Intl says, as milliseconds counted as if they were UTC. */
function clockOf(timeZone: string, utcMs: number): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });
  return Date.parse(`${format.format(utcMs)} UTC`);
}

test.each(['Asia/Tokyo', 'Europe/Berlin', 'America/New_York', 'Africa/Casablanca', 'Australia/Lord_Howe', 'UTC'])(
  '%s is ahead by what Intl says, hour by hour, and back again',
  (timeZone) => {
    const [from, to] = [Date.UTC(2024, 0, 1), Date.UTC(2026, 11, 31)];
    const table = zoneTable(logFrom(from, to), timeZone);
    for (let at = from; at <= to; at += 7 * 3_600_000) {
      const clock = at + offsetAt(table, at);
      expect(clock).toBe(clockOf(timeZone, at));
      const again = utcOfClock(table, clock);
      expect(again + offsetAt(table, again)).toBe(clock);
    }
  }
);

test('a case that has lost its events is passed over', () => {
  const log = logFrom(Date.UTC(2026, 0, 1), Date.UTC(2026, 6, 1));
  const first = Uint32Array.of(0, 0, ...log.caseStart.subarray(1));
  expect(zoneTable({ ...log, caseStart: first }, 'Europe/Berlin').offsetMs).toHaveLength(2);
});

test('a log without events has a table, an unknown zone none', () => {
  expect(zoneTable(logFrom(), 'Asia/Tokyo').offsetMs[0]).toBe(9 * 3_600_000);
  expect(() => zoneTable(logFrom(0), 'Mars/Olympus')).toThrow('bad-time-pattern');
});
