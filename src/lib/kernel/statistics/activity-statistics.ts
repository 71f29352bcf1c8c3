import type { LogColumns, TableColumn } from '$lib/model/log';
import type { FrequencyMap } from '$lib/model/map';
import type { ActivityStatistics } from '$lib/model/statistics';
import { rankedStatistics } from '../performance/ranked-times';
import { findEdge } from '../variants/find-edge';
import { variantCases } from '../variants/variant-cases';
import { activityWork, distinctWith, eventCodes } from './work-index';

/**
 * What was done, activity by activity: counts, rework, loops, service times, times before it, distinct resources.
 *
 * A self-loop is an execution directly after one of the same activity; a loop one that comes back after something else. Together they are
 * the executions beyond the first of a case.
 *
 * @param frequency of the same selection
 * @param resource the resource column; null where there is none
 * @param keep [cases] 1 = selected; null for all
 *
 * Time O(events); the first call for a log sorts the times of its activities.
 */
export function activityStatistics(
  log: LogColumns,
  frequency: FrequencyMap,
  resource: TableColumn | null,
  keep: Uint8Array | null = null
): ActivityStatistics {
  const index = activityWork(log);
  const { cases, events, nodeCount, nodeCases, starts, ends, nodeReworkCases, edgeCount, edgeCases } = frequency;
  const n = log.activities.length;
  const selfEdge = Array.from({ length: n }, (_, a) => findEdge(log.variants, a, a));
  const selfLoops = Uint32Array.from(selfEdge, (edge) => (edge < 0 ? 0 : edgeCount[edge]!));
  const extraExecutions = Uint32Array.from(nodeCount, (count, a) => count - nodeCases[a]!);
  return {
    allCases: cases,
    allEvents: events,
    events: Uint32Array.from(nodeCount),
    cases: nodeCases,
    firstCases: starts,
    lastCases: ends,
    reworkCases: nodeReworkCases,
    extraExecutions,
    selfLoops,
    selfLoopCases: Uint32Array.from(selfEdge, (edge) => (edge < 0 ? 0 : edgeCases[edge]!)),
    loops: extraExecutions.map((extra, a) => extra - selfLoops[a]!),
    loopCases: casesWithLoop(log, keep),
    service: index.service === null ? null : rankedStatistics(index.service, keep),
    before: rankedStatistics(index.before, keep),
    resources:
      resource === null
        ? null
        : distinctWith(log, index, eventCodes(log, resource), Math.max(resource.dictionary.size, 1), 0, keep)
  };
}

/** [activities] cases in which it comes back after something else. By variants. */
function casesWithLoop(log: LogColumns, keep: Uint8Array | null): Uint32Array {
  const { size, sequence, sequenceStart } = log.variants;
  const selected = variantCases(log, keep);
  const cases = new Uint32Array(log.activities.length);
  const met = new Uint32Array(cases.length);
  const looped = new Uint32Array(cases.length);
  for (let v = 0; v < size; v++) {
    if (selected[v] === 0) continue;
    for (let i = sequenceStart[v]!; i < sequenceStart[v + 1]!; i++) {
      const activity = sequence[i]!;
      if (met[activity] === v + 1 && looped[activity] !== v + 1 && sequence[i - 1] !== activity) {
        looped[activity] = v + 1;
        cases[activity]! += selected[v]!;
      }
      met[activity] = v + 1;
    }
  }
  return cases;
}
