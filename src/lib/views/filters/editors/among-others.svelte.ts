import type { AnalysisName, AnalysisParams, AnalysisResult } from '$lib/model/analysis';
import type { Clause } from '$lib/model/selection';
import { Latest } from '$lib/session/latest';
import type { LogSession } from '$lib/session/log-session.svelte';
import { besides } from '../clause-tree';
import { steadySelection } from '../steady-selection';

/**
 * An analysis of the cases that the other clauses keep: what an editor offers and counts, so that a clause never hides what it leaves
 * out. Call while a component starts; `clause` and `params` are read reactively (undefined: nothing to ask). It is asked again when the
 * others or the parameters change, not for what is edited itself. The last good answer stays while another is on its way and where one
 * fails: the bar tells of failures.
 */
export function amongOthers<N extends AnalysisName>(
  session: LogSession,
  clause: () => Clause,
  name: N,
  params: () => AnalysisParams<N> | undefined
): { readonly value: AnalysisResult<N> | undefined } {
  const latest = new Latest();
  let value = $state.raw<AnalysisResult<N>>();
  const id = $derived(clause().id);
  const steady = steadySelection();
  const others = $derived.by(() => {
    const { selection } = session.view;
    return steady({ ...selection, clauses: besides(selection.clauses, id) });
  });
  const asked = $derived(JSON.stringify(params()));
  $effect(() => {
    const selection = others;
    void asked;
    const wanted = params();
    if (wanted === undefined) return;
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
