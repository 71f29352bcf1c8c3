import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alignedSequences } from './aligned-sequences';

const textOf = (codes: Uint32Array, lines: Int32Array): string =>
  [...lines].map((i) => (i < 0 ? '-' : String.fromCharCode(codes[i]!))).join('');

function beside(a: string, b: string): [string, string] {
  const [first, second] = [a, b].map((text) => Uint32Array.from(text, (letter) => letter.charCodeAt(0)));
  const lines = alignedSequences(first!, second!);
  return [textOf(first!, lines.first), textOf(second!, lines.second)];
}

/** Length of a longest common subsequence, straight from its definition. */
function commonLength(a: readonly number[], b: readonly number[], i = 0, j = 0): number {
  if (i === a.length || j === b.length) return 0;
  const skipped = Math.max(commonLength(a, b, i + 1, j), commonLength(a, b, i, j + 1));
  return a[i] === b[j] ? Math.max(skipped, 1 + commonLength(a, b, i + 1, j + 1)) : skipped;
}

test('equal steps stand beside each other, others alone', () => {
  expect(beside('abcd', 'abd')).toEqual(['abcd', 'ab-d']);
  expect(beside('abd', 'abcbd')).toEqual(['ab--d', 'abcbd']);
  expect(beside('axd', 'ayd')).toEqual(['ax-d', 'a-yd']);
  expect(beside('', 'ab')).toEqual(['--', 'ab']);
  expect(beside('', '')).toEqual(['', '']);
});

test('every step once and in order, and as many beside their equals as can be', () => {
  const codes = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 8 });
  fc.assert(
    fc.property(codes, codes, (a, b) => {
      const { first, second } = alignedSequences(Uint32Array.from(a), Uint32Array.from(b));
      expect([...first].filter((i) => i >= 0)).toEqual(a.map((_, i) => i));
      expect([...second].filter((i) => i >= 0)).toEqual(b.map((_, i) => i));
      const pairs = [...first].flatMap((i, line) => (i >= 0 && second[line]! >= 0 ? [[i, second[line]!] as const] : []));
      expect(pairs.every(([i, j]) => a[i] === b[j])).toBe(true);
      expect(pairs.length).toBe(commonLength(a, b));
    })
  );
});

test('long sequences, which are split, are aligned as well', () => {
  const long = Uint32Array.from({ length: 3000 }, (_, i) => (i * 7919) % 101);
  const other = long.filter((_, i) => i % 5 !== 0);
  const { first, second } = alignedSequences(Uint32Array.of(7, ...long, 8), Uint32Array.of(9, ...other, 10));
  const together = [...first].filter((i, line) => i >= 0 && second[line]! >= 0).length;
  expect(together).toBe(other.length);
  expect([...first].filter((i) => i >= 0).length).toBe(long.length + 2);
  expect([...second].filter((i) => i >= 0).length).toBe(other.length + 2);
});
