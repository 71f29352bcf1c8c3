import { equalBytes, nodeHash, type Hash } from './hashing';

/** The leaves `begin <= i < end` of a tree: a subtree whose hash a proof holds. */
export interface LeafRange {
  readonly begin: number;
  readonly end: number;
}

/** The largest power of two below `n`. */
function splitOf(n: number): number {
  let k = 1;
  while (2 * k < n) k *= 2;
  return k;
}

/**
 * Which subtrees' hashes prove that the leaf at `index` is in the tree of `size` leaves, in the proof's order.
 *
 * Source: PATH of RFC 9162, section 2.1.3.1.
 */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} in ${size}`);
  const path: LeafRange[] = [];
  let [begin, end] = [0, size];
  while (end - begin > 1) {
    const middle = begin + splitOf(end - begin);
    if (index < middle) {
      path.push({ begin: middle, end });
      end = middle;
    } else {
      path.push({ begin, end: middle });
      begin = middle;
    }
  }
  return path.reverse();
}

/**
 * Which subtrees' hashes prove that the tree of `size` leaves begins with that of `from` leaves, in the proof's order.
 *
 * Source: PROOF of RFC 9162, section 2.1.4.1.
 */
export function consistencyRanges(from: number, size: number): LeafRange[] {
  if (!(from > 0 && from <= size)) throw new RangeError(`no tree of ${from} in ${size}`);
  const path: LeafRange[] = [];
  let [begin, end, whole] = [0, size, true];
  while (from !== end) {
    const middle = begin + splitOf(end - begin);
    if (from <= middle) {
      path.push({ begin: middle, end });
      end = middle;
    } else {
      path.push({ begin, end: middle });
      begin = middle;
      whole = false;
    }
  }
  if (!whole) path.push({ begin, end });
  return path.reverse();
}

/** Whether `proof` shows `leaf` at `index` of the tree of `size` leaves with this root. Source: RFC 9162, section 2.1.3.2. */
export function verifyInclusion(index: number, size: number, leaf: Hash, proof: readonly Hash[], root: Hash): boolean {
  if (!(index >= 0 && index < size)) return false;
  let [fn, sn, hash] = [index, size - 1, leaf];
  for (const step of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(step, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else {
      hash = nodeHash(hash, step);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && equalBytes(hash, root);
}

/**
 * Whether `proof` shows that the tree of `size` leaves begins with the tree of `from` leaves.
 *
 * Source: RFC 9162, section 2.1.4.2; the empty tree is the beginning of every tree.
 */
export function verifyConsistency(from: number, size: number, fromRoot: Hash, root: Hash, proof: readonly Hash[]): boolean {
  if (!(from >= 0 && from <= size)) return false;
  if (from === 0) return proof.length === 0;
  if (from === size) return proof.length === 0 && equalBytes(fromRoot, root);
  if (proof.length === 0) return false;
  const isPowerOfTwo = from === 2 ** Math.floor(Math.log2(from) + 0.5);
  const [first, ...rest] = isPowerOfTwo ? [fromRoot, ...proof] : proof;
  let [fn, sn] = [from - 1, size - 1];
  while (fn % 2 === 1) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  let [fr, sr] = [first!, first!];
  for (const step of rest) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(step, fr);
      sr = nodeHash(step, sr);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else {
      sr = nodeHash(sr, step);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && equalBytes(fr, fromRoot) && equalBytes(sr, root);
}
