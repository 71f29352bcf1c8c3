import { MiningError } from '$lib/model/errors';
import type { ColumnPlan, ImportedTable, ImportPlan, QuarantineReason, TextEncoding } from '$lib/model/import';
import type { TableColumn } from '$lib/model/log';
import { hasReplacement, isBlank, isUtf8 } from './byte-text';
import { ACTIVITY, CASE, readerOf, slotOf, timeAt, type ColumnSlot } from './column-slot';
import type { TimeReader } from './columns/time-reader';
import { FloatColumn } from './float-column';
import { QuarantineLog, quarantineText } from './quarantine';
import { BATCH_RECORDS, MAX_FIELD_BYTES, type RecordParser, type RecordSink } from './text-parser';
import { refuseUnusable } from './unusable-file';

const BOTH = CASE | ACTIVITY;

/** Rows after which a file without one readable time is given up. */
const GIVE_UP_ROWS = 200_000;

/** Where a file has what a plan wants. */
export interface FilePlaces {
  readonly file: string;
  readonly encoding: TextEncoding;
  /** field of this file, by index of the plan's column */
  readonly fieldOf: ReadonlyMap<number, number>;
  /** fields a record must have */
  readonly fields: number;
  /** the last one is nameless, and may lack */
  readonly mayLackLast: boolean;
}

/**
 * Builds the table from records: dictionary-coded columns, times as numbers. Rows that lack case, activity or time go to quarantine.
 * One for all files of an import; `beginFile` says where each file has the plan's columns.
 */
export class RowBuilder implements RecordSink {
  readonly quarantine = new QuarantineLog();
  /** records read, the quarantined ones included */
  rowsRead = 0;

  readonly #keys: readonly ColumnSlot[];
  readonly #attributes: readonly ColumnSlot[];
  readonly #time: ColumnPlan;
  readonly #start: ColumnPlan | null;
  readonly #readTime: TimeReader;
  readonly #readStart: TimeReader | null;
  readonly #times = new FloatColumn();
  readonly #starts = new FloatColumn();
  #damagedRows = 0;

  #places: FilePlaces = { file: '', encoding: 'utf-8', fieldOf: new Map(), fields: 0, mayLackLast: false };
  #timeField = 0;
  #startField = 0;

  // the batch: line, begin and end of each record; what it has of case and activity; its time
  #records = 0;
  readonly #line = new Float64Array(BATCH_RECORDS);
  readonly #from = new Int32Array(BATCH_RECORDS);
  readonly #to = new Int32Array(BATCH_RECORDS);
  readonly #has = new Uint8Array(BATCH_RECORDS);
  readonly #timeMs = new Float64Array(BATCH_RECORDS);
  /** records still good, and the place of one field in each */
  readonly #good = new Int32Array(BATCH_RECORDS);
  readonly #at = new Int32Array(BATCH_RECORDS);

  /** @throws MiningError `no-case-column`, `no-activity-column`, `no-time-column`, `bad-time-pattern` */
  constructor(private readonly plan: ImportPlan) {
    const time = plan.columns.find((column) => column.role === 'timestamp');
    if (plan.caseColumns.length === 0) throw new MiningError('no-case-column');
    if (plan.activityColumns.length === 0) throw new MiningError('no-activity-column');
    if (!time) throw new MiningError('no-time-column');
    const slots = plan.columns.map((column) => slotOf(plan, column)).filter((slot) => slot !== null);
    this.#keys = slots.filter((slot) => slot.key !== 0);
    this.#attributes = slots.filter((slot) => slot.key === 0);
    this.#time = time;
    this.#start = plan.columns.find((column) => column.role === 'start') ?? null;
    this.#readTime = readerOf(time, plan.timeZone);
    this.#readStart = this.#start && readerOf(this.#start, plan.timeZone);
  }

  /** From here on, records are those of another file. */
  beginFile(parser: RecordParser, places: FilePlaces): void {
    const fieldOf = (column: ColumnPlan): number => places.fieldOf.get(column.index)!;
    const slots = [...this.#keys, ...this.#attributes];
    for (const slot of slots) slot.field = fieldOf(slot.plan);
    this.#places = places;
    this.#timeField = fieldOf(this.#time);
    this.#startField = this.#start ? fieldOf(this.#start) : 0;
    parser.keep(
      places.fields,
      slots.map((slot) => slot.field)
    );
  }

  endFile(): void {
    this.quarantine.endFile();
  }

  record(parser: RecordParser, count: number, line: number, from: number, to: number): boolean {
    this.rowsRead++;
    const r = this.#records;
    this.#line[r] = line;
    this.#from[r] = from;
    this.#to[r] = to;
    const { fields } = this.#places;
    if (count !== fields && !this.#isTolerable(parser, count)) {
      this.#refuse(count < fields ? 'too-few-fields' : 'too-many-fields', parser, r, null, -1);
      return false;
    }
    if (to - from > MAX_FIELD_BYTES && this.#refuseLarge(parser, r, count)) return false;
    this.#records++;
    return true;
  }

  batch(parser: RecordParser, records: number): void {
    this.#records = 0;
    let good = this.#withoutIncomplete(parser, records);
    for (const slot of this.#keys) good = this.#keyCodes(slot, parser, good);
    for (let i = 0; i < good; i++) this.#times.push(this.#timeMs[this.#good[i]!]!);
    if (this.#readStart) this.#pushStarts(this.#readStart, parser, good);
    for (const { builder, codes } of this.#keys) builder.pushCodes(codes, good);
    let damaged = 0;
    for (const { builder, field, codes } of this.#attributes) {
      const { repairs } = builder;
      this.#locate(parser, field, good);
      builder.codesOf(parser.bytes, parser.from, parser.to, parser.hashes, this.#at, good, codes);
      builder.pushCodes(codes, good);
      damaged = Math.max(damaged, builder.repairs - repairs);
    }
    this.#damagedRows += damaged;
    if (this.#times.length === 0 && this.rowsRead >= GIVE_UP_ROWS) this.#refuseFile();
  }

  /** @throws MiningError `all-times-unreadable`, `no-usable-rows`, `wrong-encoding` */
  finish(): ImportedTable {
    this.#refuseFile();
    const slots = new Map([...this.#keys, ...this.#attributes].map((slot) => [slot.plan.index, slot]));
    const columns: TableColumn[] = [];
    for (const { index, name, role, type, format } of this.plan.columns) {
      const slot = slots.get(index);
      if (!slot) continue;
      const timed = type === 'time' && format !== null && { format };
      columns.push({ name, role, type, scope: 'event', path: null, xesType: null, ...timed, ...slot.builder.finish() });
    }
    const timeMs = this.#times.finish();
    const startMs = this.#readStart ? this.#starts.finish() : null;
    const zoneless = [this.#time, this.#start].some((column) => column?.format?.zoned === false);
    return {
      table: { name: this.plan.name, rows: timeMs.length, columns, timeMs, startMs },
      rowsRead: this.rowsRead,
      quarantine: this.quarantine.finish(),
      unnamedTraces: 0,
      emptyTraces: 0,
      zoneAssumed: zoneless && timeMs.length > 0
    };
  }

  /** Reads the times and refuses records without case, activity or time. @returns how many are good */
  #withoutIncomplete(parser: RecordParser, records: number): number {
    const has = this.#has.fill(0, 0, records);
    for (let r = 0; r < records; r++) this.#good[r] = r;
    for (const { key, field } of this.#keys) {
      this.#locate(parser, field, records);
      for (let r = 0; r < records; r++) {
        const at = this.#at[r]!;
        if (parser.from[at] !== parser.to[at]) has[r]! |= key;
      }
    }
    for (let r = 0; r < records; r++) this.#timeMs[r] = timeAt(this.#readTime, parser, r * parser.stride + this.#timeField);
    let good = 0;
    for (let r = 0; r < records; r++) {
      if (has[r] !== BOTH) this.#refuseKey((has[r]! & CASE) === 0 ? CASE : ACTIVITY, parser, r);
      else if (Number.isNaN(this.#timeMs[r])) this.#refuseTime(parser, r);
      else this.#good[good++] = r;
    }
    return good;
  }

  /** Places of a field in the good records; blanks are made empty. */
  #locate(parser: RecordParser, field: number, good: number): void {
    const { bytes, from, to, stride } = parser;
    const records = this.#good;
    const places = this.#at;
    for (let i = 0; i < good; i++) {
      const at = records[i]! * stride + field;
      places[i] = at;
      const begin = from[at]!;
      // the first byte of a blank: of ASCII, U+00A0, U+3000
      const byte = bytes[begin]!;
      if ((byte <= 32 || byte === 0xe3 || byte === 0xc2) && isBlank(bytes, begin, to[at]!)) to[at] = begin;
    }
  }

  /** Codes of a key column; records whose bytes are no text are refused. @returns how many are good */
  #keyCodes(slot: ColumnSlot, parser: RecordParser, good: number): number {
    const { builder, codes, damaged } = slot;
    const { size, repairs } = builder;
    this.#locate(parser, slot.field, good);
    builder.codesOf(parser.bytes, parser.from, parser.to, parser.hashes, this.#at, good, codes);
    const isTranscoded = this.#places.encoding !== 'utf-8';
    if (isTranscoded) for (let c = size; c < builder.size; c++) if (hasReplacement(builder.bytesOf(c))) damaged.add(c);
    if (builder.repairs === repairs && (!isTranscoded || damaged.size === 0)) return good;
    let kept = 0;
    for (let i = 0; i < good; i++) {
      const at = this.#at[i]!;
      if (isTranscoded ? damaged.has(codes[i]!) : !isUtf8(parser.bytes, parser.from[at]!, parser.to[at]!)) {
        this.#damagedRows++;
        this.#refuse('bad-encoding', parser, this.#good[i]!, slot.plan, at);
        continue;
      }
      for (const other of this.#keys) other.codes[kept] = other.codes[i]!;
      this.#good[kept++] = this.#good[i]!;
    }
    return kept;
  }

  #pushStarts(read: TimeReader, parser: RecordParser, good: number): void {
    for (let i = 0; i < good; i++) {
      this.#starts.push(timeAt(read, parser, this.#good[i]! * parser.stride + this.#startField));
    }
  }

  /** One empty field too many at the end, or the nameless last one missing. */
  #isTolerable(parser: RecordParser, count: number): boolean {
    const { base, from, to } = parser;
    const { fields, mayLackLast } = this.#places;
    if (count === fields + 1) return from[base + fields] === to[base + fields];
    if (count !== fields - 1 || !mayLackLast) return false;
    from[base + count] = to[base + count] = 0;
    return true;
  }

  #refuseLarge(parser: RecordParser, r: number, count: number): boolean {
    for (let at = parser.base; at < parser.base + count; at++) {
      if (parser.to[at]! - parser.from[at]! <= MAX_FIELD_BYTES) continue;
      const field = at - parser.base;
      const column = this.plan.columns.find(({ index }) => this.#places.fieldOf.get(index) === field);
      this.#refuse('field-too-large', parser, r, column ?? null, at);
      return true;
    }
    return false;
  }

  #refuseKey(key: number, parser: RecordParser, r: number): void {
    const { plan, field } = this.#keys.find((slot) => (slot.key & key) !== 0)!;
    this.#refuse(key === CASE ? 'no-case' : 'no-activity', parser, r, plan, r * parser.stride + field);
  }

  #refuseTime(parser: RecordParser, r: number): void {
    const at = r * parser.stride + this.#timeField;
    const isMissing = isBlank(parser.bytes, parser.from[at]!, parser.to[at]!);
    this.#refuse(isMissing ? 'no-time' : 'unreadable-time', parser, r, this.#time, at);
  }

  #refuse(reason: QuarantineReason, parser: RecordParser, r: number, column: ColumnPlan | null, at: number): void {
    this.quarantine.add(reason, () => ({
      file: this.#places.file,
      line: this.#line[r]!,
      column: column?.name ?? null,
      value: at < 0 ? null : quarantineText(parser.bytes, parser.from[at]!, parser.to[at]!),
      text: quarantineText(parser.bytes, this.#from[r]!, this.#to[r]!)
    }));
  }

  #refuseFile(): void {
    const { file, encoding } = this.#places;
    refuseUnusable(
      { file, encoding, rowsRead: this.rowsRead, rows: this.#times.length, damaged: this.#damagedRows },
      this.quarantine
    );
  }
}
