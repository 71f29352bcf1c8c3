import { formatCount, formatShare } from '$lib/i18n/format';
import type { Messages } from '$lib/i18n/messages';
import type { Clause, LogSelection } from '$lib/model/selection';
import type { Step, ViewState } from '$lib/session/view-state';
import { clauseOf } from './clause-tree';
import { sentenceOf, type SentenceContext } from './sentences';

/**
 * What a step from one view state to another did, in words that stand behind “Undo:”; the first thing, where it did several.
 * @param titleOf the view that a field of the state is named after
 */
export function describeStep(
  { before, after }: Step<ViewState>,
  t: Messages,
  context: SentenceContext,
  titleOf: (field: string) => string | undefined
): string {
  const words = t.filters.steps;
  const share = (value: number): string => formatShare(value, context.code, 0);
  /** fields that are named by what they become; all others by the view they are named after */
  const told: { readonly [K in keyof ViewState]?: () => string } = {
    selection: () => selectionStep(before.selection, after.selection, t, context),
    activityShare: () => words.activities(share(after.activityShare)),
    pathShare: () => words.paths(share(after.pathShare)),
    hidden: () => hiddenStep(before.hidden, after.hidden, t),
    nodeMetric: () => words.nodeMetric(t.map.metrics[after.nodeMetric]),
    edgeMetric: () => words.edgeMetric(t.map.metrics[after.edgeMetric]),
    direction: () => words.direction
  };
  const isOther = (key: keyof ViewState): boolean =>
    before[key] !== after[key] && JSON.stringify(before[key]) !== JSON.stringify(after[key]);
  const keys = [...new Set([...Object.keys(told), ...Object.keys(before), ...Object.keys(after)])] as (keyof ViewState)[];
  const [first, second] = keys.filter(isOther);
  if (first === undefined) return words.other;
  const title = titleOf(first);
  const text = told[first]?.() ?? (title === undefined ? words.other : words.view(title));
  return second === undefined ? text : words.and(text);
}

function hiddenStep(before: readonly string[], after: readonly string[], t: Messages): string {
  const words = t.filters.steps;
  const [hid, ...moreHid] = after.filter((label) => !before.includes(label));
  const [shown, ...moreShown] = before.filter((label) => !after.includes(label));
  if (hid !== undefined && shown === undefined && moreHid.length === 0) return words.hidden(hid);
  if (shown !== undefined && hid === undefined && moreShown.length === 0) return words.shown(shown);
  return words.hiding;
}

function selectionStep(before: LogSelection, after: LogSelection, t: Messages, context: SentenceContext): string {
  const words = t.filters.steps;
  const say = (clause: Clause): string => sentenceOf(clause, context);
  // clauses that name an activity go along with its name
  if (JSON.stringify(before.names ?? []) !== JSON.stringify(after.names ?? [])) return namesStep(before, after, t);
  const came = after.clauses.filter(({ id }) => !before.clauses.some((clause) => clause.id === id));
  const gone = before.clauses.filter(({ id }) => !after.clauses.some((clause) => clause.id === id));
  const [one, ...others] = came;
  const [old, ...olds] = gone;
  if (old && after.clauses.length === 0)
    return olds.length === 0 ? words.removed(say(old)) : words.cleared(number(gone, context));
  if (one && others.length === 0 && one.kind === 'group' && gone.some(({ id }) => clauseOf(one.clauses, id))) {
    return words.grouped(say(one));
  }
  if (old?.kind === 'group' && olds.length === 0 && came.some(({ id }) => clauseOf(old.clauses, id)))
    return words.ungrouped(say(old));
  if (one && gone.length === 0) {
    const home = before.clauses.find((clause) => clause.kind === 'group' && clauseOf(clause.clauses, one.id));
    if (home) return words.ungrouped(say(home));
    return others.length === 0 ? words.added(say(one)) : words.addedMany(number(came, context));
  }
  if (old && came.length === 0 && olds.length === 0) {
    const home = after.clauses.find((clause) => clauseOf([clause], old.id));
    return home ? words.grouped(say(home)) : words.removed(say(old));
  }
  return came.length > 0 || gone.length > 0 ? words.selection : changeOf(before.clauses, after.clauses, t, say);
}

const number = (clauses: readonly Clause[], { code }: SentenceContext): string => formatCount(clauses.length, code);

/** The same clauses by their ids: one that changed, or moved. */
function changeOf(before: readonly Clause[], after: readonly Clause[], t: Messages, say: (clause: Clause) => string): string {
  const words = t.filters.steps;
  const text = (clause: Clause): string => JSON.stringify(clause);
  const pairs = after.map((is) => [before.find(({ id }) => id === is.id)!, is] as const);
  const [pair, ...others] = pairs.filter(([was, is]) => text(was) !== text(is));
  if (others.length > 0) return words.selection;
  if (pair) {
    const [was, is] = pair;
    if (text({ ...was, negated: is.negated }) === text(is)) return words.negated(say(is));
    if (text({ ...was, muted: is.muted }) === text(is)) return (is.muted ? words.muted : words.unmuted)(say(is));
    return words.changed(say(is));
  }
  const without = (clauses: readonly Clause[], id: string): string =>
    clauses.flatMap((clause) => (clause.id === id ? [] : [clause.id])).join('\n');
  const wanderer = after.find(({ id }) => without(before, id) === without(after, id));
  return wanderer ? words.moved(say(wanderer)) : words.selection;
}

function namesStep(before: LogSelection, after: LogSelection, t: Messages): string {
  const words = t.filters.steps;
  const old = before.names ?? [];
  const came = (after.names ?? []).filter(({ from, to }) => !old.some((name) => name.from === from && name.to === to));
  const [only, ...more] = came;
  return only && more.length === 0 ? words.renamed(only.from, only.to) : words.names;
}
