import type { LogSummary } from '$lib/model/analysis';
import type { FrequencyMap, ReworkMap, SimplifiedMap } from '$lib/model/map';

/** Paths drawn although the sliders leave them out: those over which most cases come back. */
const MOST_ADDED = 12;

/** The shown map with the paths that lead most often back to a shown activity. Shares and totals stay those of the sliders. */
export function withRework(simplified: SimplifiedMap, { edgeExtra }: ReworkMap, summary: LogSummary): SimplifiedMap {
  const shown = new Set(simplified.nodes);
  const edges = [...edgeExtra.keys()]
    .filter((edge) => edgeExtra[edge]! > 0 && shown.has(summary.edgeFrom[edge]!) && shown.has(summary.edgeTo[edge]!))
    .sort((a, b) => edgeExtra[b]! - edgeExtra[a]! || a - b)
    .slice(0, MOST_ADDED);
  return { ...simplified, edges: Uint32Array.from(new Set([...simplified.edges, ...edges])).sort() };
}

/**
 * Keys of what stands out in the rework view: paths that lead back at least as often as on, and those over which cases come back most
 * often; the activities that they lead back to.
 */
export function reworkKeys(
  { edges, nodes }: SimplifiedMap,
  { edgeExtra, selfLoops, loops }: ReworkMap,
  frequency: FrequencyMap
): ReadonlySet<string> {
  const most = [...edges].sort((a, b) => edgeExtra[b]! - edgeExtra[a]! || a - b).slice(0, MOST_ADDED);
  const back = [...edges].filter((edge) => edgeExtra[edge]! * 2 >= frequency.edgeCount[edge]!);
  const paths = [...most, ...back].filter((edge) => edgeExtra[edge]! > 0);
  const boxes = [...nodes].filter((activity) => selfLoops[activity]! + loops[activity]! > 0);
  return new Set([...paths.map((edge) => `e${edge}`), ...boxes.map((activity) => `a${activity}`)]);
}
