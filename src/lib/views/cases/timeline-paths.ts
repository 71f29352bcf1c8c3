import type { CaseEvents } from '$lib/model/cases';
import type { TimeAxis } from './time-axis';

export const LANE_PX = 22;
const BAR_PX = 10;
const DOT_PX = 4.5;
/** A bar is seen, however short. */
const LEAST_BAR_PX = 3;

/** Each activity of a case has a lane, in the order of their first events. */
export interface Lanes {
  /** activity codes */
  readonly activities: readonly number[];
  /** [events] */
  readonly laneOf: Uint32Array;
}

export function lanesOf(activity: Uint32Array): Lanes {
  const lane = new Map<number, number>();
  const laneOf = Uint32Array.from(activity, (code) => {
    const known = lane.get(code) ?? lane.size;
    lane.set(code, known);
    return known;
  });
  return { activities: [...lane.keys()], laneOf };
}

/** When an event began: its start, or its complete where it has none. */
export function beganAt({ startUtcMs, completeUtcMs }: CaseEvents, e: number): number {
  const start = startUtcMs === null ? NaN : startUtcMs[e]!;
  return Number.isNaN(start) ? completeUtcMs[e]! : start;
}

/** px of each event's beginning and end along the time line. */
export interface Places {
  readonly from: Float64Array;
  readonly to: Float64Array;
}

export function placesOf(events: CaseEvents, axis: TimeAxis, left: number, width: number): Places {
  const to = Float64Array.from(events.completeUtcMs, (utcMs) => left + axis.place(utcMs) * width);
  const from = Float64Array.from(to, (_, e) => left + axis.place(beganAt(events, e)) * width);
  return { from, to };
}

const laneY = (lane: number): number => lane * LANE_PX + LANE_PX / 2;
const px = (value: number): string => String(Math.round(value * 10) / 10);

/** The mark of one event as a path: a bar from start to complete, or a dot. */
export function markPath(events: CaseEvents, { laneOf }: Lanes, { from, to }: Places, e: number, grown = 0): string {
  const y = laneY(laneOf[e]!);
  if (events.startUtcMs === null || Number.isNaN(events.startUtcMs[e]!)) {
    const r = DOT_PX + grown;
    return `M${px(to[e]! - r)} ${px(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  }
  const width = Math.max(LEAST_BAR_PX, to[e]! - from[e]!) + 2 * grown;
  const height = BAR_PX + 2 * grown;
  return `M${px(from[e]! - grown)} ${px(y - height / 2)}h${px(width)}v${height}h${px(-width)}z`;
}

/** The marks of all events as one path: what is drawn does not grow with them. */
export function marksPath(events: CaseEvents, lanes: Lanes, places: Places): string {
  let path = '';
  for (let e = 0; e < events.activity.length; e++) path += markPath(events, lanes, places, e);
  return path;
}

/** The ways from event to event: for each colour the times between (along the lane of the earlier), and the changes of lane. */
export interface Ways {
  /** [steps] */
  readonly waits: readonly string[];
  readonly turns: string;
}

/** @param stepOf 0.. by the time before an event */
export function waysOf(
  events: CaseEvents,
  { laneOf }: Lanes,
  { from, to }: Places,
  steps: number,
  stepOf: (ms: number) => number
): Ways {
  const waits = Array<string>(steps).fill('');
  let turns = '';
  for (let e = 1; e < events.activity.length; e++) {
    const y = laneY(laneOf[e - 1]!);
    // where they overlap there is no time between: the way goes straight to the beginning of the later
    if (from[e]! > to[e - 1]!) waits[stepOf(events.transitionMs[e]!)] += `M${px(to[e - 1]!)} ${px(y)}H${px(from[e]!)}`;
    if (laneOf[e] !== laneOf[e - 1]) turns += `M${px(from[e]!)} ${px(y)}V${px(laneY(laneOf[e]!))}`;
  }
  return { waits, turns };
}

/** The event whose mark is nearest to a point; -1 where there is none. */
export function nearest({ laneOf }: Lanes, { from, to }: Places, x: number, y: number): number {
  let best = -1;
  let least = Infinity;
  for (let e = 0; e < laneOf.length; e++) {
    const dx = Math.max(from[e]! - x, x - to[e]!, 0);
    const dy = laneY(laneOf[e]!) - y;
    const distance = dx * dx + dy * dy;
    if (distance < least) {
      least = distance;
      best = e;
    }
  }
  return best;
}

/** Texts that stand in the longest waits, where there is room: the event after it, and the middle of the wait. */
export function waitLabels(
  { laneOf }: Lanes,
  { from, to }: Places,
  room: number,
  most: number
): { e: number; x: number; y: number }[] {
  const wide: { e: number; x: number; y: number; width: number }[] = [];
  for (let e = 1; e < laneOf.length; e++) {
    const width = from[e]! - to[e - 1]!;
    if (width >= room) wide.push({ e, x: (from[e]! + to[e - 1]!) / 2, y: laneY(laneOf[e - 1]!), width });
  }
  return wide.sort((a, b) => b.width - a.width || a.e - b.e).slice(0, most);
}
