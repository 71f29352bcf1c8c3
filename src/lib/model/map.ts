/** Counts per activity and per edge, of a selection of cases. Edges are those of `VariantIndex`, in its order; 0 where none is selected. */
export interface FrequencyMap {
  readonly cases: number;
  readonly events: number;
  readonly variants: number;
  /** [activities] */
  readonly nodeCount: Float64Array;
  readonly nodeCases: Uint32Array;
  readonly nodeMaxRepetition: Uint32Array;
  /** [activities] cases in which it occurs more than once */
  readonly nodeReworkCases: Uint32Array;
  /** [activities] cases that start (end) with it */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** [edges] */
  readonly edgeCount: Float64Array;
  readonly edgeCases: Uint32Array;
  readonly edgeMaxRepetition: Uint32Array;
  /** [edges] cases in which it occurs more than once */
  readonly edgeReworkCases: Uint32Array;
}

/** Durations in milliseconds; percentiles by linear interpolation (Hyndman-Fan type 7). NaN where there is none. */
export interface DurationStatistics {
  readonly count: Uint32Array;
  readonly meanMs: Float64Array;
  readonly medianMs: Float64Array;
  readonly p90Ms: Float64Array;
  readonly minMs: Float64Array;
  readonly maxMs: Float64Array;
  readonly sumMs: Float64Array;
}

/** The numbers of a process map with the labels they belong to: what the map page draws and exports. */
export interface ProcessMap {
  readonly activities: readonly string[];
  readonly edgeFrom: Uint32Array;
  readonly edgeTo: Uint32Array;
  readonly frequency: FrequencyMap;
}

/** Times of a process map, of the same selection: [edges] transition times, [activities] service times or null without start times. */
export interface MapTimes {
  readonly transition: DurationStatistics;
  readonly service: DurationStatistics | null;
}

/**
 * Executions by which cases come back to an activity they already had. The executions of an activity beyond the first of each case are
 * its self-loops (directly after itself) and its loops (after something else) together.
 */
export interface ReworkMap {
  /** [activities] executions */
  readonly selfLoops: Float64Array;
  readonly loops: Float64Array;
  /** [activities] cases with one */
  readonly selfLoopCases: Uint32Array;
  readonly loopCases: Uint32Array;
  /** [edges] how often the edge leads to an activity that the case already had */
  readonly edgeExtra: Float64Array;
}

/** What paths can show. `extra`: how often the path leads back to an activity that the case already had. */
export const EDGE_METRICS = [
  'total',
  'cases',
  'max-repetition',
  'rework',
  'extra',
  'mean',
  'median',
  'p90',
  'min',
  'max',
  'sum'
] as const;
export type EdgeMetric = (typeof EDGE_METRICS)[number];

/** What boxes can show. `extra`: executions beyond the first of each case, which are `self-loops` and `loops` together. */
export type MapMetric = EdgeMetric | 'self-loops' | 'loops';
export const MAP_METRICS: readonly MapMetric[] = [...EDGE_METRICS.slice(0, 5), 'self-loops', 'loops', ...EDGE_METRICS.slice(5)];

/** Sliders: the shares (0..1) asked for. */
export interface MapDetail {
  readonly activityShare: number;
  readonly pathShare: number;
  /** activity codes the analyst has hidden by hand */
  readonly hidden: readonly number[];
}

/** What the sliders leave: codes of kept activities, indices of kept edges, and how much of the selection the map still shows. */
export interface SimplifiedMap {
  readonly nodes: Uint32Array;
  readonly edges: Uint32Array;
  /** activities and edges there are in the selection */
  readonly allNodes: number;
  readonly allEdges: number;
  /** 0..1: cases that run only over what is shown; events whose activity is shown */
  readonly caseShare: number;
  readonly eventShare: number;
}

/** A picture to lay out. Node 0..n-1; sizes in pixels. `start` and `end` are nodes of their own. */
export interface LayoutRequest {
  readonly direction: 'down' | 'right';
  readonly nodes: readonly { readonly width: number; readonly height: number }[];
  readonly edges: readonly { readonly from: number; readonly to: number; readonly weight: number; readonly labelWidth: number }[];
  /** the nodes that stand for start and end; null where there is none */
  readonly start: number | null;
  readonly end: number | null;
}

/** Positions in pixels, y downwards, origin at the top left of the picture. */
export interface MapLayout {
  readonly width: number;
  readonly height: number;
  /** [2 x nodes] x, y of each node's centre */
  readonly nodes: Float64Array;
  /** per edge, the points of its polyline: x, y, x, y ... from the border of `from` to the border of `to` */
  readonly edges: readonly Float64Array[];
  /** [2 x edges] x, y of each label's centre */
  readonly labels: Float64Array;
}
