import { getContext, setContext } from 'svelte';
import { isEventClause, type Clause, type ClauseKind } from '$lib/model/selection';
import type { LogSession } from '$lib/session/log-session.svelte';
import { CLAUSES } from './index';
import type { ClauseView, FilterStart } from './clause-view';
import * as tree from './clause-tree';

/** What the panel under the bar shows: the list of filters to add, or the clause that is edited. */
export interface FilterPanelState {
  readonly number: number;
  readonly mode: 'pick' | 'edit';
  /** px from the window's left: under what it was opened from */
  readonly left: number;
}

/** The kind's entry in `CLAUSES`, for code that does not know which kind it has. */
export function viewOf(kind: ClauseKind): ClauseView<ClauseKind> {
  return CLAUSES[kind] as unknown as ClauseView<ClauseKind>;
}

/** Everything an analyst does with the filters of the open log. What is edited is applied as it goes, as one step of undo. */
export class FilterDesk {
  #panel = $state.raw<FilterPanelState>();
  #draft = $state.raw<Clause>();
  /** as it was before it was edited; none for one that is added */
  #before: Clause | undefined;
  #count = 0;
  #key = '';
  /** something of this edit is in the selection */
  #isApplied = $state(false);
  /** ids of clauses that are to be grouped */
  chosen = $state.raw<ReadonlySet<string>>(new Set());
  /** id of the clause that keys and commands act on: the one last focused */
  current = $state<string>();
  savedOpen = $state(false);

  constructor(readonly session: LogSession) {}

  get panel(): FilterPanelState | undefined {
    return this.#panel;
  }
  /** The clause in the panel, complete or not. */
  get draft(): Clause | undefined {
    return this.#draft;
  }
  get isNew(): boolean {
    return this.#before === undefined;
  }
  get isApplied(): boolean {
    return this.#isApplied;
  }
  get clauses(): readonly Clause[] {
    return this.session.view.selection.clauses;
  }
  /** The clause that commands act on: the one last focused, otherwise the last. */
  get currentClause(): Clause | undefined {
    const { current, clauses } = this;
    return (current === undefined ? undefined : tree.clauseOf(clauses, current)) ?? clauses.at(-1);
  }

  /** Show the list of filters. */
  pick(left: number): void {
    this.done();
    this.#panel = { number: ++this.#count, mode: 'pick', left };
  }

  /** Edit a clause of the bar, or one in a group. */
  edit(id: string, left: number): void {
    this.done();
    const clause = tree.clauseOf(this.clauses, id);
    if (clause) this.#begin(clause, clause, left);
  }

  /** Begin a clause of this kind. */
  start(start: FilterStart<ClauseKind>, left = this.#panel?.left ?? 0): void {
    this.done();
    this.#begin(start.blank(this.session), undefined, left);
  }

  #begin(draft: Clause, before: Clause | undefined, left: number): void {
    this.#draft = draft;
    this.#before = before;
    this.#key = `filter-${++this.#count}`;
    this.#isApplied = false;
    this.#panel = { number: this.#count, mode: 'edit', left };
    // what is complete at once shows at once what it keeps
    if (!before) this.change(draft);
  }

  /** What the editor makes of the clause: applied at once if it says something. What an editor that is gone says late is nothing. */
  change(clause: Clause): void {
    if (this.#draft?.id !== clause.id) return;
    this.#draft = clause;
    const isThere = tree.clauseOf(this.clauses, clause.id) !== undefined;
    if (viewOf(clause.kind).isComplete(clause)) {
      this.#apply(isThere ? tree.withClause(this.clauses, clause) : [...this.clauses, clause]);
    } else if (isThere && this.isNew) this.#apply(tree.withoutClause(this.clauses, clause.id));
  }

  #apply(clauses: readonly Clause[]): void {
    this.#isApplied = true;
    this.session.changeClauses(clauses, this.#key);
  }

  /** Close the panel and keep what was done. */
  done(): void {
    this.#panel = undefined;
    this.#draft = undefined;
    this.#before = undefined;
  }

  /** Close the panel as if nothing had been done. */
  cancel(): void {
    const [draft, before] = [this.#draft, this.#before];
    if (draft && this.#isApplied && !this.session.takeBack(this.#key)) {
      // something else was changed in between
      this.session.changeClauses(before ? tree.withClause(this.clauses, before) : tree.withoutClause(this.clauses, draft.id));
    }
    this.done();
  }

  /** Back from the editor of a new clause to the list of filters. */
  back(): void {
    const left = this.#panel?.left ?? 0;
    this.cancel();
    this.pick(left);
  }

  /** Add a clause that is complete. */
  add(clause: Clause): void {
    this.done();
    this.session.addClause(tree.withFreshIds(clause, () => this.session.clauseId()));
  }

  replace(clause: Clause): void {
    this.session.changeClauses(tree.withClause(this.clauses, clause));
  }

  remove(id: string): void {
    if (this.#draft?.id === id) this.done();
    this.session.changeClauses(tree.withoutClause(this.clauses, id));
    this.#forget();
  }

  move(id: string, by: -1 | 1): void {
    const moved = tree.moved(this.clauses, id, by);
    if (moved !== this.clauses) this.session.changeClauses(moved);
  }

  moveBefore(id: string, before: string | null): void {
    const moved = tree.movedBefore(this.clauses, id, before);
    if (moved.some((clause, i) => clause !== tree.inEffectOrder(this.clauses)[i])) this.session.changeClauses(moved);
  }

  duplicate(clause: Clause): void {
    this.session.addClause(tree.withFreshIds(clause, () => this.session.clauseId()));
  }

  toggleChosen(id: string): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(id)) chosen.add(id);
    this.chosen = chosen;
  }

  /** Make one group of these clauses of the bar. */
  group(ids: ReadonlySet<string>, join: 'and' | 'or'): void {
    const id = this.session.clauseId();
    this.session.changeClauses(tree.grouped(this.clauses, ids, join, id));
    this.chosen = new Set();
    this.current = id;
  }

  /** The clause of the bar before this one, with which it could be grouped. */
  previous(id: string): Clause | undefined {
    const cases = this.clauses.filter((clause) => !isEventClause(clause));
    return cases[cases.findIndex((clause) => clause.id === id) - 1];
  }

  ungroup(id: string): void {
    this.session.changeClauses(tree.ungrouped(this.clauses, id));
    this.#forget();
  }

  takeOut(id: string): void {
    this.session.changeClauses(tree.takenOut(this.clauses, id));
  }

  invert(): void {
    this.session.changeClauses(tree.inverted(this.clauses, this.session.clauseId()));
  }

  clear(): void {
    this.done();
    this.session.changeClauses([]);
    this.#forget();
  }

  #forget(): void {
    const { clauses } = this;
    this.chosen = new Set([...this.chosen].filter((id) => clauses.some((clause) => clause.id === id)));
  }
}

const KEY = Symbol('filter-desk');

export function setFilterDesk(desk: FilterDesk): FilterDesk {
  return setContext(KEY, desk);
}

export function getFilterDesk(): FilterDesk {
  return getContext<FilterDesk>(KEY);
}
