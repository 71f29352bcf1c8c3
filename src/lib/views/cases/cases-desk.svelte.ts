import { getContext, setContext } from 'svelte';
import type { AnalysisParams, CaseFigures } from '$lib/model/analysis';
import type { CaseColumn, CaseListing, CaseRow } from '$lib/model/cases';
import { columnKey, firstCases, fittingCases, type CasesView } from '$lib/session/cases-view';
import type { AnalysisState, LogSession } from '$lib/session/log-session.svelte';
import { startsDescending } from './case-columns';

/** Rows are asked for in pages of this many: the page in sight, one before and two behind it. */
const PAGE = 64;

/** What the cases page holds: the list as chosen (kept in the view state), the rows in sight, the case that is looked at, ticks. */
export class CasesDesk {
  readonly #window: AnalysisState<'case-window'>;
  #page = $state(0);
  #ticked = $state.raw<ReadonlySet<string>>(new Set());
  readonly #view = $derived.by(() => {
    const { view, summary } = this.session;
    return view.cases ? fittingCases(view.cases, summary) : firstCases(summary);
  });

  /** Call while a component starts. */
  constructor(readonly session: LogSession) {
    this.#window = session.analysis('case-window', (): AnalysisParams<'case-window'> => ({
      listing: this.listing,
      offset: Math.max(0, this.#page - 1) * PAGE,
      limit: 4 * PAGE,
      locate: this.opened
    }));
  }

  get view(): CasesView {
    return this.#view;
  }
  get listing(): CaseListing {
    const { columns, order, search, pinned } = this.#view;
    return { columns, order, search, pinned };
  }
  get opened(): string | null {
    return this.#view.opened;
  }
  get figures(): CaseFigures | undefined {
    return this.session.figures;
  }
  get window(): AnalysisState<'case-window'> {
    return this.#window;
  }
  get total(): number {
    return this.#window.value?.total ?? 0;
  }
  get ticked(): ReadonlySet<string> {
    return this.#ticked;
  }

  /** The row at a place of the list, where it is here already. */
  rowAt(index: number): CaseRow | undefined {
    const value = this.#window.value;
    return value?.rows[index - value.offset];
  }

  /** Where the open case stands; undefined until that is known, null where it is not in the list. */
  get place() {
    const { value, pending } = this.#window;
    if (this.opened === null || value === undefined) return undefined;
    if (value.located?.caseId === this.opened) return value.located;
    return pending ? undefined : null;
  }

  see(first: number): void {
    this.#page = Math.floor(Math.max(0, first) / PAGE);
  }

  change(part: Partial<CasesView>, key: string | null = null): void {
    this.session.change({ cases: { ...this.#view, ...part } }, key);
  }

  sortBy(column: CaseColumn): void {
    const { by, descending } = this.#view.order;
    const isSame = columnKey(by) === columnKey(column);
    this.change({ order: { by: column, descending: isSame ? !descending : startsDescending(column) } });
  }

  search(text: string): void {
    this.change({ search: { ...this.#view.search, text } }, 'cases.search');
  }

  /** Look at a case. One after the other is one step of undo. */
  open(caseId: string): void {
    if (caseId !== this.opened) this.change({ opened: caseId }, 'cases.opened');
  }

  openAt(index: number): void {
    const row = this.rowAt(index);
    if (row) this.open(row.caseId);
  }

  close(): void {
    if (this.opened !== null) this.change({ opened: null }, 'cases.opened');
  }

  /** The next (1) or previous (-1) case of the list; the first where none of it is open. */
  step(by: 1 | -1): void {
    const { place } = this;
    if (this.opened === null || place === null) return this.openAt(0);
    const caseId = by === 1 ? place?.nextId : place?.previousId;
    if (typeof caseId === 'string') this.open(caseId);
  }

  isPinned(caseId: string): boolean {
    return this.#view.pinned.includes(caseId);
  }

  pin(caseId: string): void {
    const { pinned } = this.#view;
    this.change({ pinned: this.isPinned(caseId) ? pinned.filter((id) => id !== caseId) : [...pinned, caseId] });
  }

  tick(caseId: string): void {
    const next = new Set(this.#ticked);
    if (!next.delete(caseId)) next.add(caseId);
    this.#ticked = next;
  }

  clearTicks(): void {
    this.#ticked = new Set();
  }

  /** Keep only these cases, or leave them out. */
  filterTo(caseIds: readonly string[], negated = false): void {
    this.session.addClause({ id: this.session.clauseId(), kind: 'case-list', caseIds, negated, muted: false });
    this.clearTicks();
  }

  filterToVariant(sequence: readonly string[]): void {
    this.session.addClause({ id: this.session.clauseId(), kind: 'variant', sequences: [sequence], negated: false, muted: false });
  }

  /** The list (of it the ticked cases, if any) as text. */
  listText(format: 'csv' | 'tsv' | 'ids'): Promise<Blob> {
    const { engine, summary, selection } = this.session;
    const only = this.#ticked.size > 0 ? [...this.#ticked] : null;
    return engine.analyse('case-list-text', summary.logId, selection, { listing: this.listing, only, format });
  }

  eventsText(caseId: string, format: 'csv' | 'tsv'): Promise<Blob> {
    const { engine, summary, selection } = this.session;
    return engine.analyse('case-events-text', summary.logId, selection, { caseId, format });
  }
}

const KEY = Symbol('cases-desk');

export function setCasesDesk(desk: CasesDesk): CasesDesk {
  return setContext(KEY, desk);
}

export function getCasesDesk(): CasesDesk {
  return getContext<CasesDesk>(KEY);
}
