import { isEventClause, type Clause, type ClauseOf } from '$lib/model/selection';

/**
 * Changes of the list of clauses, groups included. All are pure: they give another list, or the same where there is nothing to do.
 * A group that is left with one part becomes that part, one that is left with none goes.
 */
type Clauses = readonly Clause[];

/** The clause of an id, in a group too. */
export function clauseOf(clauses: Clauses, id: string): Clause | undefined {
  for (const clause of clauses) {
    if (clause.id === id) return clause;
    const inside = clause.kind === 'group' ? clauseOf(clause.clauses, id) : undefined;
    if (inside) return inside;
  }
  return undefined;
}

/** The group that directly holds the clause; undefined at the top. */
export function groupAround(clauses: Clauses, id: string): ClauseOf<'group'> | undefined {
  for (const clause of clauses) {
    if (clause.kind !== 'group') continue;
    if (clause.clauses.some((part) => part.id === id)) return clause;
    const inside = groupAround(clause.clauses, id);
    if (inside) return inside;
  }
  return undefined;
}

/** The clause of the same id replaced by these: one to change it, none to remove it, several to take it apart. */
function replaced(clauses: Clauses, id: string, by: Clauses): Clauses {
  return clauses.flatMap((clause): Clauses => {
    if (clause.id === id) return by;
    if (clause.kind !== 'group' || clauseOf(clause.clauses, id) === undefined) return [clause];
    return simple({ ...clause, clauses: replaced(clause.clauses, id, by) });
  });
}

/** A group of one is that one, turned round if the group is. */
function simple(group: ClauseOf<'group'>): Clauses {
  const [only] = group.clauses;
  if (group.clauses.length > 1) return [group];
  return only === undefined ? [] : [{ ...only, negated: only.negated !== group.negated, muted: only.muted || group.muted }];
}

/** With the clause in place of the one of its id. */
export function withClause(clauses: Clauses, clause: Clause): Clauses {
  return replaced(clauses, clause.id, [clause]);
}

export function withoutClause(clauses: Clauses, id: string): Clauses {
  return replaced(clauses, id, []);
}

/** Those of the list that are not the clause, nor a group that holds it: what an editor of the clause counts among. */
export function besides(clauses: Clauses, id: string): Clauses {
  return clauses.filter((clause) => clauseOf([clause], id) === undefined);
}

/** As they take effect: those that leave events out first. */
export function inEffectOrder(clauses: Clauses): Clauses {
  return [...clauses.filter(isEventClause), ...clauses.filter((clause) => !isEventClause(clause))];
}

/** The clause moved one place to the left (-1) or right (1), among those it is listed with: event clauses, case clauses, its group. */
export function moved(clauses: Clauses, id: string, by: -1 | 1): Clauses {
  const group = groupAround(clauses, id);
  if (group) return withClause(clauses, { ...group, clauses: moved(group.clauses, id, by) });
  const order = [...inEffectOrder(clauses)];
  const at = order.findIndex((clause) => clause.id === id);
  const other = order[at + by];
  const clause = order[at];
  if (!clause || !other || isEventClause(other) !== isEventClause(clause)) return clauses;
  [order[at], order[at + by]] = [other, clause];
  return order;
}

/** The clause put before another one, or at the end; the others keep their order. */
export function movedBefore(clauses: Clauses, id: string, before: string | null): Clauses {
  const order = inEffectOrder(clauses);
  const clause = order.find((one) => one.id === id);
  if (!clause || id === before) return clauses;
  const others = order.filter((one) => one.id !== id);
  const at = before === null ? others.length : others.findIndex((one) => one.id === before);
  return at < 0 ? clauses : inEffectOrder([...others.slice(0, at), clause, ...others.slice(at)]);
}

/**
 * These clauses of the top as one group, where the first of them stands. Groups joined the same way, neither turned round nor switched
 * off, give their parts. Event clauses cannot be grouped and stay.
 */
export function grouped(clauses: Clauses, ids: ReadonlySet<string>, join: 'and' | 'or', id: string): Clauses {
  const chosen = clauses.filter((clause) => ids.has(clause.id) && !isEventClause(clause));
  const [first] = chosen;
  if (chosen.length < 2 || !first) return clauses;
  const parts = chosen.flatMap((clause) =>
    clause.kind === 'group' && clause.join === join && !clause.negated && !clause.muted ? clause.clauses : [clause]
  );
  const group: ClauseOf<'group'> = { id, kind: 'group', join, negated: false, muted: false, clauses: parts };
  return clauses.flatMap((clause) => (clause === first ? [group] : chosen.includes(clause) ? [] : [clause]));
}

/**
 * A group's parts in its place. Only where that means the same: of one joined by `or`, or turned round, the parts stand for themselves
 * and the cases may be others.
 */
export function ungrouped(clauses: Clauses, id: string): Clauses {
  const group = clauseOf(clauses, id);
  return group?.kind === 'group' ? replaced(clauses, id, group.clauses) : clauses;
}

/** A part of a group as a clause of its own, behind the group. */
export function takenOut(clauses: Clauses, id: string): Clauses {
  const part = clauseOf(clauses, id);
  const top = clauses.findIndex((clause) => clause.kind === 'group' && clauseOf(clause.clauses, id) !== undefined);
  if (!part || top < 0) return clauses;
  const after = clauses[top + 1]?.id;
  const rest = withoutClause(clauses, id);
  const at = after === undefined ? rest.length : rest.findIndex((clause) => clause.id === after);
  return [...rest.slice(0, at), part, ...rest.slice(at)];
}

/**
 * The cases that all of these keep together, turned round: one group of the case clauses that have an effect, negated; a single one is
 * turned round itself. Event clauses and muted ones stay as they are.
 */
export function inverted(clauses: Clauses, id: string): Clauses {
  const chosen = clauses.filter((clause) => !clause.muted && !isEventClause(clause));
  const [only] = chosen;
  if (!only) return clauses;
  if (chosen.length > 1) {
    const ids = new Set(chosen.map((clause) => clause.id));
    return grouped(clauses, ids, 'and', id).map((clause) => (clause.id === id ? { ...clause, negated: true } : clause));
  }
  if (only.kind === 'group' && only.negated && only.join === 'and') return replaced(clauses, only.id, only.clauses);
  return clauses.map((clause) => (clause === only ? { ...clause, negated: !clause.negated } : clause));
}

/** The clause with other ids throughout: a copy that can stand beside it. */
export function withFreshIds(clause: Clause, freshId: () => string): Clause {
  const copy = { ...clause, id: freshId() };
  return copy.kind === 'group' ? { ...copy, clauses: copy.clauses.map((part) => withFreshIds(part, freshId)) } : copy;
}
