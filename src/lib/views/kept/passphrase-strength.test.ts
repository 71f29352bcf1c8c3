import { expect, test } from 'vitest';
import { characters, passphraseStrength } from './passphrase-strength';

test.each([
  ['', 'weak'],
  ['aaaaaaaaaaaaaaaaaaaaaaaa', 'weak'],
  ['abcdefghijklmnopqrstuvwxyz', 'weak'],
  ['12345678901234567890', 'weak'],
  ['password', 'weak'],
  ['two words', 'weak'],
  ['meadow anvil cloud', 'fair'],
  ['meadow anvil cloud pepper seven', 'good'],
  ['Xk4!rTz9qLw2', 'good'],
  ['紫陽花の庭に猫が三匹', 'good']
])('%j is %s', (passphrase, strength) => {
  expect(passphraseStrength(passphrase)).toBe(strength);
});

test('characters are counted as people do', () => {
  expect(characters('𠮷野家🍜')).toBe(4);
});
