import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { VariantIndex } from '$lib/model/log';
import { bitsAreQuicker, casesByBits, itemBitsOf, planesOf } from './variant-bits';

/** An index of one edge a given set of variants holds, and one that every variant holds. */
function indexOf(size: number, held: readonly number[]): VariantIndex {
  const edgeVariant = Uint32Array.from([...held, ...Array.from({ length: size }, (_, v) => v)]);
  const edgeStart = Uint32Array.of(0, held.length, held.length + size);
  const none = Uint32Array.of(0);
  return { size, edgeStart, edgeVariant, nodeStart: none, nodeVariant: new Uint32Array(0) } as unknown as VariantIndex;
}

test('counts as the plain sum does, whatever the numbers of cases', () => {
  fc.assert(
    fc.property(fc.integer({ min: 65_536, max: 65_700 }), fc.integer({ min: 1, max: 60_000 }), fc.nat(), (size, most, seed) => {
      const number = (v: number): number => Math.imul(v ^ seed, 2654435761) >>> 8;
      const cases = Uint16Array.from({ length: size }, (_, v) => number(v) % (most + 1));
      const held = Array.from({ length: size }, (_, v) => v).filter((v) => number(v + size) % 3 === 0);
      const bits = itemBitsOf(indexOf(size, held))!.edges;
      const planes = planesOf(cases);
      const sum = (list: readonly number[]): number => list.reduce((total, v) => total + cases[v]!, 0);
      expect(casesByBits(bits, bits.at[0]!, planes)).toBe(sum(held));
      expect(casesByBits(bits, bits.at[1]!, planes)).toBe(sum([...cases.keys()]));
    }),
    { numRuns: 20 }
  );
});

test('no selected case has no plane, and every item counts nothing', () => {
  const bits = itemBitsOf(indexOf(70_000, []))!.edges;
  expect(planesOf(new Uint8Array(70_000))).toEqual([]);
  expect(casesByBits(bits, bits.at[1]!, [])).toBe(0);
});

test('items that few variants hold have no bits, small logs have none at all', () => {
  expect([...itemBitsOf(indexOf(70_000, [1, 2, 3]))!.edges.at]).toEqual([-1, 0]);
  expect(itemBitsOf(indexOf(1000, []))).toBeNull();
});

test('many planes make gathering the better choice', () => {
  const { edges } = itemBitsOf(indexOf(70_000, []))!;
  const plane = new Uint32Array(edges.words);
  expect(bitsAreQuicker(edges, [plane], 70_000)).toBe(true);
  expect(bitsAreQuicker(edges, new Array<Uint32Array>(30).fill(plane), 30_000)).toBe(false);
});
