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
 * A short name per activity, in the order given: words that all names share at their front are left out, then the first words that
 * fit. Two activities may get one short name: the full one belongs in a tooltip.
 */
export function shortNames(labels: readonly string[], room = ROOM): string[] {
  const words = labels.map((label) => label.trim().split(/\s+/u));
  let shared = 0;
  const [first = []] = words;
  while (labels.length > 1 && words.every((list) => list.length > shared + 1 && list[shared] === first[shared])) shared++;
  return words.map((list) => {
    const rest = list.slice(shared);
    let name = rest[0] ?? '';
    for (const word of rest.slice(1)) {
      if (widthOf(`${name} ${word}`) > room) break;
      name += ` ${word}`;
    }
    return cut(name, room);
  });
}
