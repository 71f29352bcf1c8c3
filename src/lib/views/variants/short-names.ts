/** Characters that fit a step of a chevron row. */
const ROOM = 9;

/** Full-width characters take the room of two. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += /[\u2e80-\uffef]/u.test(character) ? 2 : 1;
  return width;
}

function cut(text: string, room: number): string {
  if (widthOf(text) <= room) return text;
  let kept = '';
  for (const character of text) {
    if (widthOf(kept + character) > room - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/**
 * A short name per activity, in the order given: the words that tell it from the others, as many as fit. A first word that another
 * activity begins with too is left out ("Check credit", "Check stock" -> "credit", "stock"). Two activities may still get one short
 * name: the full one belongs in a tooltip.
 */
export function shortNames(labels: readonly string[], room = ROOM): string[] {
  const words = labels.map((label) => label.trim().split(/[\s_]+/u));
  const beginnings = new Map<string, number>();
  for (const [first = ''] of words) beginnings.set(first, (beginnings.get(first) ?? 0) + 1);
  return words.map((list) => {
    const isShared = list.length > 1 && beginnings.get(list[0]!)! > 1;
    const [name = '', ...rest] = isShared ? list.slice(1) : list;
    let short = name;
    for (const word of rest) {
      if (widthOf(`${short} ${word}`) > room) break;
      short += ` ${word}`;
    }
    return cut(short, room);
  });
}
