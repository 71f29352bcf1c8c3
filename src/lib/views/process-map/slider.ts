/** Steps of the two sliders: a share is what the session keeps, a whole per cent what a range input shows. */

/** The share at which exactly `kept` of `all` are asked for. */
export function shareFor(kept: number, all: number): number {
  if (all <= 0) return 1;
  return Math.min(1, Math.max(0, kept / all));
}

/** One item more or fewer than are shown now; at least `least`. */
export function steppedShare(shown: number, all: number, by: 1 | -1, least = 0): number {
  return shareFor(Math.min(all, Math.max(least, shown + by)), all);
}

/** Whole per cent of a share, for the range input; not 0 or 100 before the end is reached. */
export function percentOf(share: number): number {
  const percent = Math.round(share * 100);
  if (percent === 100 && share < 1) return 99;
  return percent === 0 && share > 0 ? 1 : percent;
}
