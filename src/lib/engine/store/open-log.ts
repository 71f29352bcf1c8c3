import { deriveLog } from '$lib/kernel/log/derive';
import { buildTimeIndex, type TimeIndex } from '$lib/kernel/performance/time-index';
import { caseMask } from '$lib/kernel/selection/case-mask';
import { eventMask } from '$lib/kernel/selection/event-mask';
import { relabelledLog } from '$lib/kernel/selection/relabelled-log';
import type { SelectionInput } from '$lib/kernel/selection/selection-input';
import { casesWithEvents, trimmedLog } from '$lib/kernel/selection/trimmed-log';
import type { LogSummary } from '$lib/model/analysis';
import { MiningError } from '$lib/model/errors';
import type { DerivedLog, LogColumns, LogShape, LogTable } from '$lib/model/log';
import { caseClauses, eventClauses, universeKey, type LogSelection } from '$lib/model/selection';
import type { ImportedLog } from '../protocol';
import { logHash } from './log-hash';

/** What a selection leaves of a log. */
export interface Selected {
  /** as named and trimmed by the selection; cases keep the numbers they have in the whole log */
  readonly log: LogColumns;
  /** [cases] 1 = selected; null = every case */
  readonly keep: Uint8Array | null;
  /** sorted durations of `log`, built when first asked: 12 bytes a pair of events */
  timeIndex(): TimeIndex;
}

/** A log as named and trimmed: what case clauses choose from. */
class Universe {
  /** cases that have an event; null = all */
  readonly cases: Uint8Array | null;
  #timeIndex: TimeIndex | undefined;
  #mask: { key: string; keep: Uint8Array | null } | undefined;

  constructor(
    readonly key: string,
    readonly log: LogColumns
  ) {
    this.cases = key === '' ? null : casesWithEvents(log);
  }

  timeIndex(): TimeIndex {
    return (this.#timeIndex ??= buildTimeIndex(this.log));
  }

  /** The last selection's answer is kept. */
  keep(input: SelectionInput, selection: LogSelection): Uint8Array | null {
    const clauses = caseClauses(selection);
    const key = JSON.stringify(clauses);
    if (this.#mask?.key !== key) {
      const keep = caseMask(input, clauses);
      if (keep !== null && this.cases !== null) for (let c = 0; c < keep.length; c++) keep[c]! &= this.cases[c]!;
      this.#mask = { key, keep: keep ?? this.cases };
    }
    return this.#mask.keep;
  }
}

/** One open log: its table, the columnar log derived from it, and what is computed once and kept. */
export class OpenLog {
  readonly table: LogTable;
  readonly name: string;
  readonly timeZone: string;
  #shape: LogShape;
  #derived: DerivedLog;
  #whole: Universe;
  #hash: Promise<string> | undefined;
  /** the last one that was named or trimmed */
  #part: Universe | undefined;

  constructor(
    readonly id: string,
    imported: ImportedLog
  ) {
    this.table = imported.table;
    this.name = imported.report.logName;
    this.timeZone = imported.timeZone;
    this.#shape = imported.shape;
    this.#derived = imported.derived;
    this.#whole = new Universe('', this.log);
  }

  /** The whole log. */
  get log(): LogColumns {
    return this.#derived.log;
  }

  get shape(): LogShape {
    return this.#shape;
  }

  /** Derive again with another case, activity or lifecycle; on an error the log stays as it was. */
  reshape(shape: LogShape): void {
    this.#derived = deriveLog(this.table, shape);
    this.#shape = shape;
    this.#whole = new Universe('', this.log);
    this.#part = undefined;
  }

  /**
   * What a selection leaves.
   * @throws MiningError `unknown-column`
   */
  async select(selection: LogSelection): Promise<Selected> {
    const universe = this.#universe(selection);
    const keep = universe.keep(this.#inputOf(universe.log), selection);
    return { log: universe.log, keep, timeIndex: () => universe.timeIndex() };
  }

  #universe(selection: LogSelection): Universe {
    const key = universeKey(selection);
    if (key === '') return this.#whole;
    if (this.#part?.key !== key) {
      let log = selection.names ? relabelledLog(this.log, selection.names) : this.log;
      for (const clause of eventClauses(selection)) log = trimmedLog(log, eventMask(this.#inputOf(log), clause));
      this.#part = new Universe(key, log);
    }
    return this.#part;
  }

  #inputOf(log: LogColumns): SelectionInput {
    const none = (): never => {
      throw new MiningError('internal', { why: 'not answered here' });
    };
    return { log, table: this.table, numbersOf: none, sqlCases: none };
  }

  /** See `logHash`; found when first asked. */
  hash(): Promise<string> {
    return (this.#hash ??= logHash(this.table));
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
      hasStart: log.startMs !== null,
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
