import type { CaseTokens } from '$lib/model/playback';

/** Visit the moves that are under way at a time, with the share (0..1) of the way that is behind them. */
export function movesAt(
  { edge, leaveMs, reachMs }: CaseTokens,
  atMs: number,
  visit: (edge: number, share: number, move: number) => void
): void {
  const end = placeOf(leaveMs, atMs, true);
  for (let i = 0; i < end; i++) {
    const reached = reachMs[i]!;
    if (reached <= atMs) continue;
    visit(edge[i]!, (atMs - leaveMs[i]!) / (reached - leaveMs[i]!), i);
  }
}

/** Tokens that began at or before a time and did not end before it. */
export function tokensUnderWay({ beginMs, endMs }: CaseTokens, atMs: number): number {
  return placeOf(beginMs, atMs, true) - placeOf(endMs, atMs, false);
}

/** How many of ascending times are before a time, or at it where that counts. */
function placeOf(ascending: Float64Array, atMs: number, counts: boolean): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const isBefore = counts ? ascending[middle]! <= atMs : ascending[middle]! < atMs;
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return low;
}
