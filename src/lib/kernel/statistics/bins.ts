import type { Bins } from '$lib/model/statistics';

const NO_BINS: Bins = { from: new Float64Array(0), to: new Float64Array(0), count: new Uint32Array(0) };

/**
 * Bins of one width from the least number to the 99th percentile, the last one up to the most. One bin where all are the same; whole
 * numbers are given bins of whole numbers, as many in each.
 *
 * @param values ascending, `counts` how often each occurs (once each where null)
 * @param wanted number of bins at most
 */
export function linearBins(values: Float64Array, counts: ArrayLike<number> | null, wanted: number): Bins {
  if (values.length === 0) return { ...NO_BINS };
  const least = values[0]!;
  const most = values.at(-1)!;
  const p99 = shareAt(values, counts, 0.99);
  const upper = p99 > least ? p99 : most;
  if (upper === least) return counted(Float64Array.of(least), Float64Array.of(most), values, counts);
  let length = Math.max(1, Math.floor(wanted));
  let width = (upper - least) / length;
  // a bin of 2.5 whole numbers would hold two here, three there
  if (upper - least < 1e6 && values.every(Number.isInteger)) {
    width = Math.ceil((upper - least + 1) / length);
    length = Math.ceil((upper - least + 1) / width);
  }
  const from = Float64Array.from({ length }, (_, i) => least + i * width);
  const to = Float64Array.from({ length }, (_, i) =>
    i === length - 1 ? Math.max(most, least + length * width) : least + (i + 1) * width
  );
  return counted(from, to, values, counts);
}

/** Bins of one factor from the least number above 0 to the most; before them, one for what is not above 0, where there is such. */
export function logBins(values: Float64Array, counts: ArrayLike<number> | null, wanted: number): Bins {
  if (values.length === 0) return { ...NO_BINS };
  const least = values.find((value) => value > 0);
  const most = values.at(-1)!;
  if (least === undefined || least === most) return linearBins(values, counts, wanted);
  const length = Math.max(1, Math.floor(wanted));
  const factor = (most / least) ** (1 / length);
  const edges = Float64Array.from({ length: length + 1 }, (_, i) => (i === length ? most : least * factor ** i));
  const low = values[0]! <= 0 ? [values[0]!] : [];
  const from = Float64Array.of(...low, ...edges.subarray(0, length));
  const to = Float64Array.from(from, (_, i) => from[i + 1] ?? most);
  return counted(from, to, values, counts);
}

function counted(from: Float64Array, to: Float64Array, values: Float64Array, counts: ArrayLike<number> | null): Bins {
  const count = new Uint32Array(from.length);
  let bin = 0;
  for (let i = 0; i < values.length; i++) {
    while (bin + 1 < from.length && values[i]! >= to[bin]!) bin++;
    count[bin]! += counts === null ? 1 : counts[i]!;
  }
  return { from, to, count };
}

/** The number at a share of the way through the counts. */
function shareAt(values: Float64Array, counts: ArrayLike<number> | null, share: number): number {
  if (counts === null) return values[Math.floor((values.length - 1) * share)]!;
  let total = 0;
  for (let i = 0; i < values.length; i++) total += counts[i]!;
  let left = Math.floor((total - 1) * share);
  let i = 0;
  for (; i < values.length - 1 && left >= counts[i]!; i++) left -= counts[i]!;
  return values[i]!;
}
