import type { LogSummary } from '$lib/model/analysis';
import type { SimplifiedMap } from '$lib/model/map';

/** The variants laid over the map, as what is drawn of them. Activities and paths that the log does not have are left out. */
export interface Overlaid {
  /** ascending, none twice */
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  /** activities that one of them begins (ends) with */
  readonly starts: ReadonlySet<number>;
  readonly ends: ReadonlySet<number>;
  /** key of a box or path -> places in the overlay of the variants that pass it, ascending */
  readonly tracks: ReadonlyMap<string, readonly number[]>;
}

/** What activity sequences are on the map of a log. Time O(edges + steps). */
export function overlaidOf(
  { activities, edgeFrom, edgeTo }: Pick<LogSummary, 'activities' | 'edgeFrom' | 'edgeTo'>,
  overlay: readonly (readonly string[])[]
): Overlaid {
  const codes = new Map(activities.map((label, code) => [label, code]));
  const edgeOf = new Map<number, number>();
  edgeFrom.forEach((from, edge) => edgeOf.set(from * activities.length + edgeTo[edge]!, edge));
  const nodes = new Set<number>();
  const edges = new Set<number>();
  const starts = new Set<number>();
  const ends = new Set<number>();
  const tracks = new Map<string, number[]>();
  overlay.forEach((sequence, place) => {
    const pass = (key: string): void => {
      const list = tracks.get(key) ?? [];
      if (list.at(-1) !== place) list.push(place);
      tracks.set(key, list);
    };
    const steps = sequence.map((label) => codes.get(label));
    steps.forEach((activity, i) => {
      if (activity === undefined) return;
      nodes.add(activity);
      pass(`a${activity}`);
      const before = i > 0 ? steps[i - 1] : undefined;
      const edge = before === undefined ? undefined : edgeOf.get(before * activities.length + activity);
      if (edge !== undefined) {
        edges.add(edge);
        pass(`e${edge}`);
      }
    });
    const [first, last] = [steps[0], steps.at(-1)];
    if (first !== undefined) {
      starts.add(first);
      pass('start');
      pass(`s${first}`);
    }
    if (last !== undefined) {
      ends.add(last);
      pass('end');
      pass(`t${last}`);
    }
  });
  const ascending = (set: ReadonlySet<number>): number[] => [...set].sort((a, b) => a - b);
  return { nodes: ascending(nodes), edges: ascending(edges), starts, ends, tracks };
}

/** The map with the overlaid variants whole, whatever the sliders leave. Shares and totals stay those of the sliders. */
export function withOverlaid(simplified: SimplifiedMap, { nodes, edges }: Overlaid): SimplifiedMap {
  const joined = (some: Uint32Array, more: readonly number[]): Uint32Array =>
    Uint32Array.from(new Set([...some, ...more])).sort();
  return { ...simplified, nodes: joined(simplified.nodes, nodes), edges: joined(simplified.edges, edges) };
}
