import { expect, test } from 'vitest';
import { caseIdsIn } from './case-ids';

test.each<[string, readonly string[]]>([
  ['', []],
  ['4711', ['4711']],
  ['4711\r\n4712\n\n4711', ['4711', '4712']],
  ['a, b;c\td', ['a', 'b', 'c', 'd']],
  ['Case 1, north\nCase 2, south', ['Case 1, north', 'Case 2, south']],
  ["'a',\n'b',\n'c'", ['a', 'b', 'c']],
  ['a\tx\nb\ty', ['a', 'x', 'b', 'y']],
  ['注文1、注文2', ['注文1', '注文2']]
])('%j', (text, ids) => {
  expect(caseIdsIn(text)).toEqual(ids);
});
