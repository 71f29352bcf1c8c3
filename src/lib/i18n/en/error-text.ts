import type { ErrorDetail } from '$lib/model/errors';
import { countOf, textOf } from '../error-detail';

/** What happened, where, why, and one next act: each a sentence. Where and why may be empty. */
export interface ErrorText {
  readonly what: (d: ErrorDetail) => string;
  readonly where: (d: ErrorDetail) => string;
  readonly why: (d: ErrorDetail) => string;
  readonly next: (d: ErrorDetail) => string;
}

/** File, entry, line, column and value: whatever the detail knows of the place. */
export function place(d: ErrorDetail): string {
  const file = textOf(d, 'file');
  const entry = textOf(d, 'entry');
  const parts = [
    file && (entry ? `${file} › ${entry}` : file),
    d.line !== undefined && d.line !== null && `line ${countOf(d, 'line', 'en')}`,
    d.column !== undefined && d.column !== null && `column ${textOf(d, 'column')}`,
    textOf(d, 'value') && `value “${textOf(d, 'value')}”`
  ];
  return parts.filter(Boolean).join(', ');
}

export const nothing = (): string => '';

/** The same words whatever the detail, but for the place. */
export function text(what: string, why: string, next: string): ErrorText {
  return { what: () => what, where: place, why: () => why, next: () => next };
}
