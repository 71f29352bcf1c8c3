import type { Messages } from '$lib/i18n/messages';
import { isEventClause, type Clause } from '$lib/model/selection';
import { groupAround } from './clause-tree';
import type { FilterDesk } from './filter-desk.svelte';

/** Something that can be done with one clause of the bar: a line of its menu, and a command for the one that was last focused. */
export interface ClauseAct {
  readonly id: keyof Messages['filters']['acts'];
  /** as the menu writes it */
  readonly hint?: string;
  readonly enabled: boolean;
  readonly divided?: boolean;
  readonly run: () => void;
}

/** What can be done with a clause, in the order of its menu. */
export function actsOn(clause: Clause, desk: FilterDesk, edit: () => void): readonly ClauseAct[] {
  const { id } = clause;
  const group = groupAround(desk.clauses, id);
  const siblings = (group?.clauses ?? desk.clauses).filter((other) => isEventClause(other) === isEventClause(clause));
  const at = siblings.findIndex((other) => other.id === id);
  const previous = group || isEventClause(clause) ? undefined : desk.previous(id);
  const withPrevious = (join: 'and' | 'or') => () => previous && desk.group(new Set([previous.id, id]), join);
  const isGroup = clause.kind === 'group';
  const acts: (ClauseAct | false)[] = [
    { id: 'change', hint: 'Enter', enabled: true, run: edit },
    { id: 'negate', hint: 'N', enabled: true, run: () => desk.replace({ ...clause, negated: !clause.negated }) },
    {
      id: clause.muted ? 'unmute' : 'mute',
      hint: 'M',
      enabled: true,
      run: () => desk.replace({ ...clause, muted: !clause.muted })
    },
    { id: 'left', hint: 'Alt ←', enabled: at > 0, divided: true, run: () => desk.move(id, -1) },
    { id: 'right', hint: 'Alt →', enabled: at < siblings.length - 1, run: () => desk.move(id, 1) },
    !group &&
      !isEventClause(clause) && {
        id: desk.chosen.has(id) ? 'unselect' : 'select',
        hint: 'G',
        enabled: true,
        divided: true,
        run: () => desk.toggleChosen(id)
      },
    !group && !isEventClause(clause) && { id: 'orPrevious', enabled: previous !== undefined, run: withPrevious('or') },
    !group && !isEventClause(clause) && { id: 'andPrevious', enabled: previous !== undefined, run: withPrevious('and') },
    isGroup && {
      id: clause.join === 'and' ? 'toOr' : 'toAnd',
      enabled: true,
      run: () => desk.replace({ ...clause, join: clause.join === 'and' ? 'or' : 'and' })
    },
    isGroup && { id: 'ungroup', enabled: true, run: () => desk.ungroup(id) },
    group !== undefined && { id: 'takeOut', enabled: true, divided: true, run: () => desk.takeOut(id) },
    !group && { id: 'duplicate', enabled: true, divided: true, run: () => desk.duplicate(clause) },
    !group && { id: 'save', enabled: true, run: () => (desk.savedOpen = true) },
    { id: 'remove', hint: 'Del', enabled: true, divided: true, run: () => desk.remove(id) }
  ];
  return acts.filter((act) => act !== false);
}
