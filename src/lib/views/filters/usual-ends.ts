/** The share of cases that the usual end activities end, at least; and of an activity's own cases, for one that is always the last. */
const USUAL_SHARE = 0.9;
/** An end of fewer cases than this share is no custom. */
const LEAST_SHARE = 0.005;

/**
 * The activities that usually end a case: the most frequent ends, until they end nine of ten cases; and those that end nine of ten of the
 * cases they occur in, as a cancellation does. Most cases first.
 *
 * @param ends [activities] cases that end with it
 * @param cases [activities] cases in which it occurs
 */
export function usualEnds(activities: readonly string[], ends: ArrayLike<number>, cases: ArrayLike<number>): readonly string[] {
  const ranked = activities
    .map((label, a) => ({ label, ended: ends[a] ?? 0, of: cases[a] ?? 0 }))
    .filter(({ ended }) => ended > 0)
    .sort((a, b) => b.ended - a.ended);
  const all = ranked.reduce((sum, { ended }) => sum + ended, 0);
  const usual: string[] = [];
  let covered = 0;
  for (const { label, ended, of } of ranked) {
    if (covered < all * USUAL_SHARE || (ended >= of * USUAL_SHARE && ended >= all * LEAST_SHARE)) usual.push(label);
    covered += ended;
  }
  return usual;
}
