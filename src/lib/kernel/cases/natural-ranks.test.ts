import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dictionaryOf } from '$lib/model/dictionary';
import { naturalRanks } from './natural-ranks';

function sorted(texts: readonly string[]): string[] {
  const ranks = naturalRanks(dictionaryOf(texts));
  const order: string[] = [];
  texts.forEach((text, i) => (order[ranks[i]!] = text));
  return order;
}

test('numbers in texts count as numbers, whatever their length; all else goes by code point', () => {
  expect(sorted(['case 10', 'case 9', 'Case 2', '100', '20', 'あ2', 'あ10', 'case 9b', 'case 9', ''])).toEqual([
    '',
    '20',
    '100',
    'Case 2',
    'case 9',
    'case 9',
    'case 9b',
    'case 10',
    'あ2',
    'あ10'
  ]);
  expect(sorted(['7', '007', '07a', '7a', '0'])).toEqual(['0', '7', '007', '07a', '7a']);
  const long = '9'.repeat(40);
  expect(sorted([`1${'0'.repeat(40)}`, long])).toEqual([long, `1${'0'.repeat(40)}`]);
});

test('whole numbers stand in the order of the numbers, equal ones in that of the dictionary', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), (numbers) => {
      const ranks = naturalRanks(dictionaryOf(numbers.map(String)));
      const order = numbers.map((_, i) => i).sort((a, b) => numbers[a]! - numbers[b]! || a - b);
      expect(order.map((i) => ranks[i])).toEqual(order.map((_, rank) => rank));
    })
  );
});
