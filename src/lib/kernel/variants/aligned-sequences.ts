import type { Alignment } from '$lib/model/variants';

/** Above this many cells a pair is split in two instead of being walked back through. */
const MOST_CELLS = 1 << 20;
const [BOTH, ONLY_FIRST, ONLY_SECOND] = [0, 1, 2];

/**
 * Two sequences of codes side by side, so that as many steps as can be stand beside an equal one: a longest common subsequence. Where
 * several are as long, a step of the first that has no partner stands before one of the second.
 *
 * Time O(n x m) for what is left between a common beginning and a common end; memory O(n + m) and at most a million cells.
 * Source: Hirschberg, A linear space algorithm for computing maximal common subsequences (1975).
 */
export function alignedSequences(first: Uint32Array, second: Uint32Array): Alignment {
  const lines: number[] = [];
  align(first, 0, first.length, second, 0, second.length, lines);
  const alignment = { first: new Int32Array(lines.length / 2), second: new Int32Array(lines.length / 2) };
  for (let i = 0; i < lines.length; i += 2) {
    alignment.first[i / 2] = lines[i]!;
    alignment.second[i / 2] = lines[i + 1]!;
  }
  return alignment;
}

function align(a: Uint32Array, aFrom: number, aTo: number, b: Uint32Array, bFrom: number, bTo: number, lines: number[]): void {
  while (aFrom < aTo && bFrom < bTo && a[aFrom] === b[bFrom]) lines.push(aFrom++, bFrom++);
  let tail = 0;
  while (aFrom < aTo - tail && bFrom < bTo - tail && a[aTo - tail - 1] === b[bTo - tail - 1]) tail++;
  const [aEnd, bEnd] = [aTo - tail, bTo - tail];
  const [n, m] = [aEnd - aFrom, bEnd - bFrom];
  if (n === 0 || m === 0 || n * m <= MOST_CELLS) walkBack(a, aFrom, n, b, bFrom, m, lines);
  else if (n === 1) alignOne(a, aFrom, b, bFrom, bEnd, lines);
  else {
    const half = aFrom + (n >> 1);
    const before = commonBefore(a, aFrom, half, b, bFrom, bEnd);
    const behind = commonBehind(a, half, aEnd, b, bFrom, bEnd);
    let cut = 0;
    for (let j = 1; j <= m; j++) if (before[j]! + behind[j]! > before[cut]! + behind[cut]!) cut = j;
    align(a, aFrom, half, b, bFrom, bFrom + cut, lines);
    align(a, half, aEnd, b, bFrom + cut, bEnd, lines);
  }
  for (let i = 0; i < tail; i++) lines.push(aEnd + i, bEnd + i);
}

/** Every cell with the step that leads to it, then the way back from the last. */
function walkBack(a: Uint32Array, aFrom: number, n: number, b: Uint32Array, bFrom: number, m: number, lines: number[]): void {
  const width = m + 1;
  const length = new Uint32Array((n + 1) * width);
  const step = new Uint8Array((n + 1) * width).fill(ONLY_SECOND);
  for (let i = 1; i <= n; i++) {
    step[i * width] = ONLY_FIRST;
    for (let j = 1; j <= m; j++) {
      const at = i * width + j;
      if (a[aFrom + i - 1] === b[bFrom + j - 1]) {
        length[at] = length[at - width - 1]! + 1;
        step[at] = BOTH;
      } else if (length[at - width]! > length[at - 1]!) {
        length[at] = length[at - width]!;
        step[at] = ONLY_FIRST;
      } else length[at] = length[at - 1]!;
    }
  }
  const back: number[] = [];
  let [i, j] = [n, m];
  while (i > 0 || j > 0) {
    const way = step[i * width + j];
    back.push(way === ONLY_FIRST ? -1 : bFrom + --j, way === ONLY_SECOND ? -1 : aFrom + --i);
  }
  for (let k = back.length; k > 0; k -= 2) lines.push(back[k - 1]!, back[k - 2]!);
}

/** One step beside many. */
function alignOne(a: Uint32Array, at: number, b: Uint32Array, bFrom: number, bEnd: number, lines: number[]): void {
  let partner = bFrom;
  while (partner < bEnd && b[partner] !== a[at]) partner++;
  if (partner === bEnd) lines.push(at, -1);
  for (let j = bFrom; j < bEnd; j++) lines.push(j === partner ? at : -1, j);
}

/** [m + 1] length of the longest common subsequence of all of `a` and the first j of `b`. */
function commonBefore(a: Uint32Array, aFrom: number, aTo: number, b: Uint32Array, bFrom: number, bTo: number): Uint32Array {
  const row = new Uint32Array(bTo - bFrom + 1);
  for (let i = aFrom; i < aTo; i++) {
    let diagonal = 0;
    for (let j = 1; j < row.length; j++) {
      const above = row[j]!;
      row[j] = a[i] === b[bFrom + j - 1] ? diagonal + 1 : Math.max(above, row[j - 1]!);
      diagonal = above;
    }
  }
  return row;
}

/** [m + 1] the same of all of `a` and what of `b` comes behind its first j. */
function commonBehind(a: Uint32Array, aFrom: number, aTo: number, b: Uint32Array, bFrom: number, bTo: number): Uint32Array {
  const row = new Uint32Array(bTo - bFrom + 1);
  for (let i = aTo - 1; i >= aFrom; i--) {
    let diagonal = 0;
    for (let j = row.length - 2; j >= 0; j--) {
      const below = row[j]!;
      row[j] = a[i] === b[bFrom + j] ? diagonal + 1 : Math.max(below, row[j + 1]!);
      diagonal = below;
    }
  }
  return row;
}
