import type { AnalysisName, AnalysisParams, AnalysisResult } from '$lib/model/analysis';
import type { Clause, LogSelection } from '$lib/model/selection';
import { Latest } from '$lib/session/latest';
import type { LogSession } from '$lib/session/log-session.svelte';

/** The selection without one clause. */
export function othersThan(selection: LogSelection, { id }: Pick<Clause, 'id'>): LogSelection {
  return { ...selection, clauses: selection.clauses.filter((clause) => clause.id !== id) };
}

/**
 * An analysis of the cases that the other clauses keep: what an editor offers and counts, so that a clause never hides what it leaves
 * out. Call while a component starts; `clause` and `params` are read reactively. The last good answer stays while another is on its
 * way and where one fails: the dialog tells of failures beside its count.
 */
export function amongOthers<N extends AnalysisName>(
  session: LogSession,
  clause: () => Clause,
  name: N,
  params: () => AnalysisParams<N>
): { readonly value: AnalysisResult<N> | undefined } {
  const latest = new Latest();
  let value = $state.raw<AnalysisResult<N>>();
  const id = $derived(clause().id);
  const others = $derived(othersThan(session.selection, { id }));
  $effect(() => {
    const [selection, wanted] = [others, params()];
    latest
      .run(() => session.engine.analyse(name, session.summary.logId, selection, wanted))
      .then((answer) => (value = answer ?? value))
      .catch(() => {});
  });
  return {
    get value() {
      return value;
    }
  };
}
