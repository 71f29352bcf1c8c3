import type { Spread } from '$lib/model/statistics';

/** A sum that loses nothing to rounding on the way (Neumaier). */
export class ExactSum {
  #sum = 0;
  #lost = 0;

  add(part: number): void {
    const total = this.#sum + part;
    this.#lost += Math.abs(this.#sum) >= Math.abs(part) ? this.#sum - total + part : part - total + this.#sum;
    this.#sum = total;
  }

  get value(): number {
    return this.#sum + this.#lost;
  }
}

/**
 * The spread of numbers, ascending. Percentiles are type 7, the standard deviation is the sample's.
 *
 * Time O(numbers): two passes, the second for the deviations from the mean.
 */
export function spreadOf(ascending: Float64Array): Spread {
  const count = ascending.length;
  const total = new ExactSum();
  for (let i = 0; i < count; i++) total.add(ascending[i]!);
  const mean = total.value / count;
  let squares = 0;
  for (let i = 0; i < count; i++) squares += (ascending[i]! - mean) ** 2;
  return spreadBy((rank) => ascending[rank]!, count, total.value, squares);
}

/**
 * The spread of numbers given with how often each occurs.
 *
 * @param values [n] ascending, not NaN
 * @param counts [n] >= 0
 *
 * Time O(n).
 */
export function spreadOfCounts(values: Float64Array, counts: ArrayLike<number>): Spread {
  const below = new Float64Array(values.length + 1);
  const total = new ExactSum();
  for (let i = 0; i < values.length; i++) {
    below[i + 1] = below[i]! + counts[i]!;
    if (counts[i]! > 0) total.add(values[i]! * counts[i]!);
  }
  const count = below[values.length]!;
  const mean = total.value / count;
  let squares = 0;
  for (let i = 0; i < values.length; i++) if (counts[i]! > 0) squares += counts[i]! * (values[i]! - mean) ** 2;
  const at = (rank: number): number => {
    let low = 0;
    let high = values.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (below[middle + 1]! <= rank) low = middle + 1;
      else high = middle;
    }
    return values[low]!;
  };
  return spreadBy(at, count, total.value, squares);
}

function spreadBy(at: (rank: number) => number, count: number, sum: number, squares: number): Spread {
  if (count === 0) {
    return {
      count,
      min: NaN,
      p5: NaN,
      q1: NaN,
      median: NaN,
      q3: NaN,
      p90: NaN,
      p95: NaN,
      max: NaN,
      mean: NaN,
      sd: NaN,
      sum: NaN
    };
  }
  const percentile = (share: number): number => percentileBy(at, count, share);
  return {
    count,
    min: at(0),
    p5: percentile(0.05),
    q1: percentile(0.25),
    median: percentile(0.5),
    q3: percentile(0.75),
    p90: percentile(0.9),
    p95: percentile(0.95),
    max: at(count - 1),
    mean: sum / count,
    sd: count > 1 ? Math.sqrt(squares / (count - 1)) : NaN,
    sum
  };
}

/** Hyndman-Fan type 7: linear between the two nearest ranks. `count` > 0. */
export function percentileBy(at: (rank: number) => number, count: number, share: number): number {
  const position = (count - 1) * share;
  const rank = Math.floor(position);
  const low = at(rank);
  return position === rank ? low : low + (position - rank) * (at(rank + 1) - low);
}
