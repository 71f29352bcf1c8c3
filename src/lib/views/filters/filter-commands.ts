import type { Messages } from '$lib/i18n/messages';
import type { ClauseKind } from '$lib/model/selection';
import type { LogSession } from '$lib/session/log-session.svelte';
import type { Step, ViewState } from '$lib/session/view-state';
import { VIEWS } from '$lib/views';
import type { Command } from '$lib/views/frame/commands.svelte';
import { actsOn } from './clause-acts';
import type { FilterStart } from './clause-view';
import { describeStep } from './describe-step';
import type { FilterDesk } from './filter-desk.svelte';
import { CLAUSES } from './index';
import { sentenceContext, sentenceOf } from './sentences';

/** Every line of the list of filters that this log offers. */
export function startsOf({ session }: FilterDesk): readonly FilterStart<ClauseKind>[] {
  const views = Object.values(CLAUSES) as unknown as { starts: readonly FilterStart<ClauseKind>[] }[];
  return views.flatMap(({ starts }) => starts).filter((start) => start.isOffered?.(session) ?? true);
}

/** “Undo: …”, with what the step did; the bare word where there is none. */
export function undoWords(session: LogSession, t: Messages): string {
  return stepWords(session, session.undoStep, t, t.filters.undo, t.filters.undoOf);
}

export function redoWords(session: LogSession, t: Messages): string {
  return stepWords(session, session.redoStep, t, t.filters.redo, t.filters.redoOf);
}

function stepWords(
  { summary }: LogSession,
  step: Step<ViewState> | null,
  t: Messages,
  bare: string,
  of: (step: string) => string
): string {
  const titleOf = (field: string): string | undefined => VIEWS.find(({ id }) => id === field)?.title(t);
  return step === null ? bare : of(describeStep(step, t, sentenceContext(t, summary), titleOf));
}

/** The commands of the filter bar. `edit` opens the panel beside a clause of the bar, `left` tells where a panel hangs otherwise. */
export function filterCommands(desk: FilterDesk, edit: (id: string) => void, left: () => number): readonly Command[] {
  const { session, clauses } = desk;
  const hasFilters = (): boolean => desk.clauses.length > 0;
  const current = desk.currentClause;
  return [
    { id: 'filter.add', label: (t) => t.filters.panel.addTitle, key: 'f', run: () => desk.pick(left()) },
    {
      id: 'filter.undo',
      label: (t) => undoWords(session, t),
      key: '$mod+KeyZ',
      yields: true,
      enabled: () => session.canUndo,
      run: () => session.undo()
    },
    {
      id: 'filter.redo',
      label: (t) => redoWords(session, t),
      key: '$mod+Shift+KeyZ',
      yields: true,
      enabled: () => session.canRedo,
      run: () => session.redo()
    },
    {
      id: 'filter.redo-y',
      label: (t) => t.filters.redo,
      key: '$mod+KeyY',
      yields: true,
      enabled: () => session.canRedo,
      unlisted: true,
      run: () => session.redo()
    },
    { id: 'filter.clear', label: (t) => t.filters.clear, enabled: hasFilters, run: () => desk.clear() },
    { id: 'filter.invert', label: (t) => t.filters.invert, enabled: hasFilters, run: () => desk.invert() },
    { id: 'filter.save', label: (t) => t.filters.saveCommand, enabled: hasFilters, run: () => (desk.savedOpen = true) },
    { id: 'filter.saved', label: (t) => t.filters.savedCommand, run: () => (desk.savedOpen = true) },
    ...(['or', 'and'] as const).map((join): Command => ({
      id: `filter.group-${join}`,
      label: (t) => t.filters.acts[join === 'or' ? 'groupOr' : 'groupAnd'],
      enabled: () => desk.chosen.size > 1,
      run: () => desk.group(desk.chosen, join)
    })),
    ...(current && clauses.length > 0
      ? actsOn(current, desk, () => edit(current.id)).map(({ id, enabled, run }): Command => ({
          id: `filter.act.${id}`,
          label: (t) => t.filters.actOn(t.filters.acts[id], sentenceOf(current, sentenceContext(t, session.summary))),
          enabled: () => enabled,
          run
        }))
      : []),
    ...startsOf(desk).map((start): Command => ({
      id: `filter.add.${start.id}`,
      label: (t) => t.filters.addOf(t.filters.starts[start.id].name),
      run: () => desk.start(start, left())
    }))
  ];
}
