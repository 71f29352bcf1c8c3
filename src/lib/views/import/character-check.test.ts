import { expect, test } from 'vitest';
import { charactersToCheck } from './character-check';

test('telling characters come first, each once, ASCII never', () => {
  expect(charactersToCheck(['SO-1,受注,髙橋', '受注,㈱ｶﾅ'])).toEqual(['髙', '㈱', 'ｶ', 'ﾅ', '受', '注', '橋']);
});

test('a broken reading shows its replacement characters', () => {
  expect(charactersToCheck(['\uFFFD\uFFFDabc'])).toEqual(['\uFFFD']);
});

test('nothing to check in ASCII; never more than 16', () => {
  expect(charactersToCheck(['plain', ' \u3000'])).toEqual([]);
  expect(charactersToCheck([Array.from({ length: 90 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('')])).toHaveLength(16);
});
