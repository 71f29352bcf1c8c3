import type { LogSummary } from '$lib/model/analysis';
import type { FrequencyMap, SimplifiedMap } from '$lib/model/map';
import type { Overlaid } from './overlaid';

export interface EndEdge {
  readonly activity: number;
  readonly count: number;
  readonly isStart: boolean;
}

/**
 * Which starts and ends of the shown activities are drawn: the most frequent, those that are an activity's most frequent way in or
 * out, those at least as frequent as the middle one of the shown paths, and what else connects each activity to start and end. With
 * every path shown, all; those of overlaid variants always.
 */
export function edgeKeepers(
  summary: LogSummary,
  frequency: FrequencyMap,
  simplified: SimplifiedMap,
  overlaid?: Pick<Overlaid, 'starts' | 'ends'> | null
): readonly EndEdge[] {
  const wayIn = new Map<number, number>();
  const wayOut = new Map<number, number>();
  const raise = (map: Map<number, number>, key: number, count: number): void =>
    void map.set(key, Math.max(map.get(key) ?? 0, count));
  const next = new Map<number, number[]>();
  const before = new Map<number, number[]>();
  const counts: number[] = [];
  for (const edge of simplified.edges) {
    const count = frequency.edgeCount[edge]!;
    const [from, to] = [summary.edgeFrom[edge]!, summary.edgeTo[edge]!];
    if (from === to) continue;
    next.set(from, [...(next.get(from) ?? []), to]);
    before.set(to, [...(before.get(to) ?? []), from]);
    raise(wayOut, from, count);
    raise(wayIn, to, count);
    counts.push(count);
  }
  counts.sort((a, b) => a - b);
  // the backbone keeps rare paths too: the middle is what was kept for its frequency
  const isAll = simplified.edges.length === simplified.allEdges;
  const least = isAll ? 0 : (counts[Math.floor(counts.length / 2)] ?? 0);
  const pick = (isStart: boolean): EndEdge[] => {
    const isOverlaid = (activity: number): boolean => (isStart ? overlaid?.starts : overlaid?.ends)?.has(activity) ?? false;
    const all = [...simplified.nodes]
      .map((activity) => ({ activity, count: (isStart ? frequency.starts : frequency.ends)[activity]!, isStart }))
      .filter(({ activity, count }) => count > 0 || isOverlaid(activity));
    const most = Math.max(0, ...all.map(({ count }) => count));
    const ways = isStart ? wayIn : wayOut;
    const kept = all.filter(
      ({ activity, count }) => isOverlaid(activity) || count === most || count >= least || count >= (ways.get(activity) ?? 0)
    );
    const rest = all.filter((end) => !kept.includes(end)).sort((a, b) => b.count - a.count || a.activity - b.activity);
    const reached = new Set<number>();
    for (const { activity } of kept) reach(activity, isStart ? next : before, reached);
    for (const end of rest) {
      if (reached.has(end.activity)) continue;
      kept.push(end);
      reach(end.activity, isStart ? next : before, reached);
    }
    return kept;
  };
  return [...pick(true), ...pick(false)];
}

/** Everything that the ways lead to from an activity, itself included. */
function reach(from: number, ways: ReadonlyMap<number, readonly number[]>, reached: Set<number>): void {
  const open = [from];
  while (open.length > 0) {
    const activity = open.pop()!;
    if (reached.has(activity)) continue;
    reached.add(activity);
    open.push(...(ways.get(activity) ?? []));
  }
}
