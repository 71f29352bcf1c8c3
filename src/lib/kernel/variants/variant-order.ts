import type { LogColumns } from '$lib/model/log';
import { labelRanks } from './label-order';

/** Which of two variants comes first by its sequence of labels, by code point; a beginning of another before it. Below 0: `a`. */
export function sequenceOrder({ activities, variants }: LogColumns): (a: number, b: number) => number {
  const { sequence, sequenceStart } = variants;
  const ranks = labelRanks(activities);
  return (a, b) => {
    let i = sequenceStart[a]!;
    let j = sequenceStart[b]!;
    const aEnd = sequenceStart[a + 1]!;
    const bEnd = sequenceStart[b + 1]!;
    for (; i < aEnd && j < bEnd; i++, j++) {
      if (sequence[i] !== sequence[j]) return ranks[sequence[i]!]! - ranks[sequence[j]!]!;
    }
    return aEnd - i - (bEnd - j);
  };
}

/** The order of variants: cases descending, then the sequence of labels ascending. @param cases [variants] */
export function variantOrder(log: LogColumns, cases: ArrayLike<number>): (a: number, b: number) => number {
  const bySequence = sequenceOrder(log);
  return (a, b) => cases[b]! - cases[a]! || bySequence(a, b);
}
