/** Times are whole seconds of Tokyo's clock (UTC+9, no summer time) since Wednesday 2026-04-01 00:00. */
const DAY = 86_400;

/** Public holidays from April to September 2026, as days since 1 April. */
const HOLIDAYS = new Set(['04-29', '05-03', '05-04', '05-05', '05-06', '07-20', '08-11', '09-21', '09-22', '09-23'].map(dayOf));

/** @typedef {{ readonly weekdays: readonly number[], readonly opens: number, readonly closes: number, readonly holidays: boolean }} Calendar */

/** @type {Record<string, Calendar>} weekdays count from 0 = Sunday; opening hours in seconds of the day */
export const CALENDARS = {
  office: { weekdays: [1, 2, 3, 4, 5], opens: 9 * 3600, closes: 18 * 3600, holidays: false },
  warehouse: { weekdays: [1, 2, 3, 4, 5, 6], opens: 8 * 3600, closes: 20 * 3600, holidays: false },
  always: { weekdays: [0, 1, 2, 3, 4, 5, 6], opens: 0, closes: DAY, holidays: true }
};

/** @param {string} monthDay `MM-dd` of 2026 @returns {number} days since 1 April */
export function dayOf(monthDay) {
  return (Date.parse(`2026-${monthDay}T00:00:00Z`) - Date.UTC(2026, 3, 1)) / (DAY * 1000);
}

/** @param {Calendar} calendar @param {number} day days since 1 April */
export function isOpen(calendar, day) {
  return calendar.weekdays.includes((day + 3) % 7) && (calendar.holidays || !HOLIDAYS.has(day));
}

/** The first second at or after `time` at which the calendar is open. */
export function nextOpen(calendar, time) {
  let day = Math.floor(time / DAY);
  let second = time - day * DAY;
  while (second >= calendar.closes || !isOpen(calendar, day)) {
    day++;
    second = 0;
  }
  return day * DAY + Math.max(second, calendar.opens);
}

/** `time` and so many open seconds later. */
export function addOpen(calendar, time, seconds) {
  let at = nextOpen(calendar, time);
  for (let rest = Math.round(seconds); ;) {
    const left = Math.floor(at / DAY) * DAY + calendar.closes - at;
    if (rest <= left) return at + rest;
    rest -= left;
    at = nextOpen(calendar, at + left);
  }
}

/** `yyyy-MM-dd HH:mm:ss+09:00` */
export function stamp(time) {
  return `${new Date(Date.UTC(2026, 3, 1) + time * 1000).toISOString().slice(0, 19).replace('T', ' ')}+09:00`;
}
