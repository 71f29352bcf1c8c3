import type { ErrorDetail } from '$lib/model/errors';
import { formatBytes, formatCount } from './format';
import type { LanguageCode } from './messages';

const LONGEST = 160;

/** A fact as text, cut where it would fill the screen; '' where it is missing. */
export function textOf(d: ErrorDetail, key: string): string {
  const value = d[key];
  if (value === undefined || value === null) return '';
  const text = String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** A fact as a number with separators; as text where it is none; '' where it is missing. */
export function countOf(d: ErrorDetail, key: string, language: LanguageCode): string {
  const value = d[key];
  return typeof value === 'number' ? formatCount(value, language) : textOf(d, key);
}

/** A number of bytes, readable; '' where it is missing. */
export function sizeOf(d: ErrorDetail, key: string, language: LanguageCode): string {
  const value = d[key];
  return typeof value === 'number' ? formatBytes(value, language) : '';
}
