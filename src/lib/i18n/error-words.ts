import type { MiningError } from '$lib/model/errors';
import type { Messages } from './messages';

/** An error in words. `where` and `why` may be empty. */
export interface ErrorWords {
  readonly what: string;
  readonly where: string;
  readonly why: string;
  readonly next: string;
}

/** The words of an error in the language of the messages. */
export function errorWords({ code, detail }: MiningError, messages: Messages): ErrorWords {
  const text = messages.errors[code];
  return { what: text.what(detail), where: text.where(detail), why: text.why(detail), next: text.next(detail) };
}
