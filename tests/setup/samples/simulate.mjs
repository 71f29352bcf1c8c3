import { addOpen, CALENDARS, dayOf, isOpen, nextOpen } from './calendar.mjs';

const LAST_SECOND = dayOf('10-01') * 86_400 - 1;

/** Times are booked in steps of five minutes: the files, which the app carries, compress a tenth better than with odd minutes. */
const TICK = 300;
const ticks = (/** @type {number} */ seconds) => Math.round(seconds / TICK) * TICK;

/**
 * A step of a case's life.
 * - work: somebody of `by` does `activity` for `minutes` once free; `desk` = open minutes it first lies on the desk;
 *   `same`: whoever did the last step goes straight on with it
 * - wait: so many `hours` pass by the clock; `openHours` by the office's hours
 * - both: lives that run side by side; the case goes on when all have ended
 *
 * @typedef {{ activity: string, by: string, minutes: number, desk?: number, same?: boolean }} Work
 * @typedef {Work | { hours: number } | { openHours: number } | { both: Generator<Step>[] }} Step
 * @typedef {{ people: string[], calendar: 'office' | 'warehouse' | 'always', yenPerHour: number }} Team
 * @typedef {{ caseIndex: number, activity: string, start: number, complete: number, person: string, team: string, yen: number }} Row
 */

/**
 * Run cases through teams of people, each doing one thing at a time, first come first served, in open hours. Queues form
 * where a team is too small. Cases that reach beyond September are left out whole.
 *
 * @param {{ teams: Record<string, Team>, arrivals: number[], life: (caseIndex: number) => Generator<Step> }} world
 * @returns {Row[][]} rows of each case that is kept, in order of completion
 */
export function simulate({ teams, arrivals, life }) {
  const agenda = new Agenda();
  const freeAt = Object.fromEntries(Object.entries(teams).map(([name, team]) => [name, team.people.map(() => 0)]));
  /** @type {Row[][]} */
  const rowsOf = arrivals.map(() => []);

  /** @param {number} caseIndex @param {Generator<Step>} course @param {number} time @param {(time: number) => void} done */
  function advance(caseIndex, course, time, done) {
    const { value: step, done: over } = course.next();
    if (over) return done(time);
    const on = (/** @type {number} */ at) => advance(caseIndex, course, at, done);
    if ('hours' in step) return agenda.add(time + ticks(step.hours * 3600), on);
    if ('openHours' in step) return agenda.add(addOpen(CALENDARS.office, time, ticks(step.openHours * 3600)), on);
    if ('both' in step) {
      let open = step.both.length;
      let last = time;
      for (const branch of step.both) {
        advance(caseIndex, branch, time, (at) => {
          last = Math.max(last, at);
          if (--open === 0) on(last);
        });
      }
      return undefined;
    }
    const arrives = addOpen(CALENDARS[teams[step.by].calendar], time, ticks((step.desk ?? 0) * 60));
    return agenda.add(arrives, (at) => agenda.add(perform(caseIndex, step, at), on));
  }

  /** @param {number} caseIndex @param {Work} step @param {number} time @returns {number} when it is complete */
  function perform(caseIndex, step, time) {
    const { people, calendar, yenPerHour } = teams[step.by];
    const free = freeAt[step.by];
    const queued = calendar !== 'always' && !step.same;
    const last = step.same ? people.indexOf(rowsOf[caseIndex].at(-1)?.person ?? '') : -1;
    const who = last >= 0 ? last : queued ? free.indexOf(Math.min(...free)) : 0;
    const start = nextOpen(CALENDARS[calendar], queued ? Math.max(time, free[who]) : time);
    const complete = addOpen(CALENDARS[calendar], start, step.minutes === 0 ? 0 : Math.max(TICK, ticks(step.minutes * 60)));
    free[who] = Math.max(free[who], complete);
    const yen = Math.round((yenPerHour * step.minutes) / 6000) * 100;
    rowsOf[caseIndex].push({ caseIndex, activity: step.activity, start, complete, person: people[who], team: step.by, yen });
    return complete;
  }

  arrivals.forEach((time, i) => agenda.add(time, (at) => advance(i, life(i), at, () => undefined)));
  agenda.run();
  return rowsOf
    .filter((rows) => rows.every((row) => row.complete <= LAST_SECOND))
    .map((rows) => rows.sort((a, b) => a.complete - b.complete || a.start - b.start));
}

/**
 * When `count` cases arrive between two days, in order: few on closed days, more at the end of a month, by the hour as given.
 *
 * @param {import('./random.mjs').SeededRandom} random
 * @param {{ count: number, from: string, to: string, closedShare: number, hours: readonly number[], monthEnd: number }} pattern
 *   `hours`: 24 weights; days as `MM-dd`
 */
export function arrivalTimes(random, { count, from, to, closedShare, hours, monthEnd }) {
  /** @type {Record<string, number>} */
  const days = {};
  for (let day = dayOf(from); day <= dayOf(to); day++) {
    const nextWeek = new Date(Date.UTC(2026, 3, 1 + day + 4)).getUTCDate() <= 4;
    days[`d${day}`] = (isOpen(CALENDARS.office, day) ? 1 : closedShare) * (nextWeek ? monthEnd : 1);
  }
  const byHour = Object.fromEntries(hours.map((weight, hour) => [`h${hour}`, weight]));
  return Array.from({ length: count }, () => {
    const day = Number(random.weighted(days).slice(1));
    return day * 86_400 + Number(random.weighted(byHour).slice(1)) * 3600 + random.whole(0, 11) * TICK;
  }).sort((a, b) => a - b);
}

/** What is to happen, earliest first; at the same time, first added first (a binary heap). */
class Agenda {
  /** @type {{ time: number, order: number, act: (time: number) => unknown }[]} */
  #heap = [];
  #added = 0;

  add(time, act) {
    const heap = this.#heap;
    const item = { time, order: this.#added++, act };
    let i = heap.push(item) - 1;
    for (let parent = (i - 1) >> 1; i > 0 && before(item, heap[parent]); parent = (i - 1) >> 1) {
      heap[i] = heap[parent];
      i = parent;
    }
    heap[i] = item;
  }

  run() {
    const heap = this.#heap;
    while (heap.length > 0) {
      const first = heap[0];
      const last = heap.pop();
      if (heap.length > 0) {
        let i = 0;
        for (let child = 1; child < heap.length; child = 2 * i + 1) {
          if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child++;
          if (!before(heap[child], last)) break;
          heap[i] = heap[child];
          i = child;
        }
        heap[i] = last;
      }
      first.act(first.time);
    }
  }
}

function before(a, b) {
  return a.time < b.time || (a.time === b.time && a.order < b.order);
}
