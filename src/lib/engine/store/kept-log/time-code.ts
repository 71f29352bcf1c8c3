import type { PartBuilder, PartReader } from './part-file';
import { folded, unfolded } from './folded';
import { floatsOf, packNumbers, unpackNumbers, type NumberCode } from './number-code';
import { pause, STEPS } from './pause';

/**
 * How times are written: as whole steps of `unit` above `base`, both in `1 / scale` milliseconds, each as its distance from the one before
 * it; or, where that would not be exact, as the 64-bit floats they are (`raw`).
 */
export type TimeCode =
  | { readonly raw: true }
  | ({
      readonly raw: false;
      /** no time is before the one before it in its run: distances need no sign */
      readonly ascends: boolean;
      readonly steps: NumberCode;
    } & Grid);

interface Grid {
  /** 1: whole milliseconds; 1000: microseconds */
  readonly scale: number;
  readonly base: number;
  readonly unit: number;
}

/** Distances between two points are doubled to carry their sign: all must stay below 2^53. */
const MOST_DISTANCE = 2 ** 51;

/** Where in a list of times a new run begins, whose first is told from the first of the run before: cases. One run where omitted. */
type Runs = Uint32Array;

/**
 * Write times, bit by bit as they are. In a run they ascend or nearly so.
 *
 * @param times [n] milliseconds; no NaN
 */
export async function packTimes(
  part: PartBuilder,
  name: string,
  times: Float64Array,
  runs: Runs = oneRun(times)
): Promise<TimeCode> {
  const grid = times.some((time) => time !== time) ? null : await gridOf([times]);
  if (grid === null) return rawTimes(part, name, times);
  const { scale, base, unit } = grid;
  const ascends = isAscending(times, runs);
  const steps = new Float64Array(times.length);
  let first = 0;
  let e = 0;
  for (let run = 0; run + 1 < runs.length; run++) {
    const end = runs[run + 1]!;
    if (e === end) continue;
    let before = first;
    for (let i = e; i < end; i++) {
      const at = (Math.round(times[i]! * scale) - base) / unit;
      steps[i] = ascends && i > e ? at - before : folded(at - before);
      before = at;
      if (i === e) first = at;
    }
    if ((e ^ end) & STEPS) await pause();
    e = end;
  }
  return { raw: false, ascends, ...grid, steps: await packNumbers(part, name, steps) };
}

/** The times again. @param runs as they were written */
export async function unpackTimes(
  part: PartReader<unknown>,
  name: string,
  code: TimeCode,
  length: number,
  runs?: Runs
): Promise<Float64Array> {
  if (code.raw) return floatsOf(await part.block(name));
  const times = await unpackNumbers(part, name, code.steps, new Float64Array(length));
  const { scale, base, unit, ascends } = code;
  if (!ascends) for (let e = 0; e < length; e++) times[e] = unfolded(times[e]!);
  const ends = runs ?? oneRun(times);
  let first = base;
  let e = 0;
  for (let run = 0; run + 1 < ends.length; run++) {
    const end = ends[run + 1]!;
    if (e === end) continue;
    const step = times[e]!;
    let at = first + (ascends ? unfolded(step) : step) * unit;
    first = at;
    times[e] = at;
    for (e++; e < end; e++) {
      at += times[e]! * unit;
      times[e] = at;
    }
  }
  if (scale !== 1) for (let i = 0; i < length; i++) times[i]! /= scale;
  return times;
}

/** How starts are written: as their distance before the complete time, in steps as well; 0 where missing. */
export type StartCode = { readonly raw: true } | ({ readonly raw: false; readonly steps: NumberCode } & Grid);

/** Write start times beside the complete times they belong to; NaN where missing. */
export async function packStarts(part: PartBuilder, name: string, starts: Float64Array, times: Float64Array): Promise<StartCode> {
  const grid = await gridOf([times, starts]);
  if (grid === null) return rawTimes(part, name, starts);
  const { scale, unit } = grid;
  const steps = new Float64Array(starts.length);
  for (let from = 0; from < starts.length; from += STEPS) {
    if (from > 0) await pause();
    const to = Math.min(starts.length, from + STEPS);
    for (let e = from; e < to; e++) {
      const start = starts[e]!;
      // 0 is the missing one
      if (start === start) steps[e] = 1 + folded((Math.round(times[e]! * scale) - Math.round(start * scale)) / unit);
    }
  }
  return { raw: false, ...grid, steps: await packNumbers(part, name, steps) };
}

/** The start times again. @param times the complete times */
export async function unpackStarts(
  part: PartReader<unknown>,
  name: string,
  code: StartCode,
  times: Float64Array
): Promise<Float64Array> {
  if (code.raw) return floatsOf(await part.block(name));
  const starts = await unpackNumbers(part, name, code.steps, new Float64Array(times.length));
  const { scale, unit } = code;
  for (let e = 0; e < starts.length; e++) {
    const step = starts[e]!;
    starts[e] = step === 0 ? NaN : (Math.round(times[e]! * scale) - unfolded(step - 1) * unit) / scale;
  }
  return starts;
}

function isAscending(times: Float64Array, runs: Runs): boolean {
  for (let run = 0; run + 1 < runs.length; run++) {
    for (let i = runs[run]! + 1; i < runs[run + 1]!; i++) if (times[i]! < times[i - 1]!) return false;
  }
  return true;
}

function oneRun(times: { readonly length: number }): Runs {
  return Uint32Array.of(0, times.length);
}

async function rawTimes(part: PartBuilder, name: string, times: Float64Array): Promise<{ raw: true }> {
  await part.add(name, new Uint8Array(times.buffer, times.byteOffset, times.byteLength));
  return { raw: true };
}

/** The coarsest grid that every time lies on exactly; null where there is none. */
async function gridOf(lists: readonly Float64Array[]): Promise<Grid | null> {
  for (const scale of [1, 1000]) {
    const grid = await gridAt(scale, lists);
    if (grid !== undefined) return grid;
  }
  return null;
}

/** @returns undefined where a time lies between the points of this scale, or sums of distances would not be exact */
async function gridAt(scale: number, lists: readonly Float64Array[]): Promise<Grid | undefined> {
  let base = NaN;
  let unit = 0;
  let most = 0;
  for (const times of lists) {
    for (let from = 0; from < times.length; from += STEPS) {
      if (from > 0) await pause();
      const to = Math.min(times.length, from + STEPS);
      for (let i = from; i < to; i++) {
        const time = times[i]!;
        // a missing start
        if (time !== time) continue;
        const point = Math.round(time * scale);
        if (point / scale !== time || !Number.isSafeInteger(point) || Object.is(time, -0)) return undefined;
        if (base !== base) base = point;
        const distance = Math.abs(point - base);
        if (distance > most) most = distance;
        if (unit === 0 || Math.floor(distance / unit) * unit !== distance) unit = commonDivisor(unit, distance);
      }
    }
  }
  if (base !== base) return { scale, base: 0, unit: 1 };
  return most > MOST_DISTANCE ? undefined : { scale, base, unit: unit || 1 };
}

function commonDivisor(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b];
  return a;
}
