import { deriveLog } from '$lib/kernel/log/derive';
import { caseFigures } from '$lib/kernel/performance/case-figures';
import type { TimeIndex } from '$lib/kernel/performance/time-index';
import { eventMask } from '$lib/kernel/selection/event-mask';
import type { CaseSource } from '$lib/kernel/selection/selection-input';
import type { CaseFigures, LogSummary } from '$lib/model/analysis';
import { MiningError } from '$lib/model/errors';
import type { ImportReport } from '$lib/model/import';
import type { DerivedLog, LogColumns, LogShape, LogTable, TableColumn } from '$lib/model/log';
import { caseClauses, eventClauses, EVERYTHING, universeKey, type LogSelection } from '$lib/model/selection';
import type { ImportedLog } from '../protocol';
import { columnNumbers } from './column-numbers';
import type { LazyLog } from './kept-log/lazy-log';
import { logHash } from './log-hash';
import { needsOfSelection, piecesOf, type Need } from './needs';
import { Universe, type PredicateCases } from './universe';

/** Logs as named and trimmed that are kept besides the whole one: going back and forth between two filters builds neither anew. */
const MAX_UNIVERSES = 2;

/** What a selection leaves of a log. */
export interface Selected {
  /** as named and trimmed by the selection; cases keep the numbers they have in the whole log */
  readonly log: LogColumns;
  /** [cases] 1 = selected; null = every case */
  readonly keep: Uint8Array | null;
  /** `log` with its table, for kernels that read attributes and their numbers */
  readonly source: CaseSource;
  /** sorted durations of `log`, built when first asked: 12 bytes a pair of events */
  readonly timeIndex: () => TimeIndex;
}

/** What an open log may be given besides what an import gives. */
export interface OpenLogOptions {
  /** answers SQL predicates; without it they are refused */
  readonly predicateCases?: (open: OpenLog, ...asked: Parameters<PredicateCases>) => Promise<Uint8Array>;
  /** where it is kept: what is not there yet is read from here */
  readonly lazy?: LazyLog;
  /** where it is known, see `logHash` */
  readonly hash?: string;
}

/** One open log: its table, the columnar log derived from it, and what is computed once and kept. */
export class OpenLog {
  readonly table: LogTable;
  name: string;
  readonly timeZone: string;
  /** of its import */
  readonly report: ImportReport;
  #shape: LogShape;
  #derived: DerivedLog;
  #whole: Universe;
  #hash: Promise<string> | undefined;
  /** named or trimmed, the latest last */
  #parts: Universe[] = [];
  #numbers = new WeakMap<TableColumn, Float64Array>();

  constructor(
    readonly id: string,
    imported: ImportedLog,
    private readonly options: OpenLogOptions = {}
  ) {
    this.table = imported.table;
    this.name = imported.report.logName;
    this.timeZone = imported.timeZone;
    this.report = imported.report;
    if (options.hash !== undefined) this.#hash = Promise.resolve(options.hash);
    this.#shape = imported.shape;
    this.#derived = imported.derived;
    this.#whole = this.#universeOf(EVERYTHING);
  }

  /** The whole log. */
  get log(): LogColumns {
    return this.#derived.log;
  }

  /** Whether its events have start times. */
  get hasStart(): boolean {
    const { lazy } = this.options;
    return lazy && this.#derived === lazy.imported.derived ? lazy.hasStart : this.log.startMs !== null;
  }

  get shape(): LogShape {
    return this.#shape;
  }

  /** Key figures of the selected cases; those of a whole kept log are known before its times are read. @param log as `select` left it */
  async figures(log: LogColumns, keep: Uint8Array | null): Promise<CaseFigures> {
    const { lazy } = this.options;
    if (lazy && keep === null && log === lazy.imported.derived.log) return { ...lazy.figures };
    await this.have(['events']);
    return caseFigures(log, keep);
  }

  /**
   * Have there what is read of the log besides its core. Nothing to do but for a kept log that was opened.
   * @throws MiningError where it cannot be read; asked again, it is read again
   */
  async have(needs: readonly Need[]): Promise<void> {
    if (needs.length > 0) await this.options.lazy?.load(piecesOf(needs, this.table));
  }

  /** All of it, as it stands now, as an import would have given it. */
  async whole(): Promise<ImportedLog> {
    const { table, timeZone } = this;
    await this.have(WHOLE);
    return { table, shape: this.#shape, derived: this.#derived, report: { ...this.report, logName: this.name }, timeZone };
  }

  /** Derive again with another case, activity or lifecycle; on an error the log stays as it was. */
  async reshape(shape: LogShape): Promise<void> {
    await this.have(WHOLE);
    this.#derived = deriveLog(this.table, shape);
    this.#shape = shape;
    this.#whole = this.#universeOf(EVERYTHING);
    this.#parts = [];
  }

  /**
   * What a selection leaves.
   * @throws MiningError `unknown-column`, `bad-selection`; `sql-failed` for a predicate that is no expression; as `have`
   */
  async select(selection: LogSelection): Promise<Selected> {
    await this.have(needsOfSelection(selection));
    const universe = this.#universe(selection);
    const keep = await universe.keep(selection);
    const source = { ...this.#source, log: universe.log };
    return { log: universe.log, keep, source, timeIndex: () => universe.timeIndex() };
  }

  /**
   * How many cases a selection keeps. A single event clause is counted without building the log that it leaves.
   * @throws as `select`
   */
  async casesKept(selection: LogSelection): Promise<number> {
    const [clause, ...others] = eventClauses(selection);
    const isAlone = clause !== undefined && others.length === 0 && caseClauses(selection).length === 0;
    if (!isAlone || this.#partWith(universeKey(selection))) {
      const { log, keep } = await this.select(selection);
      return keep ? keep.reduce((sum, kept) => sum + kept, 0) : log.caseStart.length - 1;
    }
    await this.have(needsOfSelection(selection));
    const { log } = this.#universe({ ...selection, clauses: [] });
    const stays = eventMask(log, this.table, clause);
    let cases = 0;
    for (let c = 0; c + 1 < log.caseStart.length; c++) {
      const end = log.caseStart[c + 1]!;
      let e = log.caseStart[c]!;
      while (e < end && stays[e] === 0) e++;
      if (e < end) cases++;
    }
    return cases;
  }

  /**
   * What each value of a column stands for in a range: numbers, or UTC milliseconds in a column of times; NaN where it is none. Read once.
   * @returns [dictionary.size]
   */
  numbersOf(column: TableColumn): Float64Array {
    let numbers = this.#numbers.get(column);
    if (!numbers) this.#numbers.set(column, (numbers = columnNumbers(column, this.timeZone)));
    return numbers;
  }

  get #source(): Omit<CaseSource, 'log'> {
    return { table: this.table, numbersOf: (column) => this.numbersOf(column) };
  }

  #universe(selection: LogSelection): Universe {
    const key = universeKey(selection);
    if (key === '') return this.#whole;
    const known = this.#partWith(key);
    const part = known ?? this.#universeOf(selection);
    this.#parts = [...this.#parts.filter((other) => other !== part), part].slice(-MAX_UNIVERSES);
    return part;
  }

  #partWith(key: string): Universe | undefined {
    return this.#parts.find((part) => part.key === key);
  }

  #universeOf(selection: LogSelection): Universe {
    return new Universe(this.log, selection, this.#source, (...asked) => (this.options.predicateCases ?? noSql)(this, ...asked));
  }

  /** See `logHash`; found when first asked. */
  hash(): Promise<string> {
    return (this.#hash ??= this.have(WHOLE).then(() => logHash(this.table)));
  }

  summary(): LogSummary {
    const { log } = this;
    const { report } = this.#derived;
    return {
      logId: this.id,
      name: this.name,
      cases: report.cases,
      events: report.events,
      variants: report.variants,
      activities: log.activities,
      edgeFrom: log.variants.edgeFrom.slice(),
      edgeTo: log.variants.edgeTo.slice(),
      firstUtcMs: report.firstUtcMs,
      lastUtcMs: report.lastUtcMs,
      hasStart: this.hasStart,
      columns: this.table.columns.map((column, index) => ({
        index,
        name: column.name,
        role: column.role,
        type: column.type,
        scope: column.scope,
        distinct: column.dictionary.size - 1
      })),
      shape: this.#shape,
      timeZone: this.timeZone
    };
  }
}

const WHOLE: readonly Need[] = ['events', 'rows', 'columns', 'times'];

const noSql = async (): Promise<never> => {
  throw new MiningError('sql-failed', { why: 'there is no SQL here' });
};
