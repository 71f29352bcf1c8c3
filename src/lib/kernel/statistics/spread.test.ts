import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectClose } from '../testing/expect-close';
import { ExactSum, spreadOf, spreadOfCounts } from './spread';

test("percentiles are type 7, the standard deviation is the sample's", () => {
  expect(spreadOf(Float64Array.of(1, 2, 3, 4))).toMatchObject({
    count: 4,
    min: 1,
    q1: 1.75,
    median: 2.5,
    q3: 3.25,
    max: 4,
    mean: 2.5,
    sd: Math.sqrt(5 / 3),
    sum: 10
  });
  expect(spreadOf(Float64Array.of(7))).toMatchObject({ count: 1, p5: 7, p95: 7, sd: NaN });
  expect(spreadOf(new Float64Array(0))).toMatchObject({ count: 0, median: NaN, mean: NaN, sum: NaN });
});

test('numbers with counts are as the numbers written out', () => {
  const values = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { maxLength: 30 });
  fc.assert(
    fc.property(values, fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 30, maxLength: 30 }), (numbers, counts) => {
      const ascending = Float64Array.from(numbers).sort();
      const written = Float64Array.from([...ascending].flatMap((value, i) => Array<number>(counts[i]!).fill(value)));
      const is = spreadOfCounts(ascending, counts);
      const should = spreadOf(written);
      for (const [name, value] of Object.entries(should)) expectClose(is[name as keyof typeof is], value as number);
    })
  );
});

test('a sum loses nothing', () => {
  const sum = new ExactSum();
  for (const part of [1e16, 1, -1e16]) sum.add(part);
  expect(sum.value).toBe(1);
});
