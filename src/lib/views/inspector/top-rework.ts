import type { FrequencyMap, ReworkMap } from '$lib/model/map';

/** One activity in the ranking of rework. */
export interface ReworkRow {
  readonly activity: number;
  readonly rank: number;
  /** executions beyond the first of each case, and what they are made of */
  readonly extra: number;
  readonly selfLoops: number;
  readonly loops: number;
  /** cases in which it happens more than once, and their share (0..1) of the cases in which it happens */
  readonly cases: number;
  readonly share: number;
  /** extra executions by the cases in which it happens */
  readonly perCase: number;
}

/** The activities with most extra executions, most first; ties by activity. */
export function topRework(frequency: FrequencyMap, rework: ReworkMap, limit: number): readonly ReworkRow[] {
  const extra = rework.selfLoops.map((selfLoops, activity) => selfLoops + rework.loops[activity]!);
  return [...extra.keys()]
    .filter((activity) => extra[activity]! > 0)
    .sort((a, b) => extra[b]! - extra[a]! || a - b)
    .slice(0, limit)
    .map((activity, i) => ({
      activity,
      rank: i + 1,
      extra: extra[activity]!,
      selfLoops: rework.selfLoops[activity]!,
      loops: rework.loops[activity]!,
      cases: frequency.nodeReworkCases[activity]!,
      share: frequency.nodeReworkCases[activity]! / frequency.nodeCases[activity]!,
      perCase: extra[activity]! / frequency.nodeCases[activity]!
    }));
}
