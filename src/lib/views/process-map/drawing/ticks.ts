import { formatCompact } from '$lib/i18n/format';
import type { LanguageCode } from '$lib/i18n/messages';
import type { Scale } from './scales';

const UNITS: readonly (readonly [ms: number, en: string, ja: string])[] = [
  [365 * 86_400_000, 'y', '年'],
  [86_400_000, 'd', '日'],
  [3_600_000, 'h', '時'],
  [60_000, 'm', '分'],
  [1000, 's', '秒'],
  [1, 'ms', 'ms']
];

/** The limit of a step in as few letters as can be: five stand side by side under a legend. */
export function tickOf(scale: Scale, threshold: number, language: LanguageCode): string {
  if (scale.kind === 'count') {
    if (threshold < 1000) return String(threshold);
    return threshold < 10_000 ? `${round(threshold / 1000)}k` : formatCompact(threshold, language);
  }
  const [ms, en, ja] = UNITS.find(([size]) => threshold >= size) ?? UNITS[UNITS.length - 1]!;
  return `${round(threshold / ms)}${language === 'ja' ? ja : en}`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
