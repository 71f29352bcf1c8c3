import { createHash, randomBytes } from 'node:crypto';

/** Crockford's digits: no I, L, O, U, so that a code can be read aloud and typed from paper. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP = 5;

/** A random code of `groups` times 5 digits (25 bits each), `8K3QZ-...`. */
export function randomCode(groups: number): string {
  const digits = [...randomBytes(groups * GROUP)].map((byte) => DIGITS[byte & 31]!);
  return Array.from({ length: groups }, (_, g) => digits.slice(g * GROUP, (g + 1) * GROUP).join('')).join('-');
}

/** A code as it was meant: case, spaces, hyphens and the letters that are taken for digits do not matter. */
export function readCode(typed: string): string {
  const plain = typed.normalize('NFKC').toUpperCase();
  return plain
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}

/** What the store keeps of a code. Enough for codes of 50 random bits and more, whose tries are counted. */
export const hashOfCode = (typed: string): Buffer => createHash('sha256').update(readCode(typed)).digest();
