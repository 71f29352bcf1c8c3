import type { VariantName } from '$lib/session/variants-view';

type Sequence = readonly (string | null)[];

export function isSame(a: Sequence, b: Sequence): boolean {
  return a.length === b.length && a.every((label, i) => label === b[i]);
}

/** What the analyst called a variant; undefined where it has no name. `length` first: sequences may be long, and rows are many. */
export function nameOf(
  names: readonly VariantName[],
  group: string | null,
  length: number,
  sequence: () => Sequence
): string | undefined {
  const alike = names.filter((name) => name.group === group && name.sequence.length === length);
  if (alike.length === 0) return undefined;
  const labels = sequence();
  return alike.find((name) => isSame(name.sequence, labels))?.name;
}

/** The names with this one given; an empty name takes the old one back. */
export function renamed(
  names: readonly VariantName[],
  group: string | null,
  sequence: Sequence,
  name: string
): readonly VariantName[] {
  const others = names.filter((old) => old.group !== group || !isSame(old.sequence, sequence));
  const text = name.trim();
  return text === '' ? others : [...others, { group, sequence, name: text }];
}
