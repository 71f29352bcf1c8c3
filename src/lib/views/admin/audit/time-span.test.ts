import { expect, test } from 'vitest';
import { dayOf, rangeOf, secondIn, startOfDay } from './time-span';

test('days begin at midnight of the zone, on the days too whose clock is changed', () => {
  const start = (day: string, zone: string) => new Date(startOfDay(day, zone)).toISOString();
  expect(start('2026-11-24', 'Asia/Tokyo')).toBe('2026-11-23T15:00:00.000Z');
  expect(start('2026-03-29', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z');
  expect(start('2026-03-30', 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z');
  expect(start('2026-11-01', 'America/New_York')).toBe('2026-11-01T04:00:00.000Z');
  expect(dayOf(Date.parse('2026-11-24T15:00:00Z'), 'Asia/Tokyo')).toBe('2026-11-25');
  expect(secondIn(Date.parse('2026-11-24T15:00:01.999Z'), 'Asia/Tokyo')).toBe('2026-11-25 00:00:01');
});

test('chosen days are whole, in the zone; the last is in', () => {
  const days = { span: 'days', firstDay: '2026-11-24', lastDay: '2026-11-24' } as const;
  expect(rangeOf(days, 0, 'UTC')).toEqual({ from: '2026-11-24T00:00:00.000Z', to: '2026-11-25T00:00:00.000Z' });
  expect(rangeOf({ ...days, lastDay: '2026-11-23' }, 0, 'UTC')).toBeUndefined();
  expect(rangeOf({ ...days, firstDay: '' }, 0, 'UTC')).toBeUndefined();
  expect(rangeOf({ ...days, span: 'day' }, 86_400_000, 'UTC')).toEqual({ from: '1970-01-01T00:00:00.000Z' });
  expect(rangeOf({ ...days, span: 'all' }, 0, 'UTC')).toEqual({});
});
