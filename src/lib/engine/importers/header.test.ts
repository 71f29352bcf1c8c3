import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnNames, matchHeaders, numberedNames } from './header';

test('names are never empty and never twice', () => {
  const cell = fc.constantFrom('', ' ', 'a', ' a ', 'a (2)', 'column 1', 'column 2', '__proto__');
  fc.assert(
    fc.property(fc.array(cell), (cells) => {
      const names = columnNames(cells, 'f');
      expect(new Set(names).size).toBe(cells.length);
      for (const name of names) expect(name.trim()).not.toBe('');
      cells.forEach((text, i) => {
        const trimmed = text.trim();
        if (trimmed !== '' && cells.findIndex((other) => other.trim() === trimmed) === i) expect(names[i]).toBe(trimmed);
      });
    })
  );
});

test('too many are refused', () => {
  expect(numberedNames(4096, 'f')).toHaveLength(4096);
  expect(() => numberedNames(4097, 'f')).toThrow(
    expect.objectContaining({ code: 'too-many-columns', detail: { file: 'f', count: 4097, limit: 4096 } })
  );
});

test('columns are matched by name in any order', () => {
  expect(matchHeaders(['a', 'b', 'c'], ['c', 'a', 'b'], 'f')).toEqual([1, 2, 0]);
  expect(() => matchHeaders(['a', 'b'], ['a', 'x', 'y'], 'f')).toThrow(
    expect.objectContaining({ code: 'different-headers', detail: { file: 'f', missing: 'b', extra: 'x, y' } })
  );
});
