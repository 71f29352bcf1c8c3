import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timeSorter } from './sort-times';

function expectSorted(values: readonly number[]): void {
  // A margin on both sides shows that nothing outside the segment is touched.
  const timeMs = Float64Array.of(7, ...values, -7);
  const caseOf = Uint32Array.from(timeMs, (_, i) => i);
  timeSorter(values.length)(timeMs, caseOf, 1, values.length + 1);
  const expected = values.map((value, i) => ({ value, i: i + 1 })).sort((a, b) => a.value - b.value || a.i - b.i);
  expect([...timeMs]).toEqual([7, ...expected.map(({ value }) => value), -7]);
  expect([...caseOf]).toEqual([0, ...expected.map(({ i }) => i), values.length + 1]);
}

const repeated = (n: number, valueOf: (i: number) => number) => Array.from({ length: n }, (_, i) => valueOf(i));
const scattered = (i: number) => Math.imul(i + 1, 0x9e3779b1) >>> 0;

test.each([
  ['whole seconds', repeated(6000, (i) => (scattered(i) % 9973) * 1000 - 5000)],
  ['milliseconds', repeated(6000, (i) => scattered(i) - 2 ** 31)],
  ['a span just within 2^32', [0, 2 ** 32 - 1, ...repeated(40, scattered)]],
  ['a span beyond 2^32 ms, no whole seconds', repeated(5000, (i) => scattered(i) * 7 - 2 ** 33)],
  ['fractions of both signs', repeated(5000, (i) => (scattered(i) - 2 ** 31) / 1024)],
  ['microseconds', repeated(300, (i) => scattered(i) / 1000)],
  ['one value', repeated(100, () => -3)],
  ['one fraction', repeated(100, () => -3.5)],
  ['beyond safe integers', repeated(50, (i) => (i % 2 ? 1 : -1) * 2 ** 60 * (i + 1))],
  ['seconds beyond 2^32 of them', repeated(50, (i) => 1000 * scattered(i) * 3)]
])('sorts %s', (_, values) => expectSorted(values));

test('sorts any numbers, stably', () => {
  const number = fc.oneof(
    fc.integer({ min: -50, max: 50 }),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }).map((x) => x + 0)
  );
  fc.assert(
    fc.property(fc.array(number, { maxLength: 120 }), (values) => expectSorted(values)),
    { numRuns: 300 }
  );
});
