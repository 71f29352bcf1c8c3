import type { PerformanceSpectrum } from '$lib/model/timing';
import type { Colours } from '$lib/ui/chart/colours';

/** Of the times of all occurrences, the fastest first. */
export const QUARTERS = [0, 1, 2, 3] as const;

/** Steps of the scale of times for the four quarters, the fastest first. */
export const QUARTER_STEPS = [2, 3, 4, 6] as const;

/** Draw the occurrences as lines from the upper edge (begun) to the lower one (done), the slowest on top. */
export function paintSpectrum(
  context: CanvasRenderingContext2D,
  spectrum: PerformanceSpectrum,
  width: number,
  height: number,
  colours: Colours
): void {
  const { fromUtcMs, toUtcMs, quarter, xFrom, xTo } = spectrum;
  const across = xTo > xFrom ? width / (xTo - xFrom) : 0;
  const n = fromUtcMs.length;
  context.lineWidth = 1;
  context.globalAlpha = n > 2000 ? 0.45 : n > 300 ? 0.7 : 1;
  QUARTER_STEPS.forEach((step, q) => {
    context.strokeStyle = colours.time[step - 1]!;
    // a path of its own for each line: one of thousands that cross takes far longer
    for (let i = 0; i < n; i++) {
      if (quarter[i] !== q) continue;
      context.beginPath();
      context.moveTo((fromUtcMs[i]! - xFrom) * across, 0);
      context.lineTo((toUtcMs[i]! - xFrom) * across, height);
      context.stroke();
    }
  });
}

/** Index of the line nearest to a place (0..1, y from the top), within so many px; -1 where none is. */
export function lineAt(spectrum: PerformanceSpectrum, x: number, y: number, width: number): number {
  const REACH_PX = 6;
  const range = spectrum.xTo - spectrum.xFrom || 1;
  let nearest = -1;
  let least = REACH_PX;
  for (let i = 0; i < spectrum.fromUtcMs.length; i++) {
    const [from, to] = [spectrum.fromUtcMs[i]!, spectrum.toUtcMs[i]!];
    const distance = Math.abs(((from + (to - from) * y - spectrum.xFrom) / range - x) * width);
    if (distance < least) [nearest, least] = [i, distance];
  }
  return nearest;
}
