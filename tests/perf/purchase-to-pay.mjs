/**
 * The bench's log, as numbers: purchase to pay, 25 activities, one of about 9,800 variants a case, ties in time. Pure and
 * seeded, so that the CSV on disk and the columns inside the browser are the same log.
 */

export const ACTIVITIES = [
  '購買依頼作成',
  '予算確認',
  '購買依頼承認',
  '見積依頼',
  '見積受領',
  '仕入先選定',
  '発注書作成',
  '発注承認',
  '発注送付',
  '納期確認',
  '納期督促',
  '発注変更',
  '発注取消',
  '入荷',
  '検品',
  '返品',
  '差異確認',
  '請求書受領',
  '請求書照合',
  '請求書保留',
  '保留解除',
  '値引計上',
  '支払承認',
  '支払実行',
  '完了'
];

/** Typical hours before each activity, in the order above. */
const HOURS_BEFORE = [1, 3, 20, 6, 70, 30, 8, 26, 2, 40, 120, 30, 50, 190, 5, 28, 14, 60, 18, 9, 110, 4, 70, 40, 3];

const VARIANTS = 9_900;
/** The log begins on 2024-10-01 00:00 UTC and new cases arrive for two years. */
export const FIRST_UTC_S = Date.UTC(2024, 9, 1) / 1000;
const ARRIVAL_SPAN_S = 730 * 86_400;

/** A small generator of 32-bit numbers (mulberry32); only integer steps, alike on every engine. */
export function randomOf(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Make nearly every case a variant of its own: six of ten activities become any others.
 *
 * @param {Uint8Array} activity is changed @param {number} events that were asked for
 */
export function scatterActivities(activity, events) {
  const random = randomOf(events + 1);
  for (let e = 0; e < activity.length; e++) if (random() < 0.6) activity[e] = Math.floor(random() * ACTIVITIES.length);
}

/** One sequence of activity codes. */
function sequenceOf(random) {
  const path = [0];
  const maybe = (share, ...codes) => random() < share && path.push(...codes);
  maybe(0.16, 1);
  path.push(2);
  if (maybe(0.12, 3, 4)) maybe(0.2, 3, 4);
  maybe(0.1, 5);
  path.push(6);
  maybe(0.6, 7);
  if (maybe(0.12, 11)) maybe(0.6, 7);
  path.push(8);
  maybe(0.14, 9);
  if (maybe(0.1, 10)) if (maybe(0.35, 10)) maybe(0.3, 10);
  if (random() < 0.02) return [...path, 12];
  if (maybe(0.1, 11)) maybe(0.5, 7, 8);
  const deliveries = random() < 0.1 ? 2 : 1;
  for (let i = 0; i < deliveries; i++) {
    path.push(13);
    maybe(0.5, 14);
    if (maybe(0.05, 15)) path.push(13, 14);
    maybe(0.06, 16);
  }
  path.push(17);
  maybe(0.75, 18);
  if (maybe(0.12, 19)) if (maybe(0.3, 16)) maybe(0.5, 10);
  if (path.includes(19)) path.push(20);
  maybe(0.07, 21);
  maybe(0.6, 22);
  path.push(23);
  maybe(0.16, 24);
  return path;
}

/** Distinct sequences, the usual one first; a case takes the r-th with a weight of (r + 3)^-1.25. */
function variantTable() {
  const random = randomOf(20261);
  const seen = new Set();
  const sequences = [[0, 2, 6, 8, 13, 17, 18, 22, 23]];
  seen.add(sequences[0].join());
  while (sequences.length < VARIANTS) {
    const sequence = sequenceOf(random);
    const key = sequence.join();
    if (seen.has(key)) continue;
    seen.add(key);
    sequences.push(sequence);
  }
  // short ones tend to be frequent ones
  const rank = new Map(sequences.map((sequence, i) => [sequence, sequence.length + i / 60]));
  sequences.sort((a, b) => rank.get(a) - rank.get(b));
  const upTo = new Float64Array(VARIANTS);
  let sum = 0;
  // (r + 3)^-1.25 by two square roots, which are exact to the last bit everywhere; Math.pow is not
  for (let r = 0; r < VARIANTS; r++) upTo[r] = sum += 1 / ((r + 3) * Math.sqrt(Math.sqrt(r + 3)));
  return { sequences, upTo, sum };
}

/**
 * Cases until there are at least `events` events.
 *
 * @param {number} events
 * @returns {{ cases: number, events: number, caseStart: Uint32Array, activity: Uint8Array, second: Uint32Array }}
 *   events by case, then time; `second` counts from `FIRST_UTC_S`; `caseStart` [cases + 1]
 */
export function purchaseToPay(events) {
  const { sequences, upTo, sum } = variantTable();
  const random = randomOf(events);
  const caseStart = [0];
  const chosen = [];
  for (let total = 0; total < events;) {
    const at = random() * sum;
    let low = 0;
    let high = VARIANTS - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle] > at) high = middle;
      else low = middle + 1;
    }
    chosen.push(low);
    caseStart.push((total += sequences[low].length));
  }
  const cases = chosen.length;
  const activity = new Uint8Array(caseStart[cases]);
  const second = new Uint32Array(caseStart[cases]);
  for (let c = 0, e = 0; c < cases; c++) {
    let time = Math.floor((c / cases) * ARRIVAL_SPAN_S + random() * 86_400);
    for (const code of sequences[chosen[c]]) {
      const u = 0.02 + 0.96 * random();
      // one gap in forty is none: a tie
      if (e > caseStart[c] && random() > 0.025) time += Math.floor(HOURS_BEFORE[code] * 3600 * Math.sqrt(u / (1 - u)));
      activity[e] = code;
      second[e++] = time;
    }
  }
  return { cases, events: activity.length, caseStart: Uint32Array.from(caseStart), activity, second };
}
