import { quarantineText } from '../quarantine';
import type { TimeReader } from '../columns/time-reader';
import { FloatColumn } from '../float-column';
import type { AttributeColumn } from './attribute-column';

/** A reader of times, and whether a text without zone was given to it is told by the text (null) or known beforehand. */
export interface TimeFormatReader {
  readonly read: TimeReader;
  /** null: each text may have its zone or not */
  readonly zoned: boolean | null;
}

/** The complete (or start) times of the events, read from bytes as they come: UTC milliseconds, NaN where missing or unreadable. */
export class TimeColumn {
  /** name of the attribute; null before it was met */
  name: string | null = null;
  /** the current event's text, where it is no time */
  unreadable: string | null = null;
  /** some text had no zone of its own */
  zoneAssumed = false;
  /** events with a text, readable or not */
  given = 0;
  #times = new FloatColumn();
  #source: AttributeColumn | null = null;
  #ms = NaN;

  constructor(private readonly reader: TimeFormatReader | null) {}

  /** The value of the open event, or, from a trace's attribute, of all events of the trace that follow. */
  read(column: AttributeColumn, bytes: Uint8Array, from: number, to: number): void {
    const { reader } = this;
    if (reader === null) return;
    this.#source = column;
    const ms = from === to ? NaN : reader.read(bytes, from, to);
    this.#ms = ms;
    this.unreadable = null;
    if (ms === ms) {
      if (!this.zoneAssumed && !(reader.zoned ?? namesZone(bytes, from, to))) this.zoneAssumed = true;
    } else if (from !== to) {
      this.unreadable = quarantineText(bytes, from, to);
    }
  }

  /** Append the event's time. @returns whether it has one */
  store(event: number, trace: number): boolean {
    const source = this.#source;
    if (source === null || source.seen !== (source.scope === 'event' ? event : trace)) {
      this.unreadable = null;
      this.#times.push(NaN);
      return false;
    }
    const ms = this.#ms;
    this.#times.push(ms);
    if (ms === ms || this.unreadable !== null) this.given++;
    return ms === ms;
  }

  /** The current event's time, to show it. */
  text(): string {
    return this.unreadable ?? (Number.isFinite(this.#ms) ? new Date(this.#ms).toISOString() : '');
  }

  /** [events] The column must not be used afterwards. */
  finish(): Float64Array {
    return this.#times.finish();
  }
}

/** Whether an ISO 8601 text ends with a zone: `Z`, or a sign behind the time of day. */
function namesZone(bytes: Uint8Array, from: number, to: number): boolean {
  const last = bytes[to - 1]! | 0x20;
  if (last === 0x7a) return true;
  for (let i = to - 3; i >= to - 6 && i > from + 10; i--) if (bytes[i] === 0x2b || bytes[i] === 0x2d) return true;
  return false;
}
