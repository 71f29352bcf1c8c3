import { pause, STEPS } from './pause';
import type { PartBuilder, PartReader } from './part-file';

/** Whole numbers in as few bytes as most of them need, see `packNumbers`. */
export interface NumberCode {
  readonly count: number;
  /** the smallest; what is stored is above it */
  readonly base: number;
  /** bytes of each: 0 (all are `base`) .. 4 */
  readonly width: number;
  /** how many are too large for that: they stand in a list of their own */
  readonly escapes: number;
}

type Numbers = ArrayLike<number>;
type Into = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Bytes of an escape besides its place. */
const ESCAPE_BYTES = 8;

/**
 * Write whole numbers (0 .. 2^53 - 1) as blocks `name.0` (lowest byte of each), `name.1` ... and `name.x` (64-bit floats: those that the width
 * is too narrow for, in order; their bytes are all ones). Bytes of one weight lie together, since the higher ones deflate best.
 *
 * Cost: two passes; pauses between, so that a worker goes on answering.
 */
export async function packNumbers(part: PartBuilder, name: string, values: Numbers): Promise<NumberCode> {
  const { base, width, escapes } = await widthOf(values);
  const planes = Array.from({ length: width }, () => new Uint8Array(values.length));
  const large = new Float64Array(escapes);
  const escape = 256 ** width - 1;
  let found = 0;
  if (width > 0) {
    for (let from = 0; from < values.length; from += STEPS) {
      if (from > 0) await pause();
      const to = Math.min(values.length, from + STEPS);
      for (let i = from; i < to; i++) {
        let value = values[i]! - base;
        if (value >= escape) {
          large[found++] = value;
          value = escape;
        }
        for (let w = 0; w < width; w++) planes[w]![i] = value >>> (8 * w);
      }
    }
  }
  for (const [w, plane] of planes.entries()) await part.add(`${name}.${w}`, plane);
  await part.add(`${name}.x`, new Uint8Array(large.buffer));
  return { count: values.length, base, width, escapes };
}

/** The numbers again. @param into [count] an array wide enough for them */
export async function unpackNumbers<T extends Into>(
  part: PartReader<unknown>,
  name: string,
  code: NumberCode,
  into: T
): Promise<T> {
  const { count, base, width } = code;
  if (width === 0) {
    into.fill(base);
    return into;
  }
  const planes: Uint8Array[] = [];
  for (let w = 0; w < width; w++) planes.push(await part.block(`${name}.${w}`));
  const [a, b, c, d] = planes as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  if (width === 1 && base === 0 && code.escapes === 0) into.set(a);
  else if (width === 1) for (let i = 0; i < count; i++) into[i] = a[i]! + base;
  else if (width === 2) for (let i = 0; i < count; i++) into[i] = (a[i]! | (b[i]! << 8)) + base;
  else if (width === 3) for (let i = 0; i < count; i++) into[i] = (a[i]! | (b[i]! << 8) | (c[i]! << 16)) + base;
  else for (let i = 0; i < count; i++) into[i] = ((a[i]! | (b[i]! << 8) | (c[i]! << 16) | (d[i]! << 24)) >>> 0) + base;
  if (code.escapes > 0) {
    const large = floatsOf(await part.block(`${name}.x`));
    let at = 0;
    for (let i = 0; i < count && at < large.length; i++) {
      if (a[i] !== 255 || (width > 1 && b[i] !== 255) || (width > 2 && c[i] !== 255) || (width > 3 && d[i] !== 255)) continue;
      into[i] = large[at++]! + base;
    }
  }
  return into;
}

/** 64-bit floats that lie anywhere in bytes. */
export function floatsOf(bytes: Uint8Array): Float64Array {
  return new Float64Array(bytes.slice().buffer);
}

/** The width at which the numbers take the fewest bytes. */
async function widthOf(values: Numbers): Promise<{ base: number; width: number; escapes: number }> {
  if (values.length === 0) return { base: 0, width: 0, escapes: 0 };
  let base = Infinity;
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < base) base = value;
    if (value > most) most = value;
  }
  if (base === most) return { base, width: 0, escapes: 0 };
  await pause();
  // numbers that are too large for one, two ... bytes
  const over = [0, 0, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]! - base;
    if (value < 0xff) continue;
    over[1]!++;
    if (value < 0xffff) continue;
    over[2]!++;
    if (value < 0xffffff) continue;
    over[3]!++;
    if (value >= 0xffffffff) over[4]!++;
  }
  let width = 1;
  const bytesAt = (w: number): number => w * values.length + ESCAPE_BYTES * over[w]!;
  for (let w = 2; w <= 4; w++) if (bytesAt(w) < bytesAt(width)) width = w;
  return { base, width, escapes: over[width]! };
}
