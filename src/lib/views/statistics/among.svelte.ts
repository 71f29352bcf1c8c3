import { untrack } from 'svelte';
import type { AnalysisName, AnalysisParams, AnalysisResult } from '$lib/model/analysis';
import { asMiningError, type MiningError } from '$lib/model/errors';
import { Latest } from '$lib/session/latest';
import type { LogSession } from '$lib/session/log-session.svelte';
import { withoutClause } from '$lib/views/filters/clause-tree';

export interface Answer<N extends AnalysisName> {
  readonly value: AnalysisResult<N> | undefined;
  readonly error: MiningError | undefined;
}

/**
 * An analysis of the cases that all clauses but one keep: the brush of a chart never eats the chart it stands on. Asked again when the
 * other clauses or the parameters change, not while the one moves. Call while a component starts; `id` and `params` are read reactively.
 */
export function amongOthersThan<N extends AnalysisName>(
  session: LogSession,
  name: N,
  id: () => string | undefined,
  params: () => AnalysisParams<N> | undefined
): Answer<N> {
  const latest = new Latest();
  let value = $state.raw<AnalysisResult<N>>();
  let error = $state.raw<MiningError>();
  const asked = $derived.by(() => {
    const wanted = params();
    const besides = id();
    const { selection: all } = session;
    const selection = besides === undefined ? all : { ...all, clauses: withoutClause(all.clauses, besides) };
    return wanted === undefined || !session.figures ? undefined : { selection, wanted };
  });
  // each move of the brush makes another selection whose others are the same
  const key = $derived(asked && JSON.stringify(asked));
  $effect(() => {
    if (key === undefined) return;
    const { selection, wanted } = untrack(() => asked!);
    latest
      .run(() => session.engine.analyse(name, session.summary.logId, selection, wanted))
      .then((answer) => {
        if (answer === undefined) return;
        value = answer;
        error = undefined;
      })
      .catch((why: unknown) => (error = asMiningError(why)));
  });
  return {
    get value() {
      return value;
    },
    get error() {
      return error;
    }
  };
}
