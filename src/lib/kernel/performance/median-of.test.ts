import fc from 'fast-check';
import { expect, test } from 'vitest';
import { medianOf } from './median-of';

test('the middle of the sorted values, or half way between the two', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ noNaN: true, min: -1e9, max: 1e9 })), { minLength: 1 }),
      (values) => {
        const sorted = [...values].sort((a, b) => a - b);
        const [low, high] = [sorted[(values.length - 1) >> 1]!, sorted[values.length >> 1]!];
        // what stands behind the length is not looked at
        expect(medianOf(Float64Array.from([...values, 1e12, -1e12]), values.length)).toBeCloseTo((low + high) / 2, 6);
      }
    )
  );
});

test('equal and sorted values take no more time than others', () => {
  expect(medianOf(new Float64Array(3), 0)).toBeNaN();
  expect(medianOf(new Float64Array(200_000).fill(3), 200_000)).toBe(3);
  expect(
    medianOf(
      Float64Array.from({ length: 200_001 }, (_, i) => i),
      200_001
    )
  ).toBe(100_000);
});
