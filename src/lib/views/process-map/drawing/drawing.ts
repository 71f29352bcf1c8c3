import type { LogSummary } from '$lib/model/analysis';
import type { EdgeMetric, LayoutRequest, MapMetric, SimplifiedMap } from '$lib/model/map';
import { formatCompact, formatCount, formatDuration } from '$lib/i18n/format';
import type { LanguageCode } from '$lib/i18n/messages';
import { fitted, visibleLabel, type Measure } from './label-text';
import { topDelays } from '$lib/views/inspector/top-delays';
import { edgeValues, isTimeMetric, nodeValues, type MapNumbers } from './metric-values';
import { edgeScale, nodeScale, stepOf, type Scale } from './scales';
import { edgeKeepers } from './end-edges';
import type { Overlaid } from './overlaid';

/** A box of the map, or the round mark of start or end, before it has a place. Texts are ready to draw. */
export interface DrawnNode {
  /** `start`, `end`, or `a` and the activity's code */
  readonly key: string;
  readonly kind: 'activity' | 'start' | 'end';
  /** -1 for start and end */
  readonly activity: number;
  /** whole text, made visible */
  readonly label: string;
  /** what fits the box */
  readonly text: string;
  readonly value: string;
  /** the value in as few letters as can be, for small boxes */
  readonly brief: string;
  readonly width: number;
  readonly height: number;
  /** of its scale; 0 = no value */
  readonly step: number;
  /** 0..1 of the cases pass it, drawn as a ring; null = no ring */
  readonly ring: number | null;
}

export interface DrawnEdge {
  /** `e` and the edge's index, `s` (from the start) or `t` (to the end) and the activity's code */
  readonly key: string;
  /** index of the edge; -1 for those of start and end */
  readonly edge: number;
  readonly source: string;
  readonly target: string;
  readonly count: number;
  readonly width: number;
  readonly step: number;
  /** the label's two parts: how many, and how long (bold) */
  readonly many: string;
  readonly long: string;
  /** rank among the top delays, 0 = none */
  readonly rank: number;
  readonly labelWidth: number;
}

/** A map ready to be laid out and drawn. */
export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  readonly nodeScale: Scale;
  readonly edgeScale: Scale;
  readonly request: LayoutRequest;
}

export interface DrawingInput extends MapNumbers {
  readonly summary: LogSummary;
  readonly simplified: SimplifiedMap;
  readonly nodeMetric: MapMetric;
  readonly edgeMetric: EdgeMetric;
  /** variants whose ways are drawn whole */
  readonly overlaid?: Pick<Overlaid, 'starts' | 'ends'> | null;
  /** boxes wear the share of the cases that pass them */
  readonly hasRings: boolean;
  readonly direction: 'down' | 'right';
  readonly language: LanguageCode;
  readonly words: { readonly start: string; readonly end: string };
  /** bold text of boxes, plain text of labels */
  readonly measure: { readonly box: Measure; readonly label: Measure; readonly bold: Measure };
}

const BOX_HEIGHT = 28;
const END_SIZE = 20;
const BOX_PADDING = 10;
const TEXT_GAP = 12;
const [BOX_LEAST, BOX_MOST] = [124, 228];
const BADGES = 4;
const BADGE_WIDTH = 20;

/** What of the log's numbers is drawn: kept activities and edges with colours, widths and texts, and the request for their places. */
export function drawingOf(input: DrawingInput): Drawing {
  const { frequency, times, simplified, summary, nodeMetric, edgeMetric, measure, language, hasRings } = input;
  const boxScale = nodeScale(nodeMetric, input);
  const pathScale = edgeScale(edgeMetric, input);
  const boxValues = nodeValues(nodeMetric, input);
  const pathValues = edgeValues(edgeMetric, input);
  const show = (metric: MapMetric, value: number): string => {
    if (Number.isNaN(value)) return '';
    return isTimeMetric(metric) ? formatDuration(value, language) : formatCount(value, language);
  };

  const common = commonWidth(input);
  const activities = [...simplified.nodes].map((activity): DrawnNode => {
    const label = visibleLabel(summary.activities[activity] ?? '');
    const value = boxValues ? boxValues[activity]! : NaN;
    const shown = show(nodeMetric, value);
    const beside = hasRings ? RING_ROOM : 0;
    const room = (shown === '' ? 0 : measure.label(shown) + TEXT_GAP) + beside;
    const width =
      Math.min(BOX_MOST, Math.max(common, Math.ceil((measure.box(label) + 2 * BOX_PADDING + VALUE_ROOM) * ROOMY))) + beside;
    return {
      key: `a${activity}`,
      kind: 'activity',
      activity,
      label,
      text: fitted(label, width - 2 * BOX_PADDING - room, measure.box),
      value: shown,
      brief: Number.isNaN(value) || isTimeMetric(nodeMetric) ? shown : formatCompact(value, language),
      width,
      height: BOX_HEIGHT,
      step: Number.isNaN(value) ? 0 : stepOf(boxScale, value),
      ring: hasRings ? frequency.nodeCases[activity]! / Math.max(1, frequency.cases) : null
    };
  });
  const nodes = activities.length === 0 ? [] : [mark('start', input), ...activities, mark('end', input)];

  const ranks = new Map(times ? topDelays(frequency, times, BADGES).map(({ edge, rank }) => [edge, rank]) : []);
  let most = 1;
  for (const edge of simplified.edges) most = Math.max(most, frequency.edgeCount[edge]!);
  for (const activity of simplified.nodes) most = Math.max(most, frequency.starts[activity]!, frequency.ends[activity]!);
  const widthOf = (count: number): number => 1.5 + 6.5 * Math.sqrt(count / most);
  const labelled = (many: string, long: string, rank: number): number =>
    Math.ceil(measure.label(many + (long ? ' · ' : '')) + measure.bold(long)) + (rank > 0 ? BADGE_WIDTH : 0) + 6;

  const paths = [...simplified.edges].map((edge): DrawnEdge => {
    const count = frequency.edgeCount[edge]!;
    const value = pathValues ? pathValues[edge]! : NaN;
    const isTime = isTimeMetric(edgeMetric);
    // a path that leads nowhere back says so by having no number
    const many = isTime ? formatCompact(count, language) : edgeMetric === 'extra' && value === 0 ? '' : show(edgeMetric, value);
    const long = isTime ? show(edgeMetric, value) : '';
    const rank = ranks.get(edge) ?? 0;
    return {
      key: `e${edge}`,
      edge,
      source: `a${summary.edgeFrom[edge]}`,
      target: `a${summary.edgeTo[edge]}`,
      count,
      width: widthOf(count),
      step: Number.isNaN(value) ? 1 : stepOf(pathScale, value),
      many,
      long,
      rank,
      labelWidth: labelled(many, long, rank)
    };
  });
  const endings = edgeKeepers(summary, frequency, simplified, input.overlaid).map(({ activity, count, isStart }): DrawnEdge => {
    const many = formatCompact(count, language);
    return {
      key: `${isStart ? 's' : 't'}${activity}`,
      edge: -1,
      source: isStart ? 'start' : `a${activity}`,
      target: isStart ? `a${activity}` : 'end',
      count,
      width: widthOf(count),
      step: pathScale.kind === 'count' ? stepOf(pathScale, count) : 1,
      many,
      long: '',
      rank: 0,
      labelWidth: labelled(many, '', 0)
    };
  });
  const edges = [...paths, ...endings];
  return { nodes, edges, nodeScale: boxScale, edgeScale: pathScale, request: requestOf(nodes, edges, input.direction) };
}

/** px that a ring takes before the label, see `ring.ts`. */
export const RING_ROOM = 22;
/** Room for a number beside every label, whichever metric is chosen, so that boxes keep their size when it changes. */
const VALUE_ROOM = 48;
/** Texts grow against their boxes on a small map. */
const ROOMY = 1.14;

/** One width for most boxes: what three of four labels of the log need. The same whatever the sliders and metrics are. */
function commonWidth({ summary, measure }: DrawingInput): number {
  const needs = summary.activities
    .slice(0, 400)
    .map((label) => (measure.box(visibleLabel(label)) + 2 * BOX_PADDING + VALUE_ROOM) * ROOMY)
    .sort((a, b) => a - b);
  const need = needs[Math.floor(needs.length * 0.75)] ?? BOX_LEAST;
  return Math.round(Math.min(BOX_MOST, Math.max(BOX_LEAST, need)));
}

function mark(kind: 'start' | 'end', { frequency, language, words }: DrawingInput): DrawnNode {
  return {
    key: kind,
    kind,
    activity: -1,
    label: words[kind],
    text: words[kind],
    value: formatCount(frequency.cases, language),
    brief: formatCompact(frequency.cases, language),
    width: END_SIZE,
    height: END_SIZE,
    step: 0,
    ring: null
  };
}

function requestOf(nodes: readonly DrawnNode[], edges: readonly DrawnEdge[], direction: 'down' | 'right'): LayoutRequest {
  const at = new Map(nodes.map((node, index) => [node.key, index]));
  return {
    direction,
    nodes: nodes.map(({ width, height }) => ({ width, height })),
    edges: edges.map(({ source, target, count, labelWidth }) => ({
      from: at.get(source)!,
      to: at.get(target)!,
      weight: Math.sqrt(count),
      labelWidth
    })),
    start: at.get('start') ?? null,
    end: at.get('end') ?? null
  };
}
