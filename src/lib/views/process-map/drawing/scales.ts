import type { EdgeMetric, MapMetric } from '$lib/model/map';
import { isTimeMetric, edgeValues, nodeValues, type MapNumbers } from './metric-values';

/** Six steps of colour: a value belongs to step 1 + the number of thresholds it reaches. The same on map, lists and variants. */
export interface Scale {
  readonly kind: 'count' | 'time';
  /** ascending, at most five */
  readonly thresholds: readonly number[];
}

export const STEPS = 6;

export function stepOf(scale: Scale, value: number): number {
  let step = 1;
  while (step < STEPS && scale.thresholds[step - 1] !== undefined && value >= scale.thresholds[step - 1]!) step++;
  return step;
}

/** CSS of a step's ground; texts on it take `--on-...`. */
export function stepColour(scale: Scale, value: number): string {
  return `var(--${scale.kind === 'count' ? 'freq' : 'time'}-${stepOf(scale, value)})`;
}

/** Shares of the largest value at which the steps of counts begin: the main path ends up dark, rare things pale. */
const COUNT_SHARES = [0.06, 0.15, 0.3, 0.5, 0.8];
const ROUND = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];

export function countScale(values: ArrayLike<number>): Scale {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i]!);
  if (most <= STEPS) return { kind: 'count', thresholds: [4, 3, 2, 1, 0].map((below) => most - below) };
  const thresholds: number[] = [];
  for (const share of COUNT_SHARES) {
    const wanted = roundCount(most * share);
    thresholds.push(Math.max(wanted, (thresholds.at(-1) ?? 1) + 1));
  }
  return { kind: 'count', thresholds };
}

function roundCount(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  const steps = ROUND.map((step) => Math.round(step * power));
  return steps.findLast((step) => step <= value) ?? 1;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Durations that people say. */
const SAID = [
  1,
  5,
  20,
  100,
  500,
  ...[1, 2, 5, 10, 20, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 4, 8, 12].map((n) => n * HOUR),
  ...[1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365, 545, 730, 1095, 1825, 3650, 7300, 18250, 36500].map(
    (n) => n * DAY
  )
];

/** Steps of durations: sixths of the distribution, each value weighed (by the root of its frequency), at durations that people say. */
export function timeScale(values: ArrayLike<number>, weights: ArrayLike<number>): Scale {
  const items: { value: number; weight: number }[] = [];
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i]!) || !(weights[i]! > 0)) continue;
    items.push({ value: values[i]!, weight: Math.sqrt(weights[i]!) });
    total += Math.sqrt(weights[i]!);
  }
  items.sort((a, b) => a.value - b.value);
  const thresholds: number[] = [];
  let seen = 0;
  let next = 1;
  for (const { value, weight } of items) {
    seen += weight;
    while (next < STEPS && seen >= (total * next) / STEPS) {
      thresholds.push(value);
      next++;
    }
  }
  return { kind: 'time', thresholds: said(thresholds) };
}

/** Each wanted threshold as the nearest duration that people say, none twice. */
function said(wanted: readonly number[]): number[] {
  let at = -1;
  return wanted.map((value, index) => {
    const log = Math.log(Math.max(value, 1));
    let best = at + 1;
    for (let i = at + 1; i < SAID.length; i++) {
      if (Math.abs(Math.log(SAID[i]!) - log) < Math.abs(Math.log(SAID[best]!) - log)) best = i;
    }
    at = Math.min(best, SAID.length - (wanted.length - index));
    return SAID[at]!;
  });
}

/** The scale of the boxes: over every activity of the selection, whatever the sliders hide. */
export function nodeScale(metric: MapMetric, numbers: MapNumbers): Scale {
  const values = nodeValues(metric, numbers);
  const { nodeCount } = numbers.frequency;
  return isTimeMetric(metric) ? timeScale(values ?? [], nodeCount) : countScale(values ?? nodeCount);
}

/** The scale of the paths, likewise. */
export function edgeScale(metric: EdgeMetric, numbers: MapNumbers): Scale {
  const values = edgeValues(metric, numbers);
  const { edgeCount } = numbers.frequency;
  return isTimeMetric(metric) ? timeScale(values ?? [], edgeCount) : countScale(values ?? edgeCount);
}
