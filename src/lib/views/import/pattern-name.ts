import type { Messages } from '$lib/i18n/messages';

/** A pattern as the list shows it: named ones in words, others as they are. */
export function patternName(pattern: string, names: Messages['importing']['formats']): string {
  return Object.hasOwn(names, pattern) ? names[pattern as keyof typeof names] : pattern.replaceAll('||', ' / ');
}
