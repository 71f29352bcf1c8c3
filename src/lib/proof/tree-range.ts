import { EMPTY_ROOT, nodeHash, type Hash } from './hashing';

/** A perfect subtree: the leaves `index * 2^level` up to, not including, `(index + 1) * 2^level`. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
}

interface HashedNode extends TreeNode {
  readonly hash: Hash;
}

/** The fewest perfect subtrees that cover the leaves `begin <= i < end`, in order. At most 2 log2(end) of them. */
export function nodesOfRange(begin: number, end: number): TreeNode[] {
  const nodes: TreeNode[] = [];
  for (let at = begin; at < end;) {
    let size = 1;
    let level = 0;
    while (at % (2 * size) === 0 && at + 2 * size <= end) {
      size *= 2;
      level++;
    }
    nodes.push({ level, index: at / size });
    at += size;
  }
  return nodes;
}

/**
 * What is known of the leaves `begin <= i < end` of a tree: the hashes of the fewest perfect subtrees that cover them. From 0 on it is the
 * tree's frontier: enough to append to it and to tell its root. Memory O(log end).
 *
 * Source: the compact ranges of transparency-dev/merkle; hashes as RFC 9162, section 2.1.1.
 */
export class TreeRange {
  readonly #nodes: HashedNode[] = [];
  #end: number;

  constructor(
    readonly begin: number,
    end = begin,
    hashes: readonly Hash[] = []
  ) {
    this.#end = end;
    const nodes = nodesOfRange(begin, end);
    if (nodes.length !== hashes.length) throw new RangeError(`${nodes.length} hashes cover this range, not ${hashes.length}`);
    nodes.forEach((node, index) => this.#nodes.push({ ...node, hash: hashes[index]! }));
  }

  get end(): number {
    return this.#end;
  }

  get hashes(): readonly Hash[] {
    return this.#nodes.map(({ hash }) => hash);
  }

  /** Add the leaf at `end`. @param made is told each perfect subtree that this completes, the leaf first */
  append(leaf: Hash, made?: (node: TreeNode, hash: Hash) => void): void {
    this.#push({ level: 0, index: this.#end, hash: leaf }, made);
    this.#end++;
  }

  /** Add the range that begins where this one ends. @throws RangeError where it begins elsewhere */
  join(next: TreeRange): void {
    if (next.begin !== this.#end) throw new RangeError(`expected a range from ${this.#end}, not from ${next.begin}`);
    for (const node of next.#nodes) this.#push(node);
    this.#end = next.#end;
  }

  #push(added: HashedNode, made?: (node: TreeNode, hash: Hash) => void): void {
    let node = added;
    made?.(node, node.hash);
    for (let left = this.#nodes.at(-1); left?.level === node.level && left.index % 2 === 0; left = this.#nodes.at(-1)) {
      this.#nodes.pop();
      node = { level: node.level + 1, index: left.index / 2, hash: nodeHash(left.hash, node.hash) };
      made?.(node, node.hash);
    }
    this.#nodes.push(node);
  }

  /** The root over these leaves: the tree's where the range begins at 0, a subtree's where it begins at a multiple of its size. */
  root(): Hash {
    const { hashes } = this;
    return hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right));
  }
}
