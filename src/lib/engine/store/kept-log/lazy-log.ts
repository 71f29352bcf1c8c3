import type { CaseFigures } from '$lib/model/analysis';
import { MiningError } from '$lib/model/errors';
import type { Dictionary, LogColumns, LogTable, TableColumn } from '$lib/model/log';
import type { ImportedLog } from '../../protocol';
import { unpackColumn, type ColumnMeta, type ColumnValues } from './column-part';
import { unpackCore, type ColumnHead, type CoreColumns, type CoreMeta } from './core-part';
import { unpackEvents, type EventsMeta, type EventTimes } from './events-part';
import { PartReader } from './part-file';
import { rowsLeft, unpackRows, type RowColumns, type RowsMeta } from './rows-part';
import { unpackTableTimes, type TableTimes, type TimesMeta } from './times-part';
import { columnPart, CORE, EVENTS, ROWS, TIMES } from './write-log';

/** Where the parts of a log come from: the vault's `AreaReader`. */
export interface PartSource {
  read(part: string): Promise<Uint8Array>;
}

/** What is asked for of a log besides its core. */
export interface Pieces {
  /** times of the events */
  readonly events: boolean;
  /** rows of events, ids of cases */
  readonly rows: boolean;
  /** times of the table, in the order of the file */
  readonly times: boolean;
  /** columns of the table, by number; they bring `rows` with them */
  readonly columns: Iterable<number>;
}

/**
 * A log that is read piece by piece. What was not asked for is not there: reading it throws, so that a kernel that was not announced fails
 * at once instead of giving numbers of nothing.
 */
export class LazyLog {
  /** as an import gives it; always these objects, whatever is loaded later */
  readonly imported: ImportedLog;
  /** of all cases, as it was written */
  readonly figures: CaseFigures;
  /** whether its events have start times */
  readonly hasStart: boolean;
  readonly #core: CoreColumns;
  readonly #columns: readonly ColumnHead[];
  readonly #columnValues: (ColumnValues | undefined)[] = [];
  #events: EventTimes | undefined;
  #rows: RowColumns | undefined;
  #left: Uint32Array | undefined;
  #times: TableTimes | undefined;
  readonly #loading = new Map<string, Promise<void>>();

  private constructor(
    private readonly source: PartSource,
    private readonly writing: string,
    meta: CoreMeta,
    core: CoreColumns
  ) {
    this.#core = core;
    this.#columns = meta.columns;
    const table = this.#table(meta);
    const { shape, timeZone, report, derived, figures, haveStarts } = meta;
    this.imported = { table, shape, timeZone, report, derived: { log: this.#log(haveStarts), report: derived } };
    this.figures = figures;
    this.hasStart = haveStarts;
  }

  /** Read the core. @throws MiningError of the source; `vault-newer`, `object-damaged` */
  static async open(source: PartSource): Promise<LazyLog> {
    const part = await PartReader.of<CoreMeta>(await source.read(CORE));
    return new LazyLog(source, part.writing, part.meta, await unpackCore(part));
  }

  /**
   * Have these pieces there. Each is read once, however many ask; one that could not be read is read again when next asked for.
   * @throws MiningError of the source; `area-changed` where the pieces are of another writing of the log
   */
  async load({ events, rows, times, columns }: Pieces): Promise<void> {
    const wanted = [...columns].filter((index) => index < this.#columns.length);
    await Promise.all([
      ...(events || times ? [this.#once(EVENTS, () => this.#loadEvents())] : []),
      ...(rows || times || wanted.length > 0 ? [this.#once(ROWS, () => this.#loadRows())] : [])
    ]);
    await Promise.all([
      ...(times ? [this.#once(TIMES, () => this.#loadTimes())] : []),
      ...wanted.map((index) => this.#once(columnPart(index), () => this.#loadColumn(index)))
    ]);
  }

  #once(part: string, load: () => Promise<void>): Promise<void> {
    const known = this.#loading.get(part);
    if (known) return known;
    const loading = load();
    this.#loading.set(part, loading);
    loading.catch(() => this.#loading.delete(part));
    return loading;
  }

  async #loadEvents(): Promise<void> {
    this.#events = await unpackEvents(await this.#part<EventsMeta>(EVENTS), this.#core.caseStart);
  }

  async #loadRows(): Promise<void> {
    const rows = await unpackRows(await this.#part<RowsMeta>(ROWS), this.#core.caseStart);
    this.#left = rowsLeft(this.imported.table.rows, rows.row);
    this.#rows = rows;
  }

  async #loadTimes(): Promise<void> {
    const part = await this.#part<TimesMeta>(TIMES);
    this.#times = await unpackTableTimes(part, this.imported.table.rows, this.#events!, this.#rows!.row, this.#left!);
  }

  async #loadColumn(index: number): Promise<void> {
    const part = await this.#part<ColumnMeta>(columnPart(index));
    const { rows } = this.imported.table;
    this.#columnValues[index] = await unpackColumn(part, this.#columns[index]!, rows, this.#core, this.#rows!, this.#left!);
  }

  async #part<Meta>(name: string): Promise<PartReader<Meta>> {
    const part = await PartReader.of<Meta>(await this.source.read(name));
    if (part.writing !== this.writing) throw new MiningError('area-changed');
    return part;
  }

  #log(haveStarts: boolean): LogColumns {
    const times = (): EventTimes => this.#events ?? missing(EVENTS);
    const rows = (): RowColumns => this.#rows ?? missing(ROWS);
    return {
      ...this.#core,
      get timeMs() {
        return times().timeMs;
      },
      get startMs() {
        return haveStarts ? times().startMs : null;
      },
      get row() {
        return rows().row;
      },
      get caseIds() {
        return rows().caseIds;
      }
    };
  }

  #table({ name, rows, columns, hasStarts }: CoreMeta): LogTable {
    const times = (): TableTimes => this.#times ?? missing(TIMES);
    return {
      name,
      rows,
      columns: columns.map((head, index) => this.#column(head, index)),
      get timeMs() {
        return times().timeMs;
      },
      get startMs() {
        return hasStarts ? times().startMs : null;
      }
    };
  }

  #column({ kind: _, size, ...head }: ColumnHead, index: number): TableColumn {
    const values = (): ColumnValues => this.#columnValues[index] ?? missing(columnPart(index));
    const unread: Dictionary = {
      size,
      get bytes() {
        return values().dictionary.bytes;
      },
      get offsets() {
        return values().dictionary.offsets;
      }
    };
    const read = (): Dictionary => this.#columnValues[index]?.dictionary ?? unread;
    return {
      ...head,
      get codes() {
        return values().codes;
      },
      get dictionary() {
        return read();
      }
    };
  }
}

function missing(part: string): never {
  throw new MiningError('internal', { why: `the part ${part} of a kept log is read, but was not asked for` });
}
