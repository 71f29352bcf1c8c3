import type { Clause, LogSelection, Renaming } from '$lib/model/selection';
import type { VariantsView } from './variants-view';
import type { ViewState } from './view-state';

/** What a name of before is now: one name, or several where a group was taken apart. */
type NamesNow = (name: string) => readonly string[];

/**
 * The view with activities called `to` that are called one of `from` now: renamed, or grouped where several, or one that has the name
 * already, come under it. Clauses and everything else that names activities go with them.
 *
 * @param ownLabels activities as the log calls them
 */
export function renamedView(view: ViewState, from: readonly string[], to: string, ownLabels: readonly string[]): ViewState {
  const shownAs = shownNames(view.selection.names);
  return viewWithNames(
    view,
    ownLabels.map((own) => ({ from: own, to: from.includes(shownAs(own)) ? to : shownAs(own) })),
    ownLabels
  );
}

/** The view with the activities that are called one of `names` as the log calls them again; every activity where none is given. */
export function unnamedView(view: ViewState, names: readonly string[] | null, ownLabels: readonly string[]): ViewState {
  const shownAs = shownNames(view.selection.names);
  return viewWithNames(
    view,
    ownLabels.map((own) => ({ from: own, to: names === null || names.includes(shownAs(own)) ? own : shownAs(own) })),
    ownLabels
  );
}

/**
 * The view under other names. A name in a list becomes the names that its activities have now, none twice. Where one name stood and there
 * are several now (a group taken apart), `follows` becomes any of the pairs; a clause that cannot say it (a variant, a part of a case)
 * is muted.
 */
export function viewWithNames(view: ViewState, names: readonly Renaming[], ownLabels: readonly string[]): ViewState {
  const before = shownNames(view.selection.names);
  const after = shownNames(names);
  const now = new Map<string, string[]>();
  for (const own of ownLabels) {
    const list = now.get(before(own)) ?? [];
    if (!list.includes(after(own))) list.push(after(own));
    now.set(before(own), list);
  }
  const namesNow: NamesNow = (name) => now.get(name) ?? [name];
  const kept = ownLabels.flatMap((own) => (after(own) === own ? [] : { from: own, to: after(own) }));
  const clauses = view.selection.clauses.map((clause) => renamedClause(clause, namesNow));
  const selection: LogSelection = kept.length > 0 ? { names: kept, clauses } : { clauses };
  return {
    ...view,
    selection,
    hidden: listNow(view.hidden, namesNow),
    overlay: sequencesNow(view.overlay.filter(isSayable(namesNow)), namesNow),
    variants: variantsNow(view.variants, namesNow)
  };
}

function shownNames(names: readonly Renaming[] = []): (own: string) => string {
  const toOf = new Map(names.map(({ from, to }) => [from, to]));
  return (own) => toOf.get(own) ?? own;
}

/** Names and happy path of variants; what goes over a group that was taken apart is no variant any more. */
function variantsNow(variants: VariantsView, namesNow: NamesNow): VariantsView {
  const { happyPath } = variants;
  const isKept = isSayable(namesNow);
  const known = new Set<string>();
  const names = variants.names.flatMap((named) => {
    if (named.group !== null) return named;
    const sequence = named.sequence.map((name) => name && namesNow(name)[0]!);
    const key = JSON.stringify(sequence);
    if (known.has(key) || !isKept(named.sequence)) return [];
    known.add(key);
    return { ...named, sequence };
  });
  return {
    ...variants,
    names,
    happyPath: happyPath !== null && isKept(happyPath) ? (sequencesNow([happyPath], namesNow)[0] ?? null) : null
  };
}

/** Whether each step of a sequence has one name now. */
function isSayable(namesNow: NamesNow): (sequence: readonly (string | null)[]) => boolean {
  return (sequence) => sequence.every((name) => name === null || namesNow(name).length === 1);
}

function listNow(names: readonly string[], namesNow: NamesNow): readonly string[] {
  return [...new Set(names.flatMap(namesNow))];
}

function renamedClause(clause: Clause, namesNow: NamesNow): Clause {
  switch (clause.kind) {
    case 'activity':
    case 'rework':
      return { ...clause, activities: listNow(clause.activities, namesNow) };
    case 'completion':
      return { ...clause, ends: listNow(clause.ends, namesNow) };
    case 'events':
      return clause.column === null ? { ...clause, values: valuesNow(clause.values, namesNow) } : clause;
    case 'follows': {
      const pairs = namesNow(clause.from).flatMap((from) => namesNow(clause.to).map((to) => ({ ...clause, from, to })));
      if (pairs.length === 1) return pairs[0]!;
      const { id, negated, muted } = clause;
      const clauses = pairs.map((pair, i) => ({ ...pair, id: `${id}-${i + 1}`, negated: false, muted: false }));
      return { kind: 'group', join: 'or', id, negated, muted, clauses };
    }
    case 'variant': {
      if (clause.column !== undefined) return clause;
      if (!clause.sequences.every(isSayable(namesNow))) return { ...clause, muted: true };
      return { ...clause, sequences: sequencesNow(clause.sequences, namesNow) };
    }
    case 'crop': {
      const one = (name: string | null): string | null => (name === null ? null : namesNow(name)[0]!);
      const isApart = [clause.from, clause.to].some((name) => name !== null && namesNow(name).length > 1);
      return { ...clause, from: one(clause.from), to: one(clause.to), muted: clause.muted || isApart };
    }
    case 'group':
      return { ...clause, clauses: clause.clauses.map((inner) => renamedClause(inner, namesNow)) };
    case 'time-span':
    case 'attribute':
    case 'range':
    case 'metric':
    case 'case-list':
    case 'top':
    case 'coverage':
    case 'sql':
      return clause;
  }
}

function valuesNow(values: readonly (string | null)[], namesNow: NamesNow): readonly (string | null)[] {
  return [...new Set(values.flatMap((value): readonly (string | null)[] => (value === null ? [null] : namesNow(value))))];
}

/** Sequences under their new names, none twice. */
function sequencesNow<T extends string | null>(
  sequences: readonly (readonly T[])[],
  namesNow: NamesNow
): readonly (readonly (T | string)[])[] {
  const now = (name: T): T | string => (name === null ? name : namesNow(name)[0]!);
  const seen = new Map(sequences.map((sequence) => sequence.map(now)).map((names) => [JSON.stringify(names), names]));
  return [...seen.values()];
}
