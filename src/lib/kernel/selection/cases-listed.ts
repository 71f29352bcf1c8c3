import type { LogColumns } from '$lib/model/log';
import { textsNamed } from './codes-of';

/** [cases] 1 = the case has one of these ids. Time O(cases + ids). */
export function casesListed({ caseIds, caseStart }: LogColumns, ids: readonly string[]): Uint8Array {
  const named = textsNamed(caseIds, ids, 0);
  return named.length === caseStart.length - 1 ? named : named.slice(0, caseStart.length - 1);
}
