import type { Relations } from '$lib/model/timing';

/** One neighbour of an activity; null = the start or the end of the case. */
export interface RelationRow {
  readonly activity: number | null;
  readonly times: number;
  readonly cases: number;
  /** 0..1 of the activity's occurrences (directly) or of its cases (at any time) */
  readonly share: number;
  readonly medianMs: number;
}

/**
 * The neighbours at one side, the most frequent first.
 *
 * @param atEnd occurrences that begin (end) their case: neighbours of nothing, told where only the next place counts
 */
export function relationRows(of: Relations, reach: 'directly' | 'eventually', atEnd: number): readonly RelationRow[] {
  const isDirect = reach === 'directly';
  const rows: RelationRow[] = [...of.activity].map((activity, i) => ({
    activity,
    times: (isDirect ? of.direct : of.eventual)[i]!,
    cases: (isDirect ? of.directCases : of.eventualCases)[i]!,
    share: (isDirect ? of.directShare : of.eventualShare)[i]!,
    medianMs: (isDirect ? of.directMedianMs : of.nextMedianMs)[i]!
  }));
  if (isDirect && atEnd > 0) {
    const direct = of.direct.reduce((sum, n) => sum + n, 0);
    rows.push({ activity: null, times: atEnd, cases: atEnd, share: atEnd / (direct + atEnd), medianMs: NaN });
  }
  const key = (row: RelationRow): number => (isDirect ? row.times : row.cases);
  return rows.filter(({ times }) => times > 0).sort((a, b) => key(b) - key(a) || (a.activity ?? -1) - (b.activity ?? -1));
}
