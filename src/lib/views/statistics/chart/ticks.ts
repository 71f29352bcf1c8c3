import { formatCompact, formatCount, formatDay, formatDuration, formatTime } from '$lib/i18n/format';
import type { LanguageCode } from '$lib/i18n/messages';
import type { Tick } from '$lib/ui/chart/chart';
import { localOf, utcOf } from '$lib/views/filters/zone-time';
import type { BinScale } from './bin-scale';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** Durations that people count by. */
const SAID = [
  ...[1, 10, 100].map((n) => n),
  ...[1, 5, 15, 30].map((n) => n * SECOND),
  ...[1, 5, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 4, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 5, 7, 10, 14, 20, 30, 50, 60, 90, 100, 180, 200].map((n) => n * DAY),
  ...[1, 2, 5, 10, 20, 50, 100].map((n) => n * YEAR)
];

/** The step of 1, 2 or 5 times a power of ten that divides a range into at most so many parts. */
export function niceStep(range: number, parts: number): number {
  if (!(range > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(range / parts));
  return power * ([1, 2, 5, 10].find((step) => range / (step * power) <= parts) ?? 10);
}

/** Ticks of counts from 0 up to `most`: whole numbers. */
export function countTicks(most: number, language: LanguageCode, parts = 4): readonly Tick[] {
  if (!(most > 0)) return [{ at: 0, label: '0' }];
  const step = Math.max(1, niceStep(most, parts));
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => ({
    at: (i * step) / most,
    label: formatCompact(i * step, language)
  }));
}

/** Ticks of shares, 0 to 100 %. */
export function shareTicks(): readonly Tick[] {
  return [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, label: `${at * 100}%` }));
}

/** Ticks of an axis of numbers or durations whose bins are all equally wide: at values that people say, and at its most. */
export function valueTicks(axis: BinScale, isDuration: boolean, isLog: boolean, language: LanguageCode): readonly Tick[] {
  const text = (value: number): string => (isDuration ? formatDuration(value, language) : formatNumber(value, language));
  const { min, max } = axis;
  if (axis.bins === 0 || !(max > min)) return axis.bins === 0 ? [] : [{ at: 0.5, label: text(min) }];
  // the last bin goes up to the most: ticks by the room that the others have
  const upper = axis.valueAt(1 - 1 / axis.bins);
  const values = isLog
    ? factors(Math.max(min, isDuration ? 1 : 1e-6), max, isDuration)
    : steps(min, upper > min ? upper : max, isDuration);
  const ticks = [min, ...values, max].map((value) => ({ at: axis.place(value), label: text(value) }));
  const seen = new Set<string>();
  const sorted = ticks.toSorted((a, b) => a.at - b.at);
  // the most is worth more than the tick beside it
  const room = sorted.filter(({ at }, i) => i === sorted.length - 1 || at < 0.93);
  return room.filter(({ label }) => !seen.has(label) && seen.add(label));
}

/** A number with as many digits as it needs. */
export function formatNumber(value: number, language: LanguageCode): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 10_000) return formatCompact(Math.round(value), language);
  if (Number.isInteger(value) || size >= 100) return formatCount(value, language);
  return String(Number(value.toPrecision(size >= 1 ? 3 : 2)));
}

function steps(min: number, max: number, isDuration: boolean): number[] {
  const step = isDuration ? (SAID.find((said) => (max - min) / said <= 6) ?? niceStep(max - min, 6)) : niceStep(max - min, 6);
  const first = Math.ceil(min / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((max - first) / step) + 1) }, (_, i) => first + i * step);
}

function factors(min: number, max: number, isDuration: boolean): number[] {
  if (isDuration) return SAID.filter((said) => said >= min && said <= max);
  const found: number[] = [];
  for (let power = 10 ** Math.ceil(Math.log10(min)); power <= max; power *= 10) found.push(power);
  return found;
}

interface TimeStep {
  readonly unit: 'minute' | 'hour' | 'day' | 'month' | 'year';
  readonly size: number;
  /** about */
  readonly ms: number;
}
const TIME_STEPS: readonly TimeStep[] = [
  ...[1, 5, 15, 30].map((size) => ({ unit: 'minute' as const, size, ms: size * MINUTE })),
  ...[1, 3, 6, 12].map((size) => ({ unit: 'hour' as const, size, ms: size * HOUR })),
  ...[1, 2, 7, 14].map((size) => ({ unit: 'day' as const, size, ms: size * DAY })),
  ...[1, 3, 6].map((size) => ({ unit: 'month' as const, size, ms: size * 30.4 * DAY })),
  ...[1, 2, 5, 10, 20, 50].map((size) => ({ unit: 'year' as const, size, ms: size * YEAR }))
];

/** Ticks of an axis of time, at round moments of the zone's clock and calendar. */
export function timeTicks(fromUtcMs: number, toUtcMs: number, zone: string, language: LanguageCode, parts = 8): readonly Tick[] {
  const range = toUtcMs - fromUtcMs;
  if (!Number.isFinite(range)) return [];
  if (range <= 0) return [{ at: 0, label: formatTime(fromUtcMs, zone, language) }];
  const step = TIME_STEPS.find(({ ms }) => range / ms <= parts) ?? TIME_STEPS.at(-1)!;
  const ticks: Tick[] = [];
  // wall-clock time is counted as if it were UTC, then brought back to the zone
  let wall = floorTo(Date.parse(`${localOf(fromUtcMs, zone)}Z`), step);
  for (let i = 0; i < 4 * parts + 4; i++, wall = after(wall, step)) {
    const utcMs = utcOf(new Date(wall).toISOString().slice(0, 16), zone);
    if (utcMs > toUtcMs) break;
    if (utcMs >= fromUtcMs) ticks.push({ at: (utcMs - fromUtcMs) / range, label: labelOf(utcMs, step, zone, language) });
  }
  return ticks;
}

function floorTo(wall: number, { unit, size, ms }: TimeStep): number {
  const date = new Date(wall);
  if (unit === 'year') return Date.UTC(Math.floor(date.getUTCFullYear() / size) * size, 0, 1);
  if (unit === 'month') return Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / size) * size, 1);
  // weeks begin on Monday: 1970-01-05 was one
  const origin = unit === 'day' && size % 7 === 0 ? 4 * DAY : 0;
  return Math.floor((wall - origin) / ms) * ms + origin;
}

function after(wall: number, { unit, size, ms }: TimeStep): number {
  const date = new Date(wall);
  if (unit === 'year') return Date.UTC(date.getUTCFullYear() + size, 0, 1);
  if (unit === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + size, 1);
  return wall + ms;
}

function labelOf(utcMs: number, { unit }: TimeStep, zone: string, language: LanguageCode): string {
  const day = formatDay(utcMs, zone, language);
  const local = localOf(utcMs, zone);
  if (unit === 'year') return day.slice(0, 4);
  if (unit === 'month') return day.slice(0, 7);
  if (unit === 'day') return day;
  return local.endsWith('00:00') ? day.slice(5) : local.slice(11);
}
