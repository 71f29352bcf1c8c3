/** Fewer characters than this are refused. */
export const LEAST_CHARACTERS = 8;

/** What a word of a list of some thousand words adds, in bits. */
const WORD_BITS = 13;
const FAIR_BITS = 38;
const GOOD_BITS = 64;

export type PassphraseStrength = 'weak' | 'fair' | 'good';

export function characters(passphrase: string): number {
  return [...passphrase].length;
}

/**
 * A rough guess of how hard a passphrase is to guess: by its kinds of characters, or by its words where that is less. Repeated and
 * counted-up characters add nothing. A hint, no proof: nobody can tell a birthday from chance.
 */
export function passphraseStrength(passphrase: string): PassphraseStrength {
  const bits = Math.min(characterBits(passphrase), wordBits(passphrase));
  return bits >= GOOD_BITS ? 'good' : bits >= FAIR_BITS ? 'fair' : 'weak';
}

function characterBits(passphrase: string): number {
  const points = [...passphrase].map((letter) => letter.codePointAt(0)!);
  const telling = points.filter((point, i) => i === 0 || Math.abs(point - points[i - 1]!) > 1).length;
  const distinct = new Set(points).size;
  const kinds: readonly (readonly [RegExp, number])[] = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/[0-9]/, 10],
    [/[ -/:-@[-`{-~]/, 33],
    [/[^\x00-\x7f]/, 1000]
  ];
  const pool = kinds.reduce((sum, [pattern, size]) => sum + (pattern.test(passphrase) ? size : 0), 0);
  // few different characters, however often, say little
  return Math.min(telling, 2 * distinct) * Math.log2(Math.max(2, pool));
}

/** Words of letters with spaces between are guessed as words. */
function wordBits(passphrase: string): number {
  const words = new Set(
    passphrase
      .toLowerCase()
      .split(/[\s\-_.]+/)
      .filter((word) => word !== '')
  );
  const isWords = words.size > 1 && [...words].every((word) => /^\p{L}{2,}$/u.test(word));
  return isWords ? words.size * WORD_BITS : Infinity;
}
