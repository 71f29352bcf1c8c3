import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from './byte-text';
import { EMPTY_ROOT, leafHash, nodeHash, type Hash } from './hashing';
import { consistencyRanges, inclusionRanges, verifyConsistency, verifyInclusion, type LeafRange } from './tree-proofs';
import { nodesOfRange, TreeRange } from './tree-range';

/** MTH of RFC 9162, section 2.1.1, as it stands there. */
function rootByDefinition(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return EMPTY_ROOT;
  if (leaves.length === 1) return leaves[0]!;
  let k = 1;
  while (2 * k < leaves.length) k *= 2;
  return nodeHash(rootByDefinition(leaves.slice(0, k)), rootByDefinition(leaves.slice(k)));
}

const leavesOf = (count: number): Hash[] =>
  Array.from({ length: count }, (_, index) => leafHash(Uint8Array.of(index, index >> 8)));
const treeOf = (leaves: readonly Hash[], begin = 0): TreeRange => {
  const range = new TreeRange(begin);
  for (const leaf of leaves) range.append(leaf);
  return range;
};
const proofOf = (leaves: readonly Hash[], ranges: readonly LeafRange[]): Hash[] =>
  ranges.map(({ begin, end }) => rootByDefinition(leaves.slice(begin, end)));
const flipped = (hash: Hash): Hash => hash.map((byte, index) => (index === 7 ? byte ^ 1 : byte));

test("the roots of Certificate Transparency's test vectors", () => {
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'
  ];
  const tree = new TreeRange(0);
  expect(toHex(tree.root())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  for (const [index, input] of inputs.entries()) {
    tree.append(leafHash(fromHex(input)!));
    expect(toHex(tree.root())).toBe(roots[index]);
  }
});

describe('ranges', () => {
  test('the root of any tree is as defined', () => {
    for (let size = 0; size < 70; size++) expect(treeOf(leavesOf(size)).root()).toEqual(rootByDefinition(leavesOf(size)));
  });

  test('the parts of a tree, cut anywhere and kept as hashes, join to the whole', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), fc.nat(200), (...cuts) => {
        const [a, b, size] = cuts.sort((x, y) => x - y);
        const leaves = leavesOf(size);
        const parts = [
          [0, a],
          [a, b],
          [b, size]
        ].map(([begin, end]) => treeOf(leaves.slice(begin, end), begin));
        const whole = new TreeRange(0);
        for (const { begin, end, hashes } of parts) whole.join(new TreeRange(begin, end, hashes));
        expect(whole.root()).toEqual(rootByDefinition(leaves));
        expect(whole.hashes).toHaveLength(nodesOfRange(0, size).length);
      })
    );
  });

  test('each perfect subtree is told once', () => {
    const told: string[] = [];
    const range = new TreeRange(0);
    for (const leaf of leavesOf(8)) range.append(leaf, ({ level, index }) => told.push(`${level}/${index}`));
    expect(told).toHaveLength(15);
    expect(told.slice(-4)).toEqual(['0/7', '1/3', '2/1', '3/0']);
  });
});

describe('proofs', () => {
  test('every leaf of every tree is proven, and nothing else', () => {
    for (let size = 1; size < 40; size++) {
      const leaves = leavesOf(size);
      const root = rootByDefinition(leaves);
      for (let index = 0; index < size; index++) {
        const proof = proofOf(leaves, inclusionRanges(index, size));
        expect(verifyInclusion(index, size, leaves[index]!, proof, root)).toBe(true);
        expect(verifyInclusion(index, size, flipped(leaves[index]!), proof, root)).toBe(false);
        if (size > 1) expect(verifyInclusion((index + 1) % size, size, leaves[index]!, proof, root)).toBe(false);
        expect(verifyInclusion(index, size, leaves[index]!, [...proof, root], root)).toBe(false);
        if (proof.length) expect(verifyInclusion(index, size, leaves[index]!, proof.slice(1), root)).toBe(false);
      }
    }
  });

  test('every beginning of every tree is proven, and no other tree', () => {
    for (let size = 1; size < 40; size++) {
      const leaves = leavesOf(size);
      const root = rootByDefinition(leaves);
      for (let from = 1; from <= size; from++) {
        const fromRoot = rootByDefinition(leaves.slice(0, from));
        const proof = proofOf(leaves, consistencyRanges(from, size));
        expect(verifyConsistency(from, size, fromRoot, root, proof)).toBe(true);
        expect(verifyConsistency(from, size, flipped(fromRoot), root, proof)).toBe(false);
        expect(verifyConsistency(from, size, fromRoot, flipped(root), proof)).toBe(false);
        if (proof.length) expect(verifyConsistency(from, size, fromRoot, root, proof.slice(1))).toBe(false);
        if (proof.length) expect(verifyConsistency(from, size, fromRoot, root, proof.with(0, flipped(proof[0]!)))).toBe(false);
      }
    }
    expect(verifyConsistency(0, 5, EMPTY_ROOT, rootByDefinition(leavesOf(5)), [])).toBe(true);
  });
});
