import { formatDuration } from '$lib/i18n/format';
import type { LanguageCode, Messages } from '$lib/i18n/messages';
import type { Clause, LogSelection } from '$lib/model/selection';
import type { LogSession } from '$lib/session/log-session.svelte';
import { usualEnds } from './usual-ends';

/** A filter worth a thought on this log, with the cases that would be left. */
export interface Suggestion {
  readonly id: Exclude<keyof Messages['filters']['suggestions'], 'label'>;
  /** one that can be added as it is, under another id */
  readonly clause: Clause;
  /** facts for its words */
  readonly fact: string | number;
  readonly kept: number;
}

type Candidate = Omit<Suggestion, 'kept'>;

const DAY_MS = 86_400_000;
const RECENT_DAYS = 90;
/** Tukey's fence: so many middle ranges above the third quartile. */
const OUTLIER_REACH = 1.5;
const base = { id: 'suggestion', negated: false, muted: false };

/** What one line says of a suggestion. */
export function suggestionHint({ id, fact }: Suggestion, t: Messages['filters'], code: LanguageCode): string {
  const words = t.suggestions;
  if (id === 'completed') return words.completed.hint(String(fact));
  if (id === 'outliers') return words.outliers.hint(formatDuration(Number(fact), code));
  return words[id].hint;
}

/** What may be worth filtering, of the activities and times that a selection leaves. */
async function candidates({ engine, summary }: LogSession, selection: LogSelection): Promise<readonly Candidate[]> {
  const { logId, firstUtcMs, lastUtcMs } = summary;
  const { activities, frequency } = await engine.analyse('process-map', logId, selection, {});
  const ends = usualEnds(activities, frequency.ends, frequency.nodeCases);
  const found: Candidate[] = [
    { id: 'rework', fact: '', clause: { ...base, kind: 'rework', form: 'repeated', activities: [], times: 1 } },
    { id: 'frequent', fact: '', clause: { ...base, kind: 'coverage', share: 0.8 } }
  ];
  // where many activities end cases, none is the usual end
  if (ends.length > 0 && ends.length <= 5) {
    found.unshift({
      id: 'completed',
      fact: ends.join(', '),
      clause: { ...base, kind: 'completion', state: 'completed', ends }
    });
  }
  const { spread } = await engine.analyse('case-histogram', logId, selection, { metric: 'duration', bins: 1, scale: 'linear' });
  const limitMs = spread.q3 + OUTLIER_REACH * (spread.q3 - spread.q1);
  if (limitMs < spread.max) {
    found.push({
      id: 'outliers',
      fact: limitMs,
      clause: { ...base, kind: 'metric', metric: 'duration', min: limitMs }
    });
  }
  if (lastUtcMs - firstUtcMs > RECENT_DAYS * DAY_MS) {
    found.push({
      id: 'recent',
      fact: '',
      clause: {
        ...base,
        kind: 'time-span',
        mode: 'started',
        fromUtcMs: lastUtcMs - RECENT_DAYS * DAY_MS,
        toUtcMs: lastUtcMs
      }
    });
  }
  return found;
}

/**
 * Filters worth a thought, each with the cases it would keep beside the filters there are; those that would keep all, or none, are left
 * out. Call while a component starts.
 *
 * @param isWanted read reactively: while false nothing is asked
 */
export function recommended(session: LogSession, isWanted: () => boolean): { readonly all: readonly Suggestion[] } {
  let all = $state.raw<readonly Suggestion[]>([]);
  let asked = 0;

  async function ask(selection: LogSelection, cases: number): Promise<void> {
    const number = ++asked;
    const found: Suggestion[] = [];
    for (const candidate of await candidates(session, selection)) {
      const { clause } = candidate;
      const answer = await session.engine
        .analyse('case-counts', session.summary.logId, selection, {
          selections: [{ ...selection, clauses: [...selection.clauses, clause] }]
        })
        .catch(() => undefined);
      if (number !== asked) return;
      const kept = answer?.cases[0] ?? 0;
      if (kept > 0 && kept < cases) found.push({ ...candidate, kept });
    }
    all = found;
  }

  $effect(() => {
    const { selection, figures } = session;
    if (isWanted() && figures) void ask(selection, figures.cases).catch(() => {});
  });
  return {
    get all() {
      return all;
    }
  };
}
