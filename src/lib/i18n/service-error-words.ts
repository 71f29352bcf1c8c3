import type { ServiceError } from '$lib/model/service-errors';
import type { Messages } from './messages';

/** A refusal of the service in the language of the messages. */
export function serviceErrorWords(
  { code, detail }: ServiceError,
  messages: Messages
): { readonly what: string; readonly next: string } {
  const words = messages.serviceErrors[code];
  return { what: words.what(detail), next: words.next(detail) };
}
