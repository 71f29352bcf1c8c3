import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryPlainRows } from '../testing/arbitrary-log';
import { casesOf, derivedFrom, logOf } from '../testing/log-of';
import { findEdge } from './find-edge';
import { indexVariants, sequenceHash } from './variant-index';

test('edges ascend by (from, to); each lists its variants with how often', () => {
  const { variants } = logOf('aab', 'ab', 'aab', 'baaa').log;
  expect([...variants.variantOf]).toEqual([0, 1, 0, 2]);
  expect([...variants.sequenceStart]).toEqual([0, 3, 5, 9]);
  expect([...variants.edgeFrom]).toEqual([0, 0, 1]);
  expect([...variants.edgeTo]).toEqual([0, 1, 0]);
  expect([...variants.edgeStart]).toEqual([0, 2, 4, 5]);
  expect([...variants.edgeVariant]).toEqual([0, 2, 0, 1, 2]);
  expect([...variants.edgeTimes]).toEqual([1, 2, 1, 1, 1]);
  expect([...variants.nodeStart]).toEqual([0, 3, 6]);
  expect([...variants.nodeTimes]).toEqual([2, 1, 3, 1, 1, 1]);
});

test('an empty log has none; an empty case is a variant of its own', () => {
  expect(indexVariants(new Uint8Array(0), Uint32Array.of(0), 0).size).toBe(0);
  const variants = indexVariants(Uint8Array.of(0), Uint32Array.of(0, 0, 1, 1), 1);
  expect([...variants.variantOf]).toEqual([0, 1, 0]);
  expect(variants.edgeFrom).toHaveLength(0);
});

test('repetitions beyond a byte', () => {
  const { variants } = logOf('a'.repeat(300)).log;
  expect([...variants.edgeTimes]).toEqual([299]);
  expect([...variants.nodeTimes]).toEqual([300]);
});

test('sequences of one hash stay apart', () => {
  // Two sequences with the same 32-bit hash, found by search: the birthday paradox needs about 80,000 of them.
  const seen = new Map<number, number[]>();
  let pair: [number[], number[]] | undefined;
  for (let i = 0; !pair; i++) {
    const bits = Math.imul(i, 0x9e3779b1) ^ (i >>> 7);
    const sequence = Array.from({ length: 16 }, (_, place) => ((bits >>> (2 * place)) & 3) * 16 + ((i >>> place) & 15));
    const hash = sequenceHash(sequence, 0, sequence.length);
    const other = seen.get(hash);
    if (other) pair = [other, sequence];
    seen.set(hash, sequence);
  }
  expect(pair[0]).not.toEqual(pair[1]);
  const activity = Uint8Array.from([...pair[0], ...pair[1], ...pair[0]]);
  expect([...indexVariants(activity, Uint32Array.of(0, 16, 32, 48), 64).variantOf]).toEqual([0, 1, 0]);
});

test('many distinct sequences, so that the tables grow', () => {
  const cases = 30_000;
  const caseStart = Uint32Array.from({ length: cases + 1 }, (_, c) => 4 * c);
  const activity = Uint8Array.from({ length: 4 * cases }, (_, e) => ((e >> 2) >> (4 * (e & 3))) & 15);
  const { size, variantOf } = indexVariants(activity, caseStart, 16);
  expect(size).toBe(cases);
  expect(variantOf.every((variant, c) => variant === c)).toBe(true);
});

test('is what joining labels finds, for any log', () => {
  fc.assert(
    fc.property(arbitraryPlainRows, (rows) => {
      const derived = derivedFrom(rows);
      const { variants, activities } = derived.log;
      const keys = casesOf(derived).map((events) => events.map(({ activity }) => activity));
      const distinct = [...new Set(keys.map((key) => key.join()))];
      expect([...variants.variantOf]).toEqual(keys.map((key) => distinct.indexOf(key.join())));
      distinct.forEach((key, v) => {
        expect(variants.sequence.subarray(variants.sequenceStart[v], variants.sequenceStart[v + 1]).join()).toBe(key);
      });
      const sequences = distinct.map((key) => key.split(',').map(Number));
      const lists = (timesIn: (sequence: number[]) => number) =>
        sequences.map((sequence, v) => [v, timesIn(sequence)] as const).filter(([, times]) => times > 0);
      let edges = 0;
      for (let from = 0; from < activities.length; from++) {
        for (let to = 0; to < activities.length; to++) {
          const expected = lists(
            (sequence) => sequence.filter((code, i) => code === to && i > 0 && sequence[i - 1] === from).length
          );
          const edge = findEdge(variants, from, to);
          expect(edge).toBe(expected.length === 0 ? -1 : edges++);
          if (edge < 0) continue;
          const [at, end] = [variants.edgeStart[edge]!, variants.edgeStart[edge + 1]!];
          expect(Array.from({ length: end - at }, (_, i) => [variants.edgeVariant[at + i], variants.edgeTimes[at + i]])).toEqual(
            expected
          );
        }
        const [at, end] = [variants.nodeStart[from]!, variants.nodeStart[from + 1]!];
        expect(Array.from({ length: end - at }, (_, i) => [variants.nodeVariant[at + i], variants.nodeTimes[at + i]])).toEqual(
          lists((sequence) => sequence.filter((code) => code === from).length)
        );
      }
    }),
    { numRuns: 200 }
  );
});
