import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LogColumns } from '$lib/model/log';
import { casesByBits, itemBitsOf, lowestBits } from './variant-bits';

/** A log of so many variants, of which variant v has `times(v)` cases, with two edges: one that `held` variants hold, one that all do. */
function logOf(size: number, held: readonly number[], times: (v: number) => number): LogColumns {
  const variantOf = Uint32Array.from(Array.from({ length: size }, (_, v) => new Array<number>(times(v)).fill(v)).flat());
  const edgeVariant = Uint32Array.from([...held, ...Array.from({ length: size }, (_, v) => v)]);
  const edgeStart = Uint32Array.of(0, held.length, held.length + size);
  const none = Uint32Array.of(0);
  return {
    variants: { size, variantOf, edgeStart, edgeVariant, nodeStart: none, nodeVariant: new Uint32Array(0) }
  } as unknown as LogColumns;
}

test('counts as the plain sum does, variants of one case and of several', () => {
  fc.assert(
    fc.property(fc.integer({ min: 65_536, max: 65_700 }), fc.integer({ min: 1, max: 5 }), fc.nat(), (size, most, seed) => {
      const number = (v: number): number => Math.imul(v ^ seed, 2654435761) >>> 8;
      const times = (v: number): number => 1 + (number(v) % 7 === 0 ? number(v + 1) % most : 0);
      const selected = Uint8Array.from({ length: size }, (_, v) => number(v + 2) % (times(v) + 1));
      const held = Array.from({ length: size }, (_, v) => v).filter((v) => number(v + size) % 3 === 0);
      const { edges } = itemBitsOf(logOf(size, held, times))!;
      const bits = lowestBits(selected);
      const sum = (list: Iterable<number>): number => [...list].reduce((total, v) => total + selected[v]!, 0);
      expect(casesByBits(edges, 0, selected, bits)).toBe(sum(held));
      expect(casesByBits(edges, 1, selected, bits)).toBe(sum(selected.keys()));
    }),
    { numRuns: 20 }
  );
});

test('items that few variants hold have no bits, small logs have none at all', () => {
  expect([...itemBitsOf(logOf(70_000, [1, 2, 3], () => 1))!.edges.at]).toEqual([-1, 0]);
  expect(itemBitsOf(logOf(1000, [], () => 1))).toBeNull();
});
