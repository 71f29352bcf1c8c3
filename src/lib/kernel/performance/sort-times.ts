/** Segments up to this long are sorted by insertion. */
const SHORT = 32;
/** From this length on, digits of 11 bits pay for their larger histograms. */
const LONG = 1 << 12;

/**
 * A sorter of segments of times with the case of each: stable, ascending. Holds the room it works in, for segments up to `longest`.
 *
 * Whole milliseconds (or seconds) within 2^32 of the smallest are sorted by their distance to it, others by the bits of the number;
 * least significant digit first, digits that all values share are skipped. Values must not be NaN. Time O(n) a digit.
 */
export function timeSorter(longest: number): (timeMs: Float64Array, caseOf: Uint32Array, from: number, to: number) => void {
  const room = Math.max(longest, 1);
  let keys: Uint32Array[] | null = null;
  let otherTimes: Float64Array | null = null;
  const otherCases = new Uint32Array(room);
  const histogram = new Uint32Array(3 << 11);

  return (timeMs, caseOf, from, to) => {
    const n = to - from;
    if (n <= SHORT) {
      insertionSort(timeMs, caseOf, from, to);
      return;
    }
    const times = timeMs.subarray(from, to);
    const cases = caseOf.subarray(from, to);
    const grid = gridOf(times);
    if (grid) {
      keys ??= [new Uint32Array(room), new Uint32Array(room)];
      sortByDistance(times, cases, grid, keys, otherCases, histogram);
    } else {
      otherTimes ??= new Float64Array(room);
      sortByBits(times, cases, otherTimes.subarray(0, n), otherCases.subarray(0, n), histogram);
    }
  };
}

interface Grid {
  least: number;
  stepMs: number;
  /** largest distance, in steps */
  span: number;
}

/** Whether all values are whole steps, of a second or a millisecond, from the least, fewer than 2^32. Exact: the steps give back the value. */
function gridOf(times: Float64Array): Grid | null {
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < times.length; i++) {
    const time = times[i]!;
    if (time < least) least = time;
    if (time > most) most = time;
  }
  if (!Number.isSafeInteger(least) || !Number.isSafeInteger(most)) return null;
  const limit = 2 ** 32;
  for (const stepMs of [1000, 1]) {
    const span = (most - least) / stepMs;
    if (span >= limit) continue;
    let i = 0;
    while (i < times.length) {
      const steps = (times[i]! - least) / stepMs;
      if (steps !== steps >>> 0) break;
      i++;
    }
    if (i === times.length) return { least, stepMs, span };
  }
  return null;
}

function sortByDistance(
  times: Float64Array,
  cases: Uint32Array,
  grid: Grid,
  keys: Uint32Array[],
  otherCases: Uint32Array,
  histogram: Uint32Array
): void {
  const { least, stepMs, span } = grid;
  const n = times.length;
  let [key, otherKey] = keys as [Uint32Array, Uint32Array];
  for (let i = 0; i < n; i++) key[i] = (times[i]! - least) / stepMs;
  const bits = 32 - Math.clz32(span);
  const width = n < LONG ? 8 : 11;
  let from = cases;
  let to = otherCases;
  for (let shift = 0; shift < bits; shift += width) {
    if (!countDigits(key, n, shift, width, histogram)) continue;
    const mask = (1 << width) - 1;
    for (let i = 0; i < n; i++) {
      const k = key[i]!;
      const at = histogram[(k >>> shift) & mask]!++;
      otherKey[at] = k;
      to[at] = from[i]!;
    }
    [key, otherKey] = [otherKey, key];
    [from, to] = [to, from];
  }
  if (from !== cases) cases.set(from.subarray(0, n));
  for (let i = 0; i < n; i++) times[i] = least + key[i]! * stepMs;
}

/** Leave in `histogram` the first place of each digit; false where all keys have the same one. */
function countDigits(key: Uint32Array, n: number, shift: number, width: number, histogram: Uint32Array): boolean {
  const bins = 1 << width;
  const mask = bins - 1;
  histogram.fill(0, 0, bins);
  for (let i = 0; i < n; i++) histogram[(key[i]! >>> shift) & mask]!++;
  return placesOf(histogram, 0, bins, n);
}

function placesOf(histogram: Uint32Array, from: number, bins: number, n: number): boolean {
  let at = 0;
  for (let bin = from; bin < from + bins; bin++) {
    const count = histogram[bin]!;
    if (count === n) return false;
    histogram[bin] = at;
    at += count;
  }
  return true;
}

/** IEEE 754: with the sign bit turned (all bits, for a negative one), the bits of numbers are in the order of the numbers. */
function sortByBits(
  times: Float64Array,
  cases: Uint32Array,
  otherTimes: Float64Array,
  otherCases: Uint32Array,
  histogram: Uint32Array
): void {
  const n = times.length;
  turnSigns(times, true);
  histogram.fill(0, 0, 8 << 8);
  const words = wordsOf(times);
  for (let i = 0; i < n; i++) {
    const low = words[2 * i]!;
    const high = words[2 * i + 1]!;
    for (let digit = 0; digit < 4; digit++) {
      histogram[(digit << 8) | ((low >>> (8 * digit)) & 255)]!++;
      histogram[((digit + 4) << 8) | ((high >>> (8 * digit)) & 255)]!++;
    }
  }
  let from = times;
  let to = otherTimes;
  let fromCases = cases;
  let toCases = otherCases;
  for (let digit = 0; digit < 8; digit++) {
    if (!placesOf(histogram, digit << 8, 256, n)) continue;
    const fromWords = wordsOf(from);
    const toWords = wordsOf(to);
    const half = digit < 4 ? 0 : 1;
    const shift = 8 * (digit & 3);
    for (let i = 0; i < n; i++) {
      const at = histogram[(digit << 8) | ((fromWords[2 * i + half]! >>> shift) & 255)]!++;
      // as words: a pattern that is no number may lose bits when it is copied as one
      toWords[2 * at] = fromWords[2 * i]!;
      toWords[2 * at + 1] = fromWords[2 * i + 1]!;
      toCases[at] = fromCases[i]!;
    }
    [from, to] = [to, from];
    [fromCases, toCases] = [toCases, fromCases];
  }
  if (from !== times) {
    wordsOf(times).set(wordsOf(from));
    cases.set(fromCases);
  }
  turnSigns(times, false);
}

function wordsOf(times: Float64Array): Uint32Array {
  return new Uint32Array(times.buffer, times.byteOffset, times.length * 2);
}

function turnSigns(times: Float64Array, there: boolean): void {
  const words = wordsOf(times);
  for (let i = 0; i < words.length; i += 2) {
    const high = words[i + 1]!;
    const negative = high >>> 31 === (there ? 1 : 0);
    if (negative) words[i] = ~words[i]!;
    words[i + 1] = negative ? ~high : high ^ 0x80000000;
  }
}

function insertionSort(timeMs: Float64Array, caseOf: Uint32Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const time = timeMs[i]!;
    const caseNumber = caseOf[i]!;
    let at = i;
    for (; at > from && timeMs[at - 1]! > time; at--) {
      timeMs[at] = timeMs[at - 1]!;
      caseOf[at] = caseOf[at - 1]!;
    }
    timeMs[at] = time;
    caseOf[at] = caseNumber;
  }
}
