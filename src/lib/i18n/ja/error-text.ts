import type { ErrorDetail } from '$lib/model/errors';
import type { ErrorText } from '../en/error-text';
import { countOf, textOf } from '../error-detail';

/** ファイル、行、列、値のうち、分かっているもの。 */
export function place(d: ErrorDetail): string {
  const file = textOf(d, 'file');
  const entry = textOf(d, 'entry');
  const parts = [
    file && (entry ? `${file} › ${entry}` : file),
    d.line !== undefined && d.line !== null && `${countOf(d, 'line', 'ja')}行目`,
    d.column !== undefined && d.column !== null && `列「${textOf(d, 'column')}」`,
    textOf(d, 'value') && `値「${textOf(d, 'value')}」`
  ];
  return parts.filter(Boolean).join('、');
}

export const nothing = (): string => '';

export function text(what: string, why: string, next: string): ErrorText {
  return { what: () => what, where: place, why: () => why, next: () => next };
}
