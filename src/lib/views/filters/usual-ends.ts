/** The share of cases that the usual end activities end, at least. */
const USUAL_SHARE = 0.9;

/**
 * The activities that end most cases: the most frequent ends, until they end nine of ten cases.
 * @param ends [activities] cases that end with it
 */
export function usualEnds(activities: readonly string[], ends: ArrayLike<number>): readonly string[] {
  const ranked = activities
    .map((label, a) => ({ label, cases: ends[a] ?? 0 }))
    .filter(({ cases }) => cases > 0)
    .sort((a, b) => b.cases - a.cases);
  const all = ranked.reduce((sum, { cases }) => sum + cases, 0);
  const usual: string[] = [];
  let ended = 0;
  for (const { label, cases } of ranked) {
    if (ended >= all * USUAL_SHARE) break;
    usual.push(label);
    ended += cases;
  }
  return usual;
}
