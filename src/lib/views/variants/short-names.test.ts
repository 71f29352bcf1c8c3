import { expect, test } from 'vitest';
import { shortNames } from './short-names';

test('keeps the words that fit', () => {
  expect(shortNames(['Check credit', 'Ship'])).toEqual(['Check', 'Ship']);
  expect(shortNames(['Pay it', 'Acknowledgement'])).toEqual(['Pay it', 'Acknowle…']);
});

test('leaves out a first word that others begin with too, but never all of a name', () => {
  expect(shortNames(['Check credit', 'Check stock', 'Ship goods'])).toEqual(['credit', 'stock', 'Ship']);
  expect(shortNames(['Resolve ticket', 'Resolve anomaly', 'Insert ticket'])).toEqual(['Resolve…', 'anomaly', 'Insert']);
  expect(shortNames(['a', 'a'])).toEqual(['a', 'a']);
});

test('counts full-width characters as two', () => {
  expect(shortNames(['与信確認を行う', '受注'])).toEqual(['与信確認…', '受注']);
});

test('names that begin alike are told apart by what follows', () => {
  expect(shortNames(['Check the invoice against the order', 'Check the invoice for duplicates'])).toEqual([
    '…against…',
    '…for dup…'
  ]);
  expect(shortNames(['追加書類依頼', '追加書類受領'])).toEqual(['…依頼', '…受領']);
  expect(shortNames(['Check the invoice', 'Check the invoice'])).toEqual(['Check th…', 'Check th…']);
});
