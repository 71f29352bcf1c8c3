import { MiningError } from '$lib/model/errors';
import type { ColumnPlan, ImportedTable, ImportPlan, QuarantineReason, TextEncoding } from '$lib/model/import';
import type { TableColumn } from '$lib/model/log';
import { ColumnBuilder } from './column-builder';
import { compileTimeReader, type TimeReader } from './columns/time-reader';
import { FloatColumn } from './float-column';
import { QuarantineLog, quarantineText } from './quarantine';
import { isBlank, MAX_FIELD_BYTES, type RecordParser, type RecordSink } from './text-parser';

const CASE = 1;
const ACTIVITY = 2;
const BOTH = CASE | ACTIVITY;

/** Share of rows with undecodable bytes above which the encoding is wrong, not the rows. */
const MAX_DAMAGED_ROWS = 0.2;
/** Rows after which a file without one readable time is given up. */
const GIVE_UP_ROWS = 200_000;

interface Slot {
  readonly plan: ColumnPlan;
  readonly builder: ColumnBuilder;
  /** 0, or bits of CASE and ACTIVITY */
  readonly key: number;
}

/**
 * Builds the table from records: dictionary-coded columns, times as numbers. Rows that lack case, activity or time go to quarantine.
 * One for all files of an import; `beginFile` says where each file has the plan's columns.
 */
export class RowBuilder implements RecordSink {
  readonly quarantine = new QuarantineLog();
  /** records read, the quarantined ones included */
  rowsRead = 0;

  readonly #keys: readonly Slot[];
  readonly #attributes: readonly Slot[];
  readonly #keyCodes: Int32Array;
  readonly #time: Slot['plan'];
  readonly #start: ColumnPlan | null;
  readonly #readTime: TimeReader;
  readonly #readStart: TimeReader | null;
  readonly #times = new FloatColumn();
  readonly #starts = new FloatColumn();
  /** codes of key values with U+FFFD, by key column, where the text was transcoded */
  readonly #damagedCodes: readonly Set<number>[];
  #damagedRows = 0;

  // of the file being read
  #file = '';
  #encoding: TextEncoding = 'utf-8';
  #fields = 0;
  #mayLackLast = false;
  #keyFields = new Int32Array(0);
  #attributeFields = new Int32Array(0);
  #timeField = 0;
  #startField = -1;

  /** @throws MiningError `no-case-column`, `no-activity-column`, `no-time-column`, `bad-time-pattern` */
  constructor(private readonly plan: ImportPlan) {
    const time = plan.columns.find((column) => column.role === 'timestamp');
    if (plan.caseColumns.length === 0) throw new MiningError('no-case-column');
    if (plan.activityColumns.length === 0) throw new MiningError('no-activity-column');
    if (!time) throw new MiningError('no-time-column');
    const keyOf = (column: ColumnPlan): number =>
      (plan.caseColumns.includes(column.index) ? CASE : 0) | (plan.activityColumns.includes(column.index) ? ACTIVITY : 0);
    const isKept = (column: ColumnPlan): boolean =>
      keyOf(column) !== 0 || (column.role !== 'ignore' && column.role !== 'timestamp' && column.role !== 'start');
    const slots = plan.columns
      .filter(isKept)
      .map((column) => ({ plan: column, builder: new ColumnBuilder(), key: keyOf(column) }));
    this.#keys = slots.filter((slot) => slot.key !== 0);
    this.#attributes = slots.filter((slot) => slot.key === 0);
    this.#keyCodes = new Int32Array(this.#keys.length);
    this.#damagedCodes = this.#keys.map(() => new Set<number>());
    this.#time = time;
    this.#start = plan.columns.find((column) => column.role === 'start') ?? null;
    this.#readTime = readerOf(time, plan.timeZone);
    this.#readStart = this.#start && readerOf(this.#start, plan.timeZone);
  }

  /**
   * @param fieldOf [plan column index] the field of this file that holds it
   * @param fields fields a record must have; `mayLackLast` where the last one is a nameless, empty one
   * @returns fields whose hashes are needed
   */
  beginFile(
    file: string,
    encoding: TextEncoding,
    fieldOf: ReadonlyMap<number, number>,
    fields: number,
    mayLackLast: boolean
  ): number[] {
    const place = (column: ColumnPlan): number => fieldOf.get(column.index)!;
    this.#file = file;
    this.#encoding = encoding;
    this.#fields = fields;
    this.#mayLackLast = mayLackLast;
    this.#keyFields = Int32Array.from(this.#keys, (slot) => place(slot.plan));
    this.#attributeFields = Int32Array.from(this.#attributes, (slot) => place(slot.plan));
    this.#timeField = place(this.#time);
    this.#startField = this.#start ? place(this.#start) : -1;
    return [...this.#keyFields, ...this.#attributeFields];
  }

  record(parser: RecordParser, count: number, line: number, from: number, to: number): void {
    this.rowsRead++;
    if (count !== this.#fields && !this.#isTolerable(parser, count)) {
      return this.#refuse(count < this.#fields ? 'too-few-fields' : 'too-many-fields', parser, line, from, to, null, -1);
    }
    if (to - from > MAX_FIELD_BYTES) {
      const large = this.#largeField(parser, count);
      if (large >= 0) return this.#refuse('field-too-large', parser, line, from, to, this.#columnAt(large), large);
    }
    const { bytes } = parser;
    const keys = this.#keys;
    const keyFields = this.#keyFields;
    let has = 0;
    for (let k = 0; k < keys.length; k++) {
      const field = keyFields[k]!;
      if (has !== BOTH && !isEmpty(bytes, parser.from[field]!, parser.to[field]!)) has |= keys[k]!.key;
    }
    if (has !== BOTH) return this.#refuseKey((has & CASE) === 0 ? CASE : ACTIVITY, parser, line, from, to);
    const time = this.#timeAt(this.#readTime, parser, this.#timeField);
    if (Number.isNaN(time)) return this.#refuseTime(parser, line, from, to);
    for (let k = 0; k < keys.length; k++) {
      const field = keyFields[k]!;
      const a = parser.from[field]!;
      const z = parser.to[field]!;
      if (isEmpty(bytes, a, z)) {
        this.#keyCodes[k] = 0;
        continue;
      }
      const { builder } = keys[k]!;
      const { size, repairs } = builder;
      const code = builder.codeOf(bytes, a, z, parser.hashes[field]!);
      this.#keyCodes[k] = code;
      if (builder.size !== size) this.#lookForDamage(k, code);
      if (builder.repairs !== repairs || (this.#damagedCodes[k]!.size > 0 && this.#damagedCodes[k]!.has(code))) {
        this.#damagedRows++;
        return this.#refuse('bad-encoding', parser, line, from, to, keys[k]!.plan, field);
      }
    }
    this.#times.push(time);
    if (this.#readStart) this.#starts.push(this.#timeAt(this.#readStart, parser, this.#startField));
    for (let k = 0; k < keys.length; k++) keys[k]!.builder.pushCode(this.#keyCodes[k]!);
    this.#pushAttributes(parser);
  }

  /** @throws MiningError `all-times-unreadable`, `no-usable-rows`, `wrong-encoding` */
  finish(): ImportedTable {
    this.#check();
    const slots = new Map([...this.#keys, ...this.#attributes].map((slot) => [slot.plan.index, slot]));
    const columns: TableColumn[] = [];
    for (const { index, name, role, type } of this.plan.columns) {
      const slot = slots.get(index);
      if (slot) columns.push({ name, role, type, scope: 'event', path: null, xesType: null, ...slot.builder.finish() });
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

  #pushAttributes(parser: RecordParser): void {
    const { bytes, from, to, hashes } = parser;
    const attributes = this.#attributes;
    const fields = this.#attributeFields;
    let isDamaged = false;
    for (let k = 0; k < attributes.length; k++) {
      const field = fields[k]!;
      const a = from[field]!;
      const z = to[field]!;
      const { builder } = attributes[k]!;
      if (isEmpty(bytes, a, z)) {
        builder.pushCode(0);
        continue;
      }
      const { repairs } = builder;
      builder.push(bytes, a, z, hashes[field]!);
      if (builder.repairs !== repairs) isDamaged = true;
    }
    if (isDamaged) this.#damagedRows++;
  }

  /** The time in a field, blanks around it left out; NaN where there is none. */
  #timeAt(read: TimeReader, parser: RecordParser, field: number): number {
    const { bytes } = parser;
    let a = parser.from[field]!;
    let z = parser.to[field]!;
    while (a < z && bytes[a]! <= 32) a++;
    while (z > a && bytes[z - 1]! <= 32) z--;
    return a === z ? NaN : read(bytes, a, z);
  }

  /** One empty field too many at the end, or the nameless last one missing. */
  #isTolerable(parser: RecordParser, count: number): boolean {
    if (count === this.#fields + 1) return parser.from[count - 1] === parser.to[count - 1];
    if (count !== this.#fields - 1 || !this.#mayLackLast) return false;
    parser.from[count] = parser.to[count] = 0;
    return true;
  }

  #largeField(parser: RecordParser, count: number): number {
    for (let i = 0; i < count; i++) if (parser.to[i]! - parser.from[i]! > MAX_FIELD_BYTES) return i;
    return -1;
  }

  #lookForDamage(key: number, code: number): void {
    if (this.#encoding !== 'utf-8' && hasReplacement(this.#keys[key]!.builder.bytesOf(code))) this.#damagedCodes[key]!.add(code);
  }

  #columnAt(field: number): ColumnPlan | null {
    const places = [...this.#keyFields, ...this.#attributeFields];
    return [...this.#keys, ...this.#attributes][places.indexOf(field)]?.plan ?? null;
  }

  #refuseKey(key: number, parser: RecordParser, line: number, from: number, to: number): void {
    const k = this.#keys.findIndex((slot) => (slot.key & key) !== 0);
    const reason = key === CASE ? 'no-case' : 'no-activity';
    this.#refuse(reason, parser, line, from, to, this.#keys[k]!.plan, this.#keyFields[k]!);
  }

  #refuseTime(parser: RecordParser, line: number, from: number, to: number): void {
    const field = this.#timeField;
    const reason = isBlank(parser.bytes, parser.from[field]!, parser.to[field]!) ? 'no-time' : 'unreadable-time';
    this.#refuse(reason, parser, line, from, to, this.#time, field);
    if (this.#times.length === 0 && this.rowsRead >= GIVE_UP_ROWS) this.#check();
  }

  #refuse(
    reason: QuarantineReason,
    parser: RecordParser,
    line: number,
    from: number,
    to: number,
    column: ColumnPlan | null,
    field: number
  ): void {
    this.quarantine.add(reason, () => ({
      file: this.#file,
      line,
      column: column?.name ?? null,
      value: field < 0 ? null : quarantineText(parser.bytes, parser.from[field]!, parser.to[field]!),
      text: quarantineText(parser.bytes, from, to)
    }));
  }

  #check(): void {
    if (this.#damagedRows > this.rowsRead * MAX_DAMAGED_ROWS) {
      const { file = '', line = 0 } = this.quarantine.firstOf('bad-encoding') ?? {};
      const share = this.#damagedRows / this.rowsRead;
      throw new MiningError('wrong-encoding', { file: file || this.#file, encoding: this.#encoding, line, share });
    }
    if (this.#times.length > 0 || this.rowsRead === 0) return;
    const unreadable = this.quarantine.countOf('unreadable-time');
    const isTime = unreadable > 0 && unreadable + this.quarantine.countOf('no-time') > this.rowsRead / 2;
    const [row] = isTime ? [this.quarantine.firstOf('unreadable-time')] : this.quarantine.finish().rows;
    const { file, line, column, value, reason } = row!;
    const rows = this.rowsRead;
    throw new MiningError(isTime ? 'all-times-unreadable' : 'no-usable-rows', { rows, file, line, column, value, reason });
  }
}

/** A column whose texts were never seen as times reads none. */
function readerOf(column: ColumnPlan, timeZone: string): TimeReader {
  return column.format ? compileTimeReader(column.format, timeZone) : () => NaN;
}

/** Empty or blank; the first byte mostly tells. */
function isEmpty(bytes: Uint8Array, from: number, to: number): boolean {
  if (from === to) return true;
  const byte = bytes[from]!;
  return (byte <= 32 || ((byte === 0xe3 || byte === 0xc2) && bytes[from + 1]! <= 0xa0)) && isBlank(bytes, from, to);
}

/** Holds U+FFFD (EF BF BD). */
function hasReplacement(bytes: Uint8Array): boolean {
  for (let i = 0; i + 2 < bytes.length; i++) if (bytes[i] === 0xef && bytes[i + 1] === 0xbf && bytes[i + 2] === 0xbd) return true;
  return false;
}
