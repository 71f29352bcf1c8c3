import { MiningError } from '$lib/model/errors';
import type { LogColumns } from '$lib/model/log';
import type { PerformanceSpectrum } from '$lib/model/timing';
import { timeSorter } from '../performance/sort-times';
import { variantCases } from '../variants/variant-cases';
import { spreadOf } from './spread';

/**
 * The occurrences of an edge over time, as lines and as counts: see `PerformanceSpectrum`.
 *
 * @param edge index into `VariantIndex.edgeFrom`
 * @param maxLines lines drawn at most: above it every `sampleStep`-th in the order of time
 * @param keep [cases] 1 = selected; null for all
 * @throws MiningError `unknown-edge`
 *
 * Time O(events of the cases that hold the edge, and its occurrences a digit of the sort); memory 40 bytes an occurrence.
 */
export function performanceSpectrum(
  log: LogColumns,
  edge: number,
  maxLines: number,
  bins: number,
  keep: Uint8Array | null = null
): PerformanceSpectrum {
  if (!(edge >= 0 && edge < log.variants.edgeFrom.length)) throw new MiningError('unknown-edge', { edge });
  const found = occurrencesOf(log, edge, keep);
  const { from, place } = found;
  const total = from.length;
  const transition = Float64Array.from(place, (i, rank) => found.to[i]! - from[rank]!);
  const spread = spreadOf(transition.slice().sort());
  const quarterOf = (ms: number): number => (ms <= spread.q1 ? 0 : ms <= spread.median ? 1 : ms <= spread.q3 ? 2 : 3);
  const step = Math.max(1, Math.ceil(total / Math.max(1, Math.floor(maxLines))));
  const drawn = Math.ceil(total / step);
  const fromUtcMs = new Float64Array(drawn);
  const toUtcMs = new Float64Array(drawn);
  const quarter = new Uint8Array(drawn);
  const caseNo = new Uint32Array(drawn);
  const length = total === 0 ? 0 : Math.max(1, Math.floor(bins));
  const first = total === 0 ? NaN : from[0]!;
  const last = total === 0 ? NaN : from[total - 1]!;
  const width = last > first ? (last - first) / length : 1;
  const binCount = new Uint32Array(length * 4);
  let xFrom = first;
  let xTo = last;
  for (let rank = 0; rank < total; rank++) {
    const to = from[rank]! + transition[rank]!;
    const quarterNo = quarterOf(transition[rank]!);
    if (to > xTo) xTo = to;
    if (to < xFrom) xFrom = to;
    binCount[Math.min(Math.floor((from[rank]! - first) / width), length - 1) * 4 + quarterNo]!++;
    if (rank % step > 0) continue;
    const line = rank / step;
    fromUtcMs[line] = from[rank]!;
    toUtcMs[line] = to;
    quarter[line] = quarterNo;
    caseNo[line] = found.caseOf[place[rank]!]!;
  }
  return {
    total,
    spread,
    xFrom,
    xTo,
    sampleStep: step,
    fromUtcMs,
    toUtcMs,
    quarter,
    caseNo,
    binEdgeUtcMs: Float64Array.from({ length: total === 0 ? 0 : length + 1 }, (_, i) => first + i * width),
    binCount
  };
}

/** The occurrences: `from` ascending, `place` of each in `to` and `caseOf`. */
function occurrencesOf(log: LogColumns, edge: number, keep: Uint8Array | null) {
  const { activity, caseStart, timeMs, startMs, variants } = log;
  const { edgeFrom, edgeTo, edgeStart, edgeVariant, edgeTimes, variantOf } = variants;
  const selected = variantCases(log, keep);
  const holds = new Uint8Array(variants.size);
  let total = 0;
  for (let i = edgeStart[edge]!; i < edgeStart[edge + 1]!; i++) {
    holds[edgeVariant[i]!] = 1;
    total += selected[edgeVariant[i]!]! * edgeTimes[i]!;
  }
  const from = new Float64Array(total);
  const to = new Float64Array(total);
  const caseOf = new Uint32Array(total);
  const place = Uint32Array.from({ length: total }, (_, i) => i);
  let at = 0;
  for (let c = 0; c + 1 < caseStart.length; c++) {
    if (holds[variantOf[c]!] === 0 || (keep !== null && keep[c] === 0)) continue;
    for (let e = caseStart[c]! + 1; e < caseStart[c + 1]!; e++) {
      if (activity[e - 1] !== edgeFrom[edge] || activity[e] !== edgeTo[edge]) continue;
      const start = startMs === null ? NaN : startMs[e]!;
      from[at] = timeMs[e - 1]!;
      to[at] = Number.isNaN(start) ? timeMs[e]! : start;
      caseOf[at++] = c;
    }
  }
  timeSorter(total)(from, place, 0, total);
  return { from, to, caseOf, place };
}
