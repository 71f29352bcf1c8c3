import type { Clause, ClauseKind, ClauseOf } from '$lib/model/selection';
import type { LogSession } from '$lib/session/log-session.svelte';
import type { BrushAct } from '$lib/ui/chart/chart';

/** The clause that a brush of a chart moves: the last of its kind that fits, standing by itself and not turned round or switched off. */
export function brushedClause<K extends ClauseKind>(
  clauses: readonly Clause[],
  kind: K,
  fits: (clause: ClauseOf<K>) => boolean = () => true
): ClauseOf<K> | undefined {
  const isOfKind = (clause: Clause): clause is ClauseOf<K> => clause.kind === kind;
  return clauses.filter(isOfKind).findLast((clause) => !clause.negated && !clause.muted && fits(clause));
}

/**
 * Put a clause in place of the brushed one (add it, take it away). One act of brushing is one step of undo, however many moves it has.
 *
 * @param clause null = the brush holds everything
 */
export function putBrushed(
  session: LogSession,
  brush: string,
  before: Clause | undefined,
  clause: Clause | null,
  act?: BrushAct
): void {
  const { clauses } = session.view.selection;
  const key = act ? `brush-${brush}-${act.act}` : null;
  if (clause === null) {
    if (before)
      session.changeClauses(
        clauses.filter(({ id }) => id !== before.id),
        key
      );
  } else if (before) session.replaceClause(clause, key);
  else session.changeClauses([...clauses, clause], key);
}

/** Parts of a new clause that say nothing. */
export const freshClause = (session: LogSession) => ({ id: session.clauseId(), negated: false, muted: false }) as const;
