import type { LogSummary } from '$lib/model/analysis';
import type { DurationStatistics, FrequencyMap, MapLayout, MapTimes, ReworkMap, SimplifiedMap } from '$lib/model/map';
import { drawingOf, type Drawing, type DrawingInput } from './drawing/drawing';
import { sceneOf, type Scene } from './canvas/scene';
import type { Palette } from './canvas/palette';

/** A small map for tests: labels of one's own, edges as from, to, count. */
export interface SmallMap {
  readonly summary: LogSummary;
  readonly frequency: FrequencyMap;
  readonly times: MapTimes;
  readonly rework: ReworkMap;
  readonly simplified: SimplifiedMap;
}

export function smallMap(
  labels: readonly string[],
  edges: readonly (readonly [number, number, number])[],
  options: { readonly hasStart?: boolean } = {}
): SmallMap {
  const nodeCount = Float64Array.from(labels, (_, a) => edges.reduce((sum, [, to, count]) => (to === a ? sum + count : sum), 0));
  nodeCount[0]! += 10;
  const cases = Uint32Array.from(nodeCount);
  const edgeCount = Float64Array.from(edges, ([, , count]) => count);
  const edgeCases = Uint32Array.from(edgeCount);
  const starts = Uint32Array.from(labels, (_, a) => (a === 0 ? 10 : 0));
  const ends = Uint32Array.from(labels, (_, a) => (a === labels.length - 1 ? 10 : 0));
  return {
    summary: {
      logId: 'log',
      name: 'Small',
      cases: 10,
      events: 40,
      variants: 3,
      activities: labels,
      edgeFrom: Uint32Array.from(edges, ([from]) => from),
      edgeTo: Uint32Array.from(edges, ([, to]) => to),
      firstUtcMs: 0,
      lastUtcMs: 1e9,
      hasStart: options.hasStart ?? false,
      columns: [],
      shape: { caseColumns: [0], activityColumns: [1], lifecycleMode: 'every-row' },
      timeZone: 'UTC'
    },
    frequency: {
      cases: 10,
      events: 40,
      variants: 3,
      nodeCount,
      nodeCases: cases,
      nodeMaxRepetition: cases.map(() => 2),
      nodeReworkCases: cases.map(() => 1),
      starts,
      ends,
      edgeCount,
      edgeCases,
      edgeMaxRepetition: edgeCases.map(() => 1),
      edgeReworkCases: edgeCases.map(() => 0)
    },
    times: {
      transition: durations(edges.map(([, , count], e) => ({ count, ms: (e + 1) * 3_600_000 }))),
      service: options.hasStart ? durations(labels.map((_, a) => ({ count: nodeCount[a]!, ms: (a + 1) * 60_000 }))) : null
    },
    rework: {
      selfLoops: nodeCount.map(() => 3),
      loops: nodeCount.map(() => 2),
      selfLoopCases: cases.map(() => 1),
      loopCases: cases.map(() => 1),
      edgeExtra: edgeCount.map((count) => Math.floor(count / 2))
    },
    simplified: {
      nodes: Uint32Array.from(labels, (_, a) => a).filter((a) => nodeCount[a]! > 0),
      edges: Uint32Array.from(edges, (_, e) => e).filter((e) => edgeCount[e]! > 0),
      allNodes: labels.length,
      allEdges: edges.length,
      caseShare: 1,
      eventShare: 1
    }
  };
}

function durations(items: readonly { readonly count: number; readonly ms: number }[]): DurationStatistics {
  const ms = Float64Array.from(items, (item) => (item.count > 0 ? item.ms : NaN));
  const count = Uint32Array.from(items, (item) => item.count);
  return { count, meanMs: ms, medianMs: ms, p90Ms: ms, minMs: ms, maxMs: ms, sumMs: ms.map((value, i) => value * count[i]!) };
}

/** Every letter 7 px wide. */
const measure = (text: string): number => [...text].length * 7;

export function smallDrawing(map: SmallMap, part: Partial<DrawingInput> = {}): Drawing {
  return drawingOf({
    ...map,
    nodeMetric: 'total',
    edgeMetric: 'median',
    direction: 'down',
    hasRings: false,
    language: 'en',
    words: { start: 'Start', end: 'End' },
    measure: { box: measure, label: measure, bold: measure },
    ...part
  });
}

/** Boxes one below the other, straight lines. */
export function smallScene(drawing: Drawing): Scene {
  const { nodes, edges } = drawing.request;
  const y = (node: number): number => 50 * node;
  const layout: MapLayout = {
    width: 300,
    height: 50 * nodes.length,
    nodes: Float64Array.from(nodes.flatMap((_, i) => [100, y(i)])),
    edges: edges.map(({ from, to }) => Float64Array.of(100, y(from), 100, (y(from) + y(to)) / 2, 100, y(to))),
    labels: Float64Array.from(edges.flatMap(({ from, to }) => [150, (y(from) + y(to)) / 2]))
  };
  return sceneOf(drawing, layout, new Map());
}

const six = ['#1', '#2', '#3', '#4', '#5', '#6'];
export const PALETTE: Palette = {
  freq: six,
  onFreq: six,
  time: six,
  onTime: six,
  nodeLine: '#000',
  casing: '#000',
  ground: '#fff',
  surface: '#fff',
  ink: '#000',
  ink2: '#000',
  ink3: '#000',
  line: '#000',
  accent: '#00f',
  caution: '#f60',
  categories: six,
  fonts: '"Noto Sans JP", sans-serif'
};
