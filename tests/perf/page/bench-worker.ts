import { dictionaryOf } from '$lib/model/dictionary';
import type { LogColumns } from '$lib/model/log';
import { frequencyMap } from '$lib/kernel/discovery/frequency-map';
import { mapTimes } from '$lib/kernel/performance/map-times';
import { buildTimeIndex, type TimeIndex } from '$lib/kernel/performance/time-index';
import { indexVariants } from '$lib/kernel/variants/variant-index';
import { ACTIVITIES, FIRST_UTC_S, purchaseToPay, randomOf, scatterActivities } from '../purchase-to-pay.mjs';
import { plainWalk } from './plain-walk';
import type { KernelAnswer, KernelAsk } from './protocol';

let log: LogColumns | null = null;
let index: TimeIndex | null = null;

function prepare(events: number, kind: 'purchase-to-pay' | 'distinct'): KernelAnswer {
  log = index = null;
  const { caseStart, activity, second } = purchaseToPay(events);
  if (kind === 'distinct') scatterActivities(activity, events);
  const timeMs = new Float64Array(second.length);
  for (let e = 0; e < timeMs.length; e++) timeMs[e] = (FIRST_UTC_S + second[e]!) * 1000;
  const began = performance.now();
  const variants = indexVariants(activity, caseStart, ACTIVITIES.length);
  const indexed = performance.now();
  log = {
    activities: ACTIVITIES,
    activity,
    timeMs,
    startMs: null,
    caseStart,
    row: new Uint32Array(0),
    caseIds: dictionaryOf([]),
    variants
  };
  index = kind === 'distinct' ? null : buildTimeIndex(log);
  const ms = performance.now() - began;
  return {
    ms,
    facts: {
      events: activity.length,
      cases: caseStart.length - 1,
      variants: variants.size,
      edges: variants.edgeFrom.length,
      variantIndexMs: indexed - began,
      timeIndexMs: ms - (indexed - began),
      pairs: frequencyMap(log, null).edgeCount.reduce((sum, n) => sum + n, 0)
    }
  };
}

/** A random selection of cases, one byte a case. */
function selection(cases: number, share: number, seed: number): Uint8Array {
  const random = randomOf(seed);
  const keep = new Uint8Array(cases);
  for (let c = 0; c < cases; c++) if (random() < share) keep[c] = 1;
  return keep;
}

function sumOf(column: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum += column[i]!;
  return sum;
}

// The floors: one function a column, so that each is compiled for its type alone.
function sumOfTimes(column: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum += column[i]!;
  return sum;
}
function sumOfBytes(column: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum = (sum + column[i]!) | 0;
  return sum;
}

function answer(ask: KernelAsk): KernelAnswer {
  if (ask.kind === 'prepare') return prepare(ask.events, ask.log);
  if (!log) throw new Error('prepare first');
  if (ask.kind === 'floor-activity' || ask.kind === 'floor-time') {
    const began = performance.now();
    const sum = ask.kind === 'floor-time' ? sumOfTimes(log.timeMs) : sumOfBytes(log.activity as Uint8Array);
    return { ms: performance.now() - began, facts: { sum } };
  }
  const keep = selection(log.caseStart.length - 1, ask.share, ask.seed);
  if (ask.kind === 'frequency-map') {
    const began = performance.now();
    const map = frequencyMap(log, keep);
    return { ms: performance.now() - began, facts: { cases: map.cases, events: map.events, variants: map.variants } };
  }
  if (!index) throw new Error('this log has no index of times');
  if (ask.kind === 'map-times') {
    const began = performance.now();
    const { transition } = mapTimes(index, log, keep);
    return { ms: performance.now() - began, facts: { pairs: sumOf(transition.count), sumMs: sumOf(transition.sumMs) } };
  }
  const began = performance.now();
  const wrong = plainWalk(log, keep, frequencyMap(log, keep), mapTimes(index, log, keep));
  return { ms: performance.now() - began, facts: { wrong } };
}

self.addEventListener('message', (event: MessageEvent<KernelAsk>) => {
  try {
    self.postMessage({ answer: answer(event.data) });
  } catch (error) {
    self.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
});
