import { deriveLog } from '$lib/kernel/log/derive';
import { buildTimeIndex, type TimeIndex } from '$lib/kernel/performance/time-index';
import { caseMask } from '$lib/kernel/selection/case-mask';
import type { LogSummary } from '$lib/model/analysis';
import type { DerivedLog, LogColumns, LogShape, LogTable } from '$lib/model/log';
import type { LogSelection } from '$lib/model/selection';
import type { ImportedLog } from '../protocol';

/** One open log: its table, the columnar log derived from it, and what is computed once and kept. */
export class OpenLog {
  readonly table: LogTable;
  readonly name: string;
  readonly timeZone: string;
  #shape: LogShape;
  #derived: DerivedLog;
  #timeIndex: TimeIndex | undefined;
  #mask: { key: string; keep: Uint8Array | null } | undefined;

  constructor(
    readonly id: string,
    imported: ImportedLog
  ) {
    this.table = imported.table;
    this.name = imported.report.logName;
    this.timeZone = imported.timeZone;
    this.#shape = imported.shape;
    this.#derived = imported.derived;
  }

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
    this.#timeIndex = undefined;
    this.#mask = undefined;
  }

  /** Sorted durations, built when first asked: 12 bytes a pair of events. */
  timeIndex(): TimeIndex {
    return (this.#timeIndex ??= buildTimeIndex(this.log));
  }

  /** [cases] 1 = selected, null = every case; the last selection's answer is kept. */
  casesIn(selection: LogSelection): Uint8Array | null {
    const key = JSON.stringify(selection);
    if (this.#mask?.key !== key) this.#mask = { key, keep: caseMask(this.log, this.table, selection) };
    return this.#mask.keep;
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
