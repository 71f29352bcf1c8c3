import type { LogColumns } from '$lib/model/log';
import type { FrequencyMap, MapTimes } from '$lib/model/map';

/**
 * Count and time every edge of the selected cases by walking all their events and sorting their times, and compare.
 *
 * @returns numbers that differ from the kernels'; 0 is right
 */
export function plainWalk(log: LogColumns, keep: Uint8Array, map: FrequencyMap, times: MapTimes): number {
  const { activity, timeMs, caseStart, variants, activities } = log;
  const n = activities.length;
  const timesOf: number[][] = Array.from({ length: n * n }, () => []);
  const cases = new Uint32Array(n * n);
  const most = new Uint32Array(n * n);
  const inCase = new Uint32Array(n * n);
  for (let c = 0; c + 1 < caseStart.length; c++) {
    if (keep[c] === 0) continue;
    inCase.fill(0);
    for (let e = caseStart[c]! + 1; e < caseStart[c + 1]!; e++) {
      const edge = activity[e - 1]! * n + activity[e]!;
      timesOf[edge]!.push(timeMs[e]! - timeMs[e - 1]!);
      const now = ++inCase[edge]!;
      if (now === 1) cases[edge]!++;
      if (now > most[edge]!) most[edge] = now;
    }
  }
  let wrong = 0;
  let found = 0;
  const expect = (ours: number | undefined, plain: number) => {
    if (ours === undefined || Math.abs(ours - plain) > 1e-6 * Math.max(1, Math.abs(plain))) wrong++;
  };
  for (let i = 0; i < variants.edgeFrom.length; i++) {
    const edge = variants.edgeFrom[i]! * n + variants.edgeTo[i]!;
    const sorted = Float64Array.from(timesOf[edge]!).sort();
    found += sorted.length;
    expect(map.edgeCount[i], sorted.length);
    expect(map.edgeCases[i], cases[edge]!);
    expect(map.edgeMaxRepetition[i], most[edge]!);
    expect(times.transition.count[i], sorted.length);
    if (sorted.length === 0) continue;
    expect(times.transition.medianMs[i], percentile(sorted, 0.5));
    expect(times.transition.p90Ms[i], percentile(sorted, 0.9));
    expect(
      times.transition.sumMs[i],
      sorted.reduce((sum, t) => sum + t, 0)
    );
  }
  expect(
    found,
    timesOf.reduce((sum, list) => sum + list.length, 0)
  );
  return wrong;
}

/** Hyndman-Fan type 7. */
function percentile(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share;
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!);
}
