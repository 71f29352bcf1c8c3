/** Where moments lie along a time line: 0 at its beginning, 1 at its end. */
export interface TimeAxis {
  readonly fromUtcMs: number;
  readonly toUtcMs: number;
  place(utcMs: number): number;
  /** moments to name, from the beginning, none nearer to another than `apart` (0..1) */
  ticks(apart: number): number[];
}

/** Equal times are equally wide. */
export function evenAxis(fromUtcMs: number, toUtcMs: number): TimeAxis {
  const span = toUtcMs - fromUtcMs;
  return {
    fromUtcMs,
    toUtcMs,
    place: (utcMs) => (span === 0 ? 0.5 : (utcMs - fromUtcMs) / span),
    ticks(apart) {
      if (span === 0) return [fromUtcMs];
      const steps = Math.max(1, Math.floor(1 / apart));
      return Array.from({ length: steps + 1 }, (_, i) => fromUtcMs + (span * i) / steps);
    }
  };
}

/** A gap of this share of the whole is about as wide as its neighbour ten times as long: shorter ones keep their proportions. */
const FINE = 1 / 1000;

/**
 * Between two successive moments as wide as the logarithm of the time between them: a night among minutes leaves the minutes readable.
 *
 * @param moments in any order, some more than once; at least one
 */
export function squeezedAxis(moments: Float64Array): TimeAxis {
  const knots = moments.slice().sort();
  const span = knots.at(-1)! - knots[0]!;
  const unit = Math.max(span * FINE, Number.MIN_VALUE);
  const at = new Float64Array(knots.length);
  for (let i = 1; i < knots.length; i++) at[i] = at[i - 1]! + Math.log1p((knots[i]! - knots[i - 1]!) / unit);
  const whole = at.at(-1)!;
  if (span === 0) return evenAxis(knots[0]!, knots[0]!);
  const place = (utcMs: number): number => {
    let low = 0;
    let high = knots.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (knots[middle]! <= utcMs) low = middle;
      else high = middle;
    }
    const step = knots[high]! - knots[low]!;
    const part = step === 0 ? 0 : (utcMs - knots[low]!) / step;
    return (at[low]! + part * (at[high]! - at[low]!)) / whole;
  };
  return {
    fromUtcMs: knots[0]!,
    toUtcMs: knots.at(-1)!,
    place,
    ticks(apart) {
      const ticks: number[] = [];
      let last = -Infinity;
      for (let i = 0; i < knots.length; i++) {
        const now = at[i]! / whole;
        if (now - last < apart || (i < knots.length - 1 && 1 - now < apart)) continue;
        ticks.push(knots[i]!);
        last = now;
      }
      return ticks;
    }
  };
}
