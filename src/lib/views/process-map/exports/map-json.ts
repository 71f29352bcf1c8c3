import type { LogSummary } from '$lib/model/analysis';
import type { DurationStatistics, FrequencyMap, MapTimes, ReworkMap } from '$lib/model/map';

export interface Durations {
  readonly mean: number;
  readonly median: number;
  readonly p90: number;
  readonly min: number;
  readonly max: number;
  readonly sum: number;
}

/** The map of a selection as other programs read it, whatever the sliders hide. Milliseconds, not rounded. */
export interface MapJson {
  readonly format: 'kiseki.map/1';
  readonly cases: number;
  readonly events: number;
  readonly activities: readonly {
    readonly label: string;
    readonly count: number;
    readonly cases: number;
    readonly maxRepetition: number;
    readonly starts: number;
    readonly ends: number;
    readonly serviceMs: Durations | null;
    readonly reworkCases: number;
    /** executions beyond the first of each case, which are self-loops and loops together */
    readonly extra: number;
    readonly selfLoops: number;
    readonly loops: number;
  }[];
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly count: number;
    readonly cases: number;
    readonly maxRepetition: number;
    readonly transitionMs: Durations | null;
    /** how often it leads back to an activity that the case already had */
    readonly extra: number;
  }[];
  readonly variants: number;
}

type Labels = Pick<LogSummary, 'activities' | 'edgeFrom' | 'edgeTo'>;

/** Activities and edges that occur in the selection, the most frequent first, then by label. */
export function mapJson(
  { activities, edgeFrom, edgeTo }: Labels,
  frequency: FrequencyMap,
  times: MapTimes,
  rework: ReworkMap
): MapJson {
  const nodes = activities.map((label, a) => ({
    label,
    count: frequency.nodeCount[a]!,
    cases: frequency.nodeCases[a]!,
    maxRepetition: frequency.nodeMaxRepetition[a]!,
    starts: frequency.starts[a]!,
    ends: frequency.ends[a]!,
    serviceMs: times.service ? durationsAt(times.service, a) : null,
    reworkCases: frequency.nodeReworkCases[a]!,
    extra: frequency.nodeCount[a]! - frequency.nodeCases[a]!,
    selfLoops: rework.selfLoops[a]!,
    loops: rework.loops[a]!
  }));
  const edges = Array.from(edgeFrom, (from, e) => ({
    from: activities[from]!,
    to: activities[edgeTo[e]!]!,
    count: frequency.edgeCount[e]!,
    cases: frequency.edgeCases[e]!,
    maxRepetition: frequency.edgeMaxRepetition[e]!,
    transitionMs: durationsAt(times.transition, e),
    extra: rework.edgeExtra[e]!
  }));
  return {
    format: 'kiseki.map/1',
    cases: frequency.cases,
    events: frequency.events,
    activities: nodes.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count || byText(a.label, b.label)),
    edges: edges
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || byText(a.from, b.from) || byText(a.to, b.to)),
    variants: frequency.variants
  };
}

/** Null where there is none: JSON has no NaN. */
export function durationsAt(statistics: DurationStatistics, i: number): Durations | null {
  if (!(statistics.count[i]! > 0)) return null;
  return {
    mean: statistics.meanMs[i]!,
    median: statistics.medianMs[i]!,
    p90: statistics.p90Ms[i]!,
    min: statistics.minMs[i]!,
    max: statistics.maxMs[i]!,
    sum: statistics.sumMs[i]!
  };
}

/** By code point; JavaScript's own order is by UTF-16 unit, which differs beyond the first plane. */
function byText(a: string, b: string): number {
  if (a === b) return 0;
  const [x, y] = [[...a], [...b]];
  const at = x.findIndex((letter, i) => letter !== y[i]);
  if (at === -1) return -1;
  if (y[at] === undefined) return 1;
  return x[at]!.codePointAt(0)! - y[at].codePointAt(0)!;
}
