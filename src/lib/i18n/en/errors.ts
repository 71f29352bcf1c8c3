import type { ErrorCode, ErrorDetail } from '$lib/model/errors';

/** What, where, why and one next act; each a sentence. Where and why may be empty. */
export interface ErrorText {
  readonly what: (d: ErrorDetail) => string;
  readonly next: (d: ErrorDetail) => string;
}
