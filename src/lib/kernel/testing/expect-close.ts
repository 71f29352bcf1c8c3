import { expect } from 'vitest';

/** Equal but for rounding: to a billionth of the larger one, or of `scale` where larger parts may cancel out. NaN equals NaN. */
export function expectClose(is: number, should: number, scale = 1): void {
  if (Number.isNaN(should)) {
    expect(is).toBeNaN();
    return;
  }
  expect(Math.abs(is - should)).toBeLessThanOrEqual(1e-9 * Math.max(scale, Math.abs(should)));
}
