import type { LogSummary } from '$lib/model/analysis';
import type { SimplifiedMap } from '$lib/model/map';

/** What is looked at and may be left out by the sliders, or hidden by hand: an activity's or an edge's index. */
export type Looked = { readonly kind: 'activity'; readonly activity: number } | { readonly kind: 'edge'; readonly edge: number };

/** Whether the map leaves out what is looked at. */
export function isLeftOut(simplified: SimplifiedMap, looked: Looked): boolean {
  return looked.kind === 'activity' ? !simplified.nodes.includes(looked.activity) : !simplified.edges.includes(looked.edge);
}

/** The map with what is looked at drawn too: an activity, or an edge and both its activities. Shares and totals stay those of the sliders. */
export function withPicked(simplified: SimplifiedMap, looked: Looked, summary: LogSummary): SimplifiedMap {
  if (looked.kind === 'activity') return { ...simplified, nodes: joined(simplified.nodes, [looked.activity]) };
  const { edge } = looked;
  const ends = [summary.edgeFrom[edge]!, summary.edgeTo[edge]!];
  return { ...simplified, nodes: joined(simplified.nodes, ends), edges: joined(simplified.edges, [edge]) };
}

function joined<T extends SimplifiedMap['nodes']>(of: T, more: readonly number[]): Uint32Array {
  return Uint32Array.from(new Set([...of, ...more])).sort();
}
