import { expect, test } from 'vitest';
import { localOf, utcOf } from './zone-time';

test.each(['UTC', 'Asia/Tokyo', 'Europe/Rome', 'America/New_York'])('a minute goes to the wall clock of %s and back', (zone) => {
  for (let i = 0; i < 500; i++) {
    const utcMs = Date.UTC(2026, 0, 1) + i * 61_260_000;
    const minute = Math.floor(utcMs / 60_000) * 60_000;
    const back = utcOf(localOf(minute, zone), zone);
    // the repeated hour in autumn may come back as its first half
    expect([0, 3_600_000]).toContain(minute - back);
  }
});

test('knows the zone', () => {
  expect(localOf(Date.UTC(2026, 3, 1), 'Asia/Tokyo')).toBe('2026-04-01T09:00');
  expect(utcOf('2026-04-01T09:00', 'Asia/Tokyo')).toBe(Date.UTC(2026, 3, 1));
});

test('the hour that spring skips is moved on, the hour that autumn repeats is taken first', () => {
  expect(utcOf('2026-03-29T02:30', 'Europe/Rome')).toBe(Date.UTC(2026, 2, 29, 1, 30));
  expect(utcOf('2026-10-25T02:30', 'Europe/Rome')).toBe(Date.UTC(2026, 9, 25, 0, 30));
});

test('what is no time is NaN', () => {
  expect(utcOf('', 'UTC')).toBeNaN();
});
