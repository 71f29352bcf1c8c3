import type { LogSummary } from '$lib/model/analysis';
import type { DurationStatistics, FrequencyMap, MapTimes, ReworkMap } from '$lib/model/map';

/** One row of the map as a table; NaN = not there (yet). Times in the order mean, median, p90, min, max, sum. */
export interface TableRow {
  readonly key: string;
  readonly labels: readonly string[];
  readonly numbers: readonly number[];
}

/**
 * Activities that occur: count, cases, most in a case, rework cases, extra executions, those per case, self-loops, loops, starts, ends,
 * then service times where the log has them.
 */
export function activityRows(
  summary: LogSummary,
  frequency: FrequencyMap,
  times: MapTimes | undefined,
  rework: ReworkMap | undefined
): TableRow[] {
  return summary.activities.flatMap((label, a) => {
    if (frequency.nodeCount[a] === 0) return [];
    const extra = frequency.nodeCount[a]! - frequency.nodeCases[a]!;
    const numbers = [
      frequency.nodeCount[a]!,
      frequency.nodeCases[a]!,
      frequency.nodeMaxRepetition[a]!,
      frequency.nodeReworkCases[a]!,
      extra,
      extra / frequency.nodeCases[a]!,
      rework?.selfLoops[a] ?? NaN,
      rework?.loops[a] ?? NaN,
      frequency.starts[a]!,
      frequency.ends[a]!
    ];
    return [{ key: `a${a}`, labels: [label], numbers: [...numbers, ...timesAt(times?.service ?? undefined, a)] }];
  });
}

/** Paths that occur: count, cases, most in a case, rework cases, how often they lead back, then transition times. */
export function edgeRows(
  summary: LogSummary,
  frequency: FrequencyMap,
  times: MapTimes | undefined,
  rework: ReworkMap | undefined
): TableRow[] {
  return Array.from(summary.edgeFrom).flatMap((from, e) => {
    if (frequency.edgeCount[e] === 0) return [];
    const numbers = [
      frequency.edgeCount[e]!,
      frequency.edgeCases[e]!,
      frequency.edgeMaxRepetition[e]!,
      frequency.edgeReworkCases[e]!,
      rework?.edgeExtra[e] ?? NaN
    ];
    const labels = [summary.activities[from]!, summary.activities[summary.edgeTo[e]!]!];
    return [{ key: `e${e}`, labels, numbers: [...numbers, ...timesAt(times?.transition, e)] }];
  });
}

function timesAt(statistics: DurationStatistics | undefined, i: number): readonly number[] {
  if (!statistics) return [];
  const { meanMs, medianMs, p90Ms, minMs, maxMs, sumMs } = statistics;
  return [meanMs, medianMs, p90Ms, minMs, maxMs, sumMs].map((values) => values[i]!);
}

/** Sorted by a column: labels first, then numbers. Missing numbers come last either way. */
export function sortedRows(rows: readonly TableRow[], column: number, isDescending: boolean): TableRow[] {
  const sign = isDescending ? -1 : 1;
  const labels = rows[0]?.labels.length ?? 0;
  return [...rows].sort((a, b) => {
    if (column < labels) return sign * a.labels[column]!.localeCompare(b.labels[column]!);
    const [x, y] = [a.numbers[column - labels]!, b.numbers[column - labels]!];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return sign * (x - y);
  });
}
