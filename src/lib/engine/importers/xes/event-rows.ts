import type { QuarantineReason } from '$lib/model/import';
import type { ColumnRole } from '$lib/model/log';
import { QuarantineLog } from '../quarantine';
import { type AttributeColumn, AttributeSet, COMPLETE_TIME, LEAVE_OUT, START_TIME, STORE } from './attribute-column';
import { CLOSE_EVENT, CLOSE_TRACE, OPEN_EVENT, OPEN_TRACE } from './place';
import { TimeColumn, type TimeFormatReader } from './time-column';

/** What a quarantined event shows of itself. */
const SHOWN_CHARACTERS = 400;
/** Events of one trace whose text is kept while they wait. */
const MAX_WAITING_TEXTS = 10_000;

const decoder = new TextDecoder();

/** What decides how events are read, and which can be used. */
export interface RowRules {
  /** role of the column of this name; undefined for one that is not in the plan */
  roleOf(name: string): ColumnRole | undefined;
  /** names of the columns of which one must have a value */
  readonly caseColumns: ReadonlySet<string>;
  readonly activityColumns: ReadonlySet<string>;
  readonly complete: TimeFormatReader;
  readonly start: TimeFormatReader;
}

/** Columns of which one must have a value, by where their values come from. */
class NeededColumns {
  readonly ofEvents: AttributeColumn[] = [];
  readonly ofTraces: AttributeColumn[] = [];

  given(event: number, trace: number): boolean {
    for (const column of this.ofEvents) if (column.seen === event && column.code !== 0) return true;
    return this.givenBy(trace);
  }

  givenBy(trace: number): boolean {
    for (const column of this.ofTraces) if (column.seen === trace && column.code !== 0) return true;
    return false;
  }
}

/** An event that lacks something its trace may still bring, where attributes stand behind the events. */
interface WaitingEvent {
  readonly row: number;
  readonly lacks: NeededColumns;
  readonly reason: QuarantineReason;
  readonly text: string;
}

/**
 * Turns the scanner's steps and values into rows: an event is a row. Events that cannot be used stay in the columns as dead rows
 * until the end, and are quarantined. Without rules every event is used and no time is read (a preview).
 */
export class EventRows {
  readonly attributes = new AttributeSet((column) => this.#meet(column));
  readonly complete: TimeColumn;
  readonly start: TimeColumn;
  readonly quarantine = new QuarantineLog();
  /** rows so far, the open event's not counted */
  row = 0;
  /** number of the open (or last) event, and of the open (or last) trace; both count from 1 */
  event = 0;
  trace = 0;
  unnamedTraces = 0;
  emptyTraces = 0;
  /** rows that cannot be used, ascending but for those that waited */
  readonly dead: number[] = [];
  #file = '';
  #fileFirstRow = 0;
  #inTrace = false;
  #traceFirstRow = 0;
  readonly #case = new NeededColumns();
  readonly #activity = new NeededColumns();
  #waiting: WaitingEvent[] = [];

  constructor(private readonly rules: RowRules | null) {
    this.complete = new TimeColumn(rules?.complete ?? null);
    this.start = new TimeColumn(rules?.start ?? null);
  }

  /** Events are counted per file. */
  beginFile(name: string): void {
    this.#file = name;
    this.#fileFirstRow = this.row;
  }

  step(step: number): void {
    if (step === CLOSE_EVENT) this.#closeEvent();
    else if (step === OPEN_EVENT) this.event++;
    else if (step === CLOSE_TRACE) this.#closeTrace();
    else if (step === OPEN_TRACE) this.#openTrace();
  }

  /** A value of the open event or trace. `hash` is its `hashBytes`. */
  put(column: AttributeColumn, bytes: Uint8Array, from: number, to: number, hash: number): void {
    if (column.use === STORE) {
      if (column.scope === 'event') column.putRow(this.row, bytes, from, to, hash);
      else column.hold(bytes, from, to, hash);
    } else if (column.use === COMPLETE_TIME) {
      this.complete.read(column, bytes, from, to);
    } else if (column.use === START_TIME) {
      this.start.read(column, bytes, from, to);
    }
  }

  /** Give the open trace's events its attributes, as far as they have come: nothing more will. */
  pause(): void {
    if (this.#inTrace) this.#closeTrace();
  }

  get usedRows(): number {
    return this.row - this.dead.length;
  }

  #closeEvent(): void {
    const { event } = this;
    const row = this.row++;
    if (this.rules === null) return;
    const trace = this.#inTrace ? this.trace : -1;
    const timed = this.complete.store(event, trace);
    this.start.store(event, trace);
    const cased = this.#case.given(event, trace);
    const active = this.#activity.given(event, trace);
    if (timed && cased && active) return;
    const lacks = cased ? this.#activity : this.#case;
    if (!cased) this.#lacking(row, 'no-case', lacks, timed && active);
    else if (!active) this.#lacking(row, 'no-activity', lacks, timed);
    else this.#reject(row, this.complete.unreadable === null ? 'no-time' : 'unreadable-time', null);
  }

  #lacking(row: number, reason: QuarantineReason, lacks: NeededColumns, mayWait: boolean): void {
    // before the first attribute of that name was met, the trace may still bring it
    const fromTrace = lacks.ofTraces.length > 0 || lacks.ofEvents.length === 0;
    if (!mayWait || !this.#inTrace || !fromTrace) return this.#reject(row, reason, null);
    const text = this.#waiting.length < MAX_WAITING_TEXTS ? this.#textOf(this.event) : '';
    this.#waiting.push({ row, lacks, reason, text });
  }

  #openTrace(): void {
    this.trace++;
    this.#inTrace = true;
    this.#traceFirstRow = this.row;
  }

  #closeTrace(): void {
    const { trace, row } = this;
    const from = this.#traceFirstRow;
    this.#inTrace = false;
    if (from === row) {
      this.emptyTraces++;
      return;
    }
    for (const column of this.attributes.ofTraces) if (column.seen === trace && column.code !== 0) column.putRun(from, row);
    for (const waiting of this.#waiting) {
      if (!waiting.lacks.givenBy(trace)) this.#reject(waiting.row, waiting.reason, waiting.text);
    }
    this.#waiting = [];
    if (this.#case.ofEvents.length === 0 && !this.#case.givenBy(trace)) this.unnamedTraces++;
  }

  #reject(row: number, reason: QuarantineReason, text: string | null): void {
    this.dead.push(row);
    const unreadable = reason === 'unreadable-time';
    this.quarantine.add(reason, () => ({
      file: this.#file,
      line: row - this.#fileFirstRow + 1,
      column: unreadable ? this.complete.name : null,
      value: unreadable ? this.complete.unreadable : null,
      text: text ?? this.#textOf(this.event)
    }));
  }

  /** The event as read, shortened. */
  #textOf(event: number): string {
    let text = '';
    for (const column of this.attributes.ofEvents) {
      if (column.seen !== event || column.use === LEAVE_OUT || text.length > SHOWN_CHARACTERS) continue;
      const time = column.use === COMPLETE_TIME ? this.complete : column.use === START_TIME ? this.start : null;
      const value = time === null ? decoder.decode(column.builder.bytesOf(column.code)) : time.text();
      if (value !== '') text += `${text === '' ? '' : '; '}${column.name}=${value}`;
    }
    return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
  }

  #meet(column: AttributeColumn): void {
    const { rules } = this;
    if (rules === null) return;
    const role = rules.roleOf(column.name);
    if (role === 'ignore') {
      column.use = LEAVE_OUT;
    } else if (role === 'timestamp') {
      column.use = COMPLETE_TIME;
      this.complete.name = column.name;
    } else if (role === 'start') {
      column.use = START_TIME;
      this.start.name = column.name;
    }
    if (rules.caseColumns.has(column.name)) needs(this.#case, column);
    if (rules.activityColumns.has(column.name)) needs(this.#activity, column);
  }
}

function needs(columns: NeededColumns, column: AttributeColumn): void {
  (column.scope === 'event' ? columns.ofEvents : columns.ofTraces).push(column);
}
