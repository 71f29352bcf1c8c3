/** Spans of time, as they are chosen: back from now, or whole days in the user's zone. */
import type { AuditRange } from '$lib/api/contracts/audit';

export const SPANS = ['day', 'week', 'month', 'all', 'days'] as const;
export type Span = (typeof SPANS)[number];

const DAY_MS = 86_400_000;
const BACK_MS: Readonly<Partial<Record<Span, number>>> = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS };

/** How much a zone's clock is ahead of UTC at an instant. */
function offsetMs(utcMs: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit'
  }).formatToParts(utcMs);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((each) => each.type === type)?.value);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - Math.floor(utcMs / 1000) * 1000;
}

/** When a day (`2026-11-24`) begins in a zone, also on days whose clock is changed. */
export function startOfDay(day: string, zone: string): number {
  const asUtc = Date.parse(`${day}T00:00:00.000Z`);
  // the offset before and after a change of the clock differ: the second look is by the instant itself
  const first = asUtc - offsetMs(asUtc, zone);
  return asUtc - offsetMs(first, zone);
}

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00.000Z`) + DAY_MS).toISOString().slice(0, 10);

/** The day in a zone that an instant belongs to: `2026-11-24`. */
export const dayOf = (utcMs: number, zone: string): string => new Date(utcMs + offsetMs(utcMs, zone)).toISOString().slice(0, 10);

/** What was chosen. The days count for `days` alone. */
export interface ChosenTime {
  readonly span: Span;
  readonly firstDay: string;
  readonly lastDay: string;
}

/** @returns the instants; undefined where the days are none, or the last is before the first */
export function rangeOf({ span, firstDay, lastDay }: ChosenTime, nowMs: number, zone: string): AuditRange | undefined {
  if (span === 'all') return {};
  const back = BACK_MS[span];
  if (back !== undefined) return { from: new Date(nowMs - back).toISOString() };
  if (!/^\d{4}-\d\d-\d\d$/.test(firstDay) || !/^\d{4}-\d\d-\d\d$/.test(lastDay) || lastDay < firstDay) return undefined;
  const [from, to] = [startOfDay(firstDay, zone), startOfDay(dayAfter(lastDay), zone)];
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

/** `2026-11-24 18:00:00`, in a zone. */
export const secondIn = (utcMs: number, zone: string): string =>
  new Date(utcMs + offsetMs(utcMs, zone)).toISOString().slice(0, 19).replace('T', ' ');
