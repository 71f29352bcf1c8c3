import { asMiningError, type MiningError } from '$lib/model/errors';
import { eventClauses, isEventClause, type Clause } from '$lib/model/selection';
import { Latest } from '$lib/session/latest';
import type { LogSession } from '$lib/session/log-session.svelte';
import { steadySelection } from './steady-selection';

/** What one clause keeps by itself. */
export interface AloneCount {
  readonly cases: number | undefined;
  /** why it cannot be applied to this log */
  readonly error: MiningError | undefined;
}

/**
 * The cases a clause would keep alone, after the clauses that leave events out; for one of those: the cases that have events left after
 * them. Asked again when the clause changes, not when others do. Call while a component starts; `clause` is read reactively.
 */
export function aloneCount(session: LogSession, clause: () => Clause): AloneCount {
  const latest = new Latest();
  const steady = steadySelection();
  let answer = $state.raw<AloneCount>({ cases: undefined, error: undefined });
  const asked = $derived.by(() => {
    const { selection } = session.view;
    const one = clause();
    const trims = eventClauses(selection);
    const clauses = isEventClause(one) ? trims : [...trims, one];
    return steady({ ...selection, clauses });
  });
  $effect(() => {
    const { clauses, names } = asked;
    const one = clause();
    const tried = clauses.map((each) => (each === one ? { ...each, muted: false } : each));
    const selection = names ? { names, clauses: tried } : { clauses: tried };
    latest
      .run(() => session.engine.analyse('case-counts', session.summary.logId, { clauses: [] }, { selections: [selection] }))
      .then((counts) => {
        if (counts) answer = { cases: counts.cases[0], error: undefined };
      })
      .catch((why: unknown) => (answer = { cases: undefined, error: asMiningError(why) }));
  });
  return {
    get cases() {
      return answer.cases;
    },
    get error() {
      return answer.error;
    }
  };
}
