import type { ByteWriter } from './byte-writer';

const DAY_MS = 86_400_000;
/** `2024-01-31T` */
const DATE_CHARACTERS = 11;
const ZERO = 0x30;
const COLON = 0x3a;
const POINT = 0x2e;

const encoder = new TextEncoder();

/**
 * An instant as ISO 8601 in UTC, with milliseconds, and with microseconds where it has them: `2024-01-31T09:30:00.000Z`.
 *
 * @param utcMs UTC milliseconds; NaN gives an empty text
 * @param zone how UTC is written: `Z` or `+00:00`
 */
export function instantText(utcMs: number, zone: 'Z' | '+00:00'): string {
  if (!Number.isFinite(utcMs)) return '';
  const { ms, micros } = split(utcMs);
  const text = new Date(ms).toISOString().slice(0, -1);
  return (micros === 0 ? text : text + String(micros).padStart(3, '0')) + zone;
}

/** Writes instants as `instantText` does, many of them: a date is made into text once while its events follow one another. */
export class InstantWriter {
  readonly #zone: Uint8Array;
  /** `2024-01-31T09:30:00.000123` */
  readonly #text = new Uint8Array(DATE_CHARACTERS + 15);
  #day = NaN;
  #longYear = false;

  constructor(private readonly zone: 'Z' | '+00:00') {
    this.#zone = encoder.encode(zone);
  }

  write(writer: ByteWriter, utcMs: number): void {
    const { ms, micros } = split(utcMs);
    const day = Math.floor(ms / DAY_MS);
    if (day !== this.#day) this.#setDay(day);
    if (this.#longYear) return writer.text(instantText(utcMs, this.zone));
    const text = this.#text;
    const inDay = ms - day * DAY_MS;
    const seconds = Math.floor(inDay / 1000);
    twoDigits(text, DATE_CHARACTERS, Math.floor(seconds / 3600));
    twoDigits(text, DATE_CHARACTERS + 3, Math.floor(seconds / 60) % 60);
    twoDigits(text, DATE_CHARACTERS + 6, seconds % 60);
    threeDigits(text, DATE_CHARACTERS + 9, inDay - seconds * 1000);
    if (micros > 0) threeDigits(text, DATE_CHARACTERS + 12, micros);
    writer.writePart(text, 0, DATE_CHARACTERS + (micros > 0 ? 15 : 12));
    writer.write(this.#zone);
  }

  #setDay(day: number): void {
    this.#day = day;
    const date = Number.isFinite(day) ? instantText(day * DAY_MS, 'Z') : '';
    // no time, or a year of more than four digits
    this.#longYear = date.indexOf('T') !== DATE_CHARACTERS - 1;
    if (this.#longYear) return;
    this.#text.set(encoder.encode(date.slice(0, DATE_CHARACTERS)));
    this.#text[DATE_CHARACTERS + 2] = this.#text[DATE_CHARACTERS + 5] = COLON;
    this.#text[DATE_CHARACTERS + 8] = POINT;
  }
}

/** Whole milliseconds, and the microseconds beyond. */
function split(utcMs: number): { ms: number; micros: number } {
  const ms = Math.floor(utcMs);
  const micros = Math.round((utcMs - ms) * 1000);
  return micros === 1000 ? { ms: ms + 1, micros: 0 } : { ms, micros };
}

function twoDigits(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = ZERO + Math.floor(value / 10);
  bytes[at + 1] = ZERO + (value % 10);
}

function threeDigits(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = ZERO + Math.floor(value / 100);
  twoDigits(bytes, at + 1, value % 100);
}
