import type { LanguageCode } from './messages';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** 12,408 */
export function formatCount(value: number, language: LanguageCode): string {
  return number(language, 0).format(value);
}

/** 1.24: an average of counts. */
export function formatMean(value: number, language: LanguageCode): string {
  return number(language, 2).format(value);
}

/** 1,234.56: a number of a column, up to six digits behind the point. */
export function formatNumber(value: number, language: LanguageCode): string {
  return number(language, 6).format(value);
}

/** 153.1k / 15.3万: for narrow places; the whole number belongs in the tooltip. */
export function formatCompact(value: number, language: LanguageCode): string {
  return value < 10_000 ? formatCount(value, language) : compact(language).format(value);
}

/** 82.7% of a share 0..1 */
export function formatShare(share: number, language: LanguageCode, digits = 1): string {
  return Number.isFinite(share) ? `${number(language, digits).format(share * 100)}%` : '–';
}

/** 1.9 d, 3.5 h, 22 min, 4 s, 120 ms; two significant figures or more; a dash where there is none. */
export function formatDuration(ms: number, language: LanguageCode): string {
  if (!Number.isFinite(ms)) return '–';
  const size = Math.abs(ms);
  const units = UNITS[language];
  const [value, unit] =
    size >= DAY
      ? [ms / DAY, units.d]
      : size >= HOUR
        ? [ms / HOUR, units.h]
        : size >= MINUTE
          ? [ms / MINUTE, units.min]
          : size >= 1000 || size === 0
            ? [ms / 1000, units.s]
            : [ms, units.ms];
  const digits = Math.abs(value) >= 10 || Number.isInteger(value) ? 0 : 1;
  return `${number(language, Math.abs(value) >= 100 || size < DAY ? digits : 1).format(value)}${language === 'ja' ? '' : ' '}${unit}`;
}

/** 4.2 MB */
export function formatBytes(bytes: number, language: LanguageCode): string {
  const steps = ['B', 'kB', 'MB', 'GB'];
  let value = bytes;
  let step = 0;
  while (value >= 1000 && step < steps.length - 1) {
    value /= 1000;
    step++;
  }
  return `${number(language, step === 0 || value >= 100 ? 0 : 1).format(value)} ${steps[step]}`;
}

/** A day in the given zone: 2026-04-01, 2026/04/01 in Japanese. */
export function formatDay(utcMs: number, zone: string, language: LanguageCode): string {
  return Number.isFinite(utcMs) ? parts(utcMs, zone, language).slice(0, 10) : '–';
}

/** Day and minute in the given zone: 2026-04-01 09:05, 2026/04/01 09:05 in Japanese. */
export function formatTime(utcMs: number, zone: string, language: LanguageCode): string {
  return Number.isFinite(utcMs) ? parts(utcMs, zone, language) : '–';
}

/** An instant of the service's (RFC 3339) as operators read it: day and minute, in UTC. */
export const formatUtc = (at: string, language: LanguageCode): string => `${formatTime(Date.parse(at), 'UTC', language)} UTC`;

const UNITS = {
  en: { d: 'd', h: 'h', min: 'min', s: 's', ms: 'ms' },
  ja: { d: '日', h: '時間', min: '分', s: '秒', ms: 'ミリ秒' }
} as const;

const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function once<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  let format = made.get(key);
  if (!format) made.set(key, (format = make()));
  return format as T;
}

function number(language: LanguageCode, digits: number): Intl.NumberFormat {
  return once(`n${language}${digits}`, () => new Intl.NumberFormat(language, { maximumFractionDigits: digits }));
}

function compact(language: LanguageCode): Intl.NumberFormat {
  return once(`c${language}`, () => new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }));
}

function parts(utcMs: number, zone: string, language: LanguageCode): string {
  const format = once(
    `t${zone}`,
    () =>
      new Intl.DateTimeFormat('en-CA', {
        timeZone: zone,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23'
      })
  );
  const found = new Map(format.formatToParts(utcMs).map((part) => [part.type, part.value]));
  const joiner = language === 'ja' ? '/' : '-';
  const day = [found.get('year')?.padStart(4, '0'), found.get('month'), found.get('day')].join(joiner);
  return `${day} ${found.get('hour')}:${found.get('minute')}`;
}
