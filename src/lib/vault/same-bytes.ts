/**
 * Whether two byte strings are equal, in a time that depends on their lengths alone: for commitments and seals, so that how long a refusal
 * takes does not tell how much of a guess was right.
 */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let differing = 0;
  for (let at = 0; at < a.length; at++) differing |= a[at]! ^ b[at]!;
  return differing === 0;
}
