/** Characters that fit a step of a chevron row. */
const ROOM = 9;

/** Full-width characters take the room of two. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += /[\u2e80-\uffef]/u.test(character) ? 2 : 1;
  return width;
}

/** As much of a label as fits. */
export function cut(text: string, room = ROOM): string {
  if (widthOf(text) <= room) return text;
  let kept = '';
  for (const character of text) {
    if (widthOf(kept + character) > room - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/**
 * A short name per activity, in the order given. The first words where no other activity begins with the same one; otherwise the words
 * after it, where no other activity has them ("Check credit", "Check stock" -> "credit", "stock"); otherwise as much as fits, or, where
 * that would be the same for several, what follows their common beginning. Two activities may still get one short name: the full one
 * belongs in a tooltip.
 */
export function shortNames(labels: readonly string[], room = ROOM): string[] {
  const words = labels.map((label) => label.trim().split(/[\s_]+/u));
  const holders = new Map<string, number>();
  for (const list of words) for (const word of new Set(list)) holders.set(word, (holders.get(word) ?? 0) + 1);
  const isOwn = (word: string | undefined): boolean => word !== undefined && holders.get(word) === 1;
  const names = words.map((list, i) => {
    if (isOwn(list[0])) return cut(fitting(list, room), room);
    return cut(isOwn(list[1]) ? fitting(list.slice(1), room) : labels[i]!.trim(), room);
  });
  const alike = new Map<string, number[]>();
  names.forEach((name, i) => {
    const group = alike.get(name);
    if (group) group.push(i);
    else alike.set(name, [i]);
  });
  for (const group of alike.values()) {
    const texts = group.map((i) => labels[i]!.trim());
    const from = differsFrom(texts);
    if (from > 0) group.forEach((i, at) => (names[i] = cut(`…${texts[at]!.slice(from)}`, room)));
  }
  return names;
}

/** Where the first word begins in which not all of the texts are the same; 0 where there is none. */
function differsFrom(texts: readonly string[]): number {
  const [first = ''] = texts;
  let same = first.length;
  for (const text of texts) {
    let at = 0;
    while (at < same && text[at] === first[at]) at++;
    same = at;
  }
  const isAllOfOne = texts.some((text) => text.length === same);
  return isAllOfOne ? 0 : first.slice(0, same).search(/[^\s_\u2e80-\uffef]*$/u);
}

/** As many whole words as fit, the first in any case. */
function fitting(words: readonly string[], room: number): string {
  let [text = ''] = words;
  for (const word of words.slice(1)) {
    if (widthOf(`${text} ${word}`) > room) break;
    text += ` ${word}`;
  }
  return text;
}
