/** A whole number with a sign as one without, small where it was near to 0: 0, -1, 1, -2, 2 as 0, 1, 2, 3, 4. */
export function folded(step: number): number {
  return step < 0 ? -2 * step - 1 : 2 * step;
}

/** The number again. */
export function unfolded(value: number): number {
  const half = Math.floor(value / 2);
  return half * 2 === value ? half : -half - 1;
}
