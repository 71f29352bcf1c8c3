/** What goes wrong first when an encoding is wrong: marks of CP932, half-width kana, wave dashes. */
const TELLING = /[①-⑳㈱㈲㍻㌔℡髙﨑彅ｦ-ﾟ～〜∥−￠￡￢纊-黑ⅰ-ⅹⅠ-Ⅹ]/u;
const SHOWN = 16;

/**
 * Characters beyond ASCII that occur in the texts, the telling ones first, each once; at most 16. People see at once whether
 * they are right.
 */
export function charactersToCheck(texts: Iterable<string>): readonly string[] {
  const telling = new Set<string>();
  const others = new Set<string>();
  for (const text of texts) {
    for (const character of text) {
      // … is the mark of a text that was cut for the preview
      if (character.codePointAt(0)! < 0x80 || character === '…' || /\s/u.test(character)) continue;
      (TELLING.test(character) ? telling : others).add(character);
    }
    if (telling.size >= SHOWN) break;
  }
  return [...telling, ...others].slice(0, SHOWN);
}
