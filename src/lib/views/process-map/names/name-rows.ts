import type { Renaming } from '$lib/model/selection';

/** An activity as the log calls it, what it is called here, and how many activities are called so. */
export interface NameRow {
  readonly own: string;
  readonly shown: string;
  readonly members: number;
}

/** Activities whose own or shown name holds the text, letters of any case. In the log's order. */
export function nameRows(ownLabels: readonly string[], names: readonly Renaming[], search: string): readonly NameRow[] {
  const toOf = new Map(names.map(({ from, to }) => [from, to]));
  const shownAs = (own: string): string => toOf.get(own) ?? own;
  const members = new Map<string, number>();
  for (const own of ownLabels) members.set(shownAs(own), (members.get(shownAs(own)) ?? 0) + 1);
  const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
  const wanted = plain(search.trim());
  return ownLabels
    .map((own) => ({ own, shown: shownAs(own), members: members.get(shownAs(own))! }))
    .filter(({ own, shown }) => plain(own).includes(wanted) || plain(shown).includes(wanted));
}
