import type { DurationStatistics } from '$lib/model/map';

/** Times in segments, ascending in each, with the case of each time: any statistic of any selection of cases is one walk. */
export interface SortedTimes {
  /** [segments + 1] into `timeMs` and `caseOf` */
  readonly start: Uint32Array;
  readonly timeMs: Float64Array;
  readonly caseOf: Uint32Array;
}

/** Times counted together: the rank of a percentile is found by blocks, then inside one block. */
const BLOCK = 256;

export function emptyStatistics(length: number): DurationStatistics {
  const none = () => new Float64Array(length).fill(NaN);
  return {
    count: new Uint32Array(length),
    meanMs: none(),
    medianMs: none(),
    p90Ms: none(),
    minMs: none(),
    maxMs: none(),
    sumMs: none()
  };
}

/**
 * Mean, median, p90 (type 7), min, max and sum of each segment, over the times whose case is selected. Exact; the sum is compensated.
 *
 * @param keep [cases] 1 = selected; null for all
 *
 * Time: one sequential pass over the times with a gather from `keep`, without branches. Memory 2 bytes a 256 times.
 */
export function rankedStatistics(times: SortedTimes, keep: Uint8Array | null): DurationStatistics {
  const segments = times.start.length - 1;
  const answer = emptyStatistics(segments);
  let longest = 0;
  for (let s = 0; s < segments; s++) longest = Math.max(longest, times.start[s + 1]! - times.start[s]!);
  const blockCount = new Uint16Array(Math.ceil(longest / BLOCK));
  for (let s = 0; s < segments; s++) {
    const from = times.start[s]!;
    const to = times.start[s + 1]!;
    if (from === to) continue;
    const found = keep === null ? sumAll(times.timeMs, from, to, blockCount) : sumKept(times, from, to, keep, blockCount);
    if (found.count === 0) continue;
    const ranks = new RankFinder(times, from, to, keep, blockCount, found.count);
    answer.count[s] = found.count;
    answer.sumMs[s] = found.sum;
    answer.meanMs[s] = found.sum / found.count;
    answer.minMs[s] = ranks.at(0);
    answer.maxMs[s] = ranks.at(found.count - 1);
    answer.medianMs[s] = ranks.percentile(0.5);
    answer.p90Ms[s] = ranks.percentile(0.9);
  }
  return answer;
}

interface Summed {
  count: number;
  sum: number;
}

function sumKept({ timeMs, caseOf }: SortedTimes, from: number, to: number, keep: Uint8Array, blockCount: Uint16Array): Summed {
  let count = 0;
  let sum = 0;
  let lost = 0;
  for (let block = 0, at = from; at < to; block++) {
    const end = at + BLOCK < to ? at + BLOCK : to;
    let kept = 0;
    let a = 0;
    let b = 0;
    let i = at;
    for (; i + 1 < end; i += 2) {
      const k = keep[caseOf[i]!]!;
      const l = keep[caseOf[i + 1]!]!;
      kept += k + l;
      a += k * timeMs[i]!;
      b += l * timeMs[i + 1]!;
    }
    if (i < end) {
      const k = keep[caseOf[i]!]!;
      kept += k;
      a += k * timeMs[i]!;
    }
    blockCount[block] = kept;
    count += kept;
    // Neumaier's compensated sum, over the blocks
    const part = a + b;
    const total = sum + part;
    lost += Math.abs(sum) >= Math.abs(part) ? sum - total + part : part - total + sum;
    sum = total;
    at = end;
  }
  return { count, sum: sum + lost };
}

function sumAll(timeMs: Float64Array, from: number, to: number, blockCount: Uint16Array): Summed {
  let sum = 0;
  let lost = 0;
  for (let block = 0, at = from; at < to; block++) {
    const end = at + BLOCK < to ? at + BLOCK : to;
    let part = 0;
    for (let i = at; i < end; i++) part += timeMs[i]!;
    blockCount[block] = end - at;
    const total = sum + part;
    lost += Math.abs(sum) >= Math.abs(part) ? sum - total + part : part - total + sum;
    sum = total;
    at = end;
  }
  return { count: to - from, sum: sum + lost };
}

/** Finds the selected times of a segment by rank, in its blocks. */
class RankFinder {
  constructor(
    private readonly times: SortedTimes,
    private readonly from: number,
    private readonly to: number,
    private readonly keep: Uint8Array | null,
    private readonly blockCount: Uint16Array,
    private readonly count: number
  ) {}

  /** The selected time of a rank (0 .. count - 1). */
  at(rank: number): number {
    const { keep, times } = this;
    if (keep === null) return times.timeMs[this.from + rank]!;
    const fromEnd = rank > this.count / 2;
    return fromEnd ? this.fromEnd(this.count - 1 - rank, keep) : this.fromStart(rank, keep);
  }

  private fromStart(rank: number, keep: Uint8Array): number {
    let left = rank;
    let block = 0;
    for (; left >= this.blockCount[block]!; block++) left -= this.blockCount[block]!;
    let i = this.from + block * BLOCK;
    for (; ; i++) if (keep[this.times.caseOf[i]!] !== 0 && left-- === 0) return this.times.timeMs[i]!;
  }

  private fromEnd(rank: number, keep: Uint8Array): number {
    let left = rank;
    let block = Math.ceil((this.to - this.from) / BLOCK) - 1;
    for (; left >= this.blockCount[block]!; block--) left -= this.blockCount[block]!;
    let i = Math.min(this.from + (block + 1) * BLOCK, this.to) - 1;
    for (; ; i--) if (keep[this.times.caseOf[i]!] !== 0 && left-- === 0) return this.times.timeMs[i]!;
  }

  /** Hyndman-Fan type 7: linear between the two nearest ranks. */
  percentile(share: number): number {
    const position = (this.count - 1) * share;
    const rank = Math.floor(position);
    const low = this.at(rank);
    if (position === rank) return low;
    return low + (position - rank) * (this.at(rank + 1) - low);
  }
}
