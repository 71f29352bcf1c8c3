import { createHash, randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U, which are read as others. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 5;
const GROUP = 5;

/** A code to be read and typed: 5 groups of 5 letters, 125 bits. */
export function drawCode(): string {
  const letters = Array.from({ length: GROUPS * GROUP }, () => LETTERS[randomInt(LETTERS.length)]!).join('');
  return letters.match(new RegExp(`.{${GROUP}}`, 'g'))!.join('-');
}

/** SHA-256 of a code as somebody typed it: case, spaces and hyphens do not count, O is 0, I and L are 1. */
export function hashCode(typed: string): Buffer {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return createHash('sha256').update(plain).digest();
}
