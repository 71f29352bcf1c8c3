import { getContext, setContext } from 'svelte';
import type { Engine } from '$lib/engine/protocol';
import type { AnalysisName, AnalysisParams, AnalysisResult, CaseFigures, LogSummary } from '$lib/model/analysis';
import { asMiningError, type MiningError } from '$lib/model/errors';
import type { ImportReport } from '$lib/model/import';
import type { LogShape } from '$lib/model/log';
import type { FrequencyMap } from '$lib/model/map';
import { universeKey, type Clause, type LogSelection } from '$lib/model/selection';
import type { OpenedArea } from '$lib/model/vault';
import { Findings } from './findings.svelte';
import { Latest } from './latest';
import { LogKeeping } from './log-keeping.svelte';
import { FILTERS, FINDINGS, readNotes, taken, withNames, type Noted } from './log-notes';
import type { LogSource } from './log-source';
import type { NoteChanges } from './note-book';
import { opaqueId } from './opaque-id';
import { SavedFilterList } from './saved-filters.svelte';
import { SqlDesk } from './sql-desk.svelte';
import { ViewAddresses } from './view-addresses';
import { reshapedView } from './reshaped-view';
import { FIRST_VIEW, firstView, History, type Step, type ViewState } from './view-state';

/** A selection with the numbers that belong to it: they change together, so no view ever shows one with the other's numbers. */
interface Applied {
  readonly selection: LogSelection;
  readonly figures: CaseFigures;
  readonly frequency: FrequencyMap;
}

/** The answer of an analysis as views read it. `value` stays the last good one while the next is computed. */
export interface AnalysisState<N extends AnalysisName> {
  readonly value: AnalysisResult<N> | undefined;
  readonly pending: boolean;
  readonly error: MiningError | undefined;
}

/** One open log as the page sees it: its summary, the view state with undo, and analyses that follow the selection. */
export class LogSession {
  #summary = $state.raw<LogSummary>() as LogSummary;
  #ownActivities = $state.raw<readonly string[]>([]);
  /** whose activities and edges the summary has: see `universeKey` */
  #universe = '';
  #history: History<ViewState>;
  #view = $state.raw<ViewState>(FIRST_VIEW);
  #canUndo = $state(false);
  #canRedo = $state(false);
  #applied = $state.raw<Applied>();
  #error = $state.raw<MiningError>();
  #apply = new Latest();
  /** grows when codes of activities and edges change their meaning, so that analyses ask again */
  #shapeVersion = $state(0);
  #reshaped: Promise<unknown> = Promise.resolve();
  readonly findings = new Findings();
  /** kept with the log */
  readonly savedFilters = new SavedFilterList();
  readonly sql = new SqlDesk(this);
  readonly addresses = new ViewAddresses();
  /** how it is kept on this device */
  readonly kept: LogKeeping;
  /** what the import said was sent away */
  isReportClosed = $state(false);
  readonly source: LogSource;

  /**
   * @param opened the kept log that it is, with what was made of it
   * @param onkept called when it was kept for the first time
   */
  constructor(
    readonly engine: Engine,
    summary: LogSummary,
    readonly report: ImportReport,
    source: LogSource | null,
    { opened, onkept = () => {} }: { readonly opened?: OpenedArea; readonly onkept?: () => void } = {}
  ) {
    this.#summary = summary;
    this.#ownActivities = summary.activities;
    const notes = readNotes(opened?.notes ?? {}, summary.activities);
    this.source = source ?? notes.source ?? { files: report.files, sample: null };
    this.#history = new History(notes.view ?? firstView(summary.activities.length));
    this.#view = this.#history.present;
    this.findings.restore(notes.findings);
    this.savedFilters.restore(notes.filters);
    if (notes.sql) this.sql.recall(notes.sql);
    this.isReportClosed = notes.isReportClosed;
    this.kept = new LogKeeping(engine.kept, this, { ...(opened && { opened }), isOffered: this.source.sample !== null, onkept });
    this.kept.leaveAlone(notes.unread);
    void this.#applySelection().then(() => this.kept.mapShown());
  }

  /** What is kept of it beside its events. */
  get noted(): Noted {
    const { view, findings, savedFilters, sql, source, isReportClosed } = this;
    return { view, findings: findings.all, filters: savedFilters.all, sql: sql.memory, source, isReportClosed };
  }
  /** Another object when activities or edges are other ones: codes and edges mean something else then. */
  get summary(): LogSummary {
    return this.#summary;
  }
  /** The activities as the log calls them, whatever names the selection gives them. */
  get ownActivities(): readonly string[] {
    return this.#ownActivities;
  }
  /** What is wanted now; its selection may be a moment ahead of `selection`. */
  get view(): ViewState {
    return this.#view;
  }
  /** The selection whose numbers are shown. */
  get selection(): LogSelection {
    return this.#applied?.selection ?? FIRST_VIEW.selection;
  }
  get figures(): CaseFigures | undefined {
    return this.#applied?.figures;
  }
  get frequency(): FrequencyMap | undefined {
    return this.#applied?.frequency;
  }
  get error(): MiningError | undefined {
    return this.#error;
  }
  get canUndo(): boolean {
    return this.#canUndo;
  }
  get canRedo(): boolean {
    return this.#canRedo;
  }
  /** What undo (redo) would go from and to; null where there is nothing to undo (redo). */
  get undoStep(): Step<ViewState> | null {
    void this.#view;
    return this.#history.undoStep;
  }
  get redoStep(): Step<ViewState> | null {
    void this.#view;
    return this.#history.redoStep;
  }

  /** Change the view state. Changes with one `key` in a row (a dragged slider) are one step of undo. */
  change(part: Partial<ViewState>, key: string | null = null): void {
    this.#history.push({ ...this.#history.present, ...part }, key);
    this.#show();
  }

  undo(): void {
    this.#history.undo();
    this.#show();
  }

  redo(): void {
    this.#history.redo();
    this.#show();
  }

  /** Take the last change back as if it had never been, if it was one with this key. @returns whether it was */
  takeBack(key: string): boolean {
    const isDropped = this.#history.drop(key);
    if (isDropped) this.#show();
    return isDropped;
  }

  /** Take what another tab made of this log: that is no step of this tab's, and undo does not take it back. */
  takeNotes(changes: NoteChanges): void {
    this.findings.restore(taken(this.findings.all, changes, FINDINGS));
    this.savedFilters.restore(taken(this.savedFilters.all, changes, FILTERS));
    this.#history.rewrite((state) => withNames(state, changes, this.#ownActivities));
    this.#show();
  }

  /** The log is called otherwise. */
  rename(name: string): void {
    if (name !== this.#summary.name) this.#summary = { ...this.#summary, name };
  }

  /** An id for a new clause. */
  clauseId(): string {
    return opaqueId();
  }

  addClause(clause: Clause): void {
    this.changeClauses([...this.#view.selection.clauses, clause]);
  }

  replaceClause(clause: Clause, key: string | null = null): void {
    this.changeClauses(
      this.#view.selection.clauses.map((old) => (old.id === clause.id ? clause : old)),
      key
    );
  }

  removeClause(id: string): void {
    this.changeClauses(this.#view.selection.clauses.filter((clause) => clause.id !== id));
  }

  /** Put these clauses in place of all there are; activities keep their names. `key`: see `change`. */
  changeClauses(clauses: readonly Clause[], key: string | null = null): void {
    this.change({ selection: { ...this.#view.selection, clauses } }, key);
  }

  /**
   * Derive the log with another case, activity or lifecycle. Undo starts afresh, with what `reshapedView` keeps of the view. Asked twice
   * in a row, one after the other, so that the summary is always that of the log as it stands.
   * @throws MiningError and leaves everything as it was
   */
  reshape(shape: LogShape): Promise<void> {
    const done = this.#reshaped.then(() => this.#reshape(shape));
    this.#reshaped = done.catch(() => {});
    return done;
  }

  async #reshape(shape: LogShape): Promise<void> {
    const caseBefore = String(this.#summary.shape.caseColumns);
    this.#summary = await this.engine.reshape(this.#summary.logId, shape);
    this.#ownActivities = this.#summary.activities;
    const isSameCase = String(shape.caseColumns) === caseBefore;
    this.#history = new History(reshapedView(this.#view, this.#summary.activities.length, isSameCase));
    this.#universe = '';
    this.#shapeVersion++;
    this.#applied = undefined;
    this.#show();
  }

  /**
   * An analysis of the current selection, asked again when the selection or the parameters change. Call while a component
   * starts. While one runs only the newest waits; a late, old answer never replaces a newer one.
   *
   * @param params read reactively; undefined = nothing to ask now
   */
  analysis<N extends AnalysisName>(name: N, params: () => AnalysisParams<N> | undefined): AnalysisState<N> {
    const latest = new Latest();
    // codes and edges mean something else in another shape: an answer is worth nothing there, late or kept
    let answered = $state.raw<{ readonly shape: number; readonly value: AnalysisResult<N> }>();
    let pending = $state(false);
    let error = $state.raw<MiningError>();
    $effect(() => {
      const wanted = params();
      const applied = this.#applied;
      const shape = this.#shapeVersion;
      if (wanted === undefined || applied === undefined) return;
      const { logId } = this.#summary;
      pending = true;
      latest
        .run(() => this.engine.analyse(name, logId, applied.selection, wanted))
        .then((answer) => {
          if (answer === undefined) return;
          answered = { shape, value: answer };
          error = undefined;
          pending = false;
        })
        .catch((why: unknown) => {
          if (shape === this.#shapeVersion) error = asMiningError(why);
          pending = false;
        });
    });
    const shapeNow = (): number => this.#shapeVersion;
    return {
      get value() {
        return answered?.shape === shapeNow() ? answered.value : undefined;
      },
      get pending() {
        return pending;
      },
      get error() {
        return error;
      }
    };
  }

  #show(): void {
    const before = this.#view;
    this.#view = this.#history.present;
    this.#canUndo = this.#history.canUndo;
    this.#canRedo = this.#history.canRedo;
    if (before.selection !== this.#view.selection || !this.#applied) void this.#applySelection();
  }

  async #applySelection(): Promise<void> {
    const { selection } = this.#history.present;
    const { logId } = this.#summary;
    try {
      const answers = await this.#apply.run(() =>
        Promise.all([
          this.engine.analyse('case-figures', logId, selection, {}),
          this.engine.analyse('process-map', logId, selection, {})
        ])
      );
      if (answers === undefined) return;
      const [figures, { activities, edgeFrom, edgeTo, frequency }] = answers;
      if (universeKey(selection) !== this.#universe) {
        this.#universe = universeKey(selection);
        this.#summary = { ...this.#summary, activities, edgeFrom, edgeTo };
        this.#shapeVersion++;
      }
      this.#applied = { selection, figures, frequency };
      this.#error = undefined;
    } catch (why) {
      this.#error = asMiningError(why);
    }
  }
}

const KEY = Symbol('log-session');

/** Give the open log to the components below. */
export function setLogSession(session: () => LogSession): void {
  setContext(KEY, session);
}

/** The open log. Only below a component that checked that one is open. */
export function getLogSession(): LogSession {
  return getContext<() => LogSession>(KEY)();
}
