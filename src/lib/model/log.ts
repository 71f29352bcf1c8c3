/** An unsigned integer per row or event that stands for a label. Its width follows the number of labels. */
export type CodeArray = Uint8Array | Uint16Array | Uint32Array;

/**
 * Distinct texts of a column, UTF-8, one after the other: text `i` is `bytes[offsets[i] .. offsets[i + 1])`.
 * In a `TableColumn` entry 0 is the missing value (an empty text); real values start at 1.
 */
export interface Dictionary {
  readonly size: number;
  readonly bytes: Uint8Array;
  /** [size + 1] */
  readonly offsets: Uint32Array;
}

export const COLUMN_ROLES = [
  'case',
  'activity',
  'timestamp',
  'start',
  'resource',
  'role',
  'cost',
  'lifecycle',
  'attribute',
  'ignore'
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** Roles that only one column can have; `attribute` and `ignore` any number. */
export const SINGLE_ROLES: ReadonlySet<ColumnRole> = new Set([
  'case',
  'activity',
  'timestamp',
  'start',
  'resource',
  'role',
  'cost',
  'lifecycle'
]);

export type ColumnType = 'text' | 'number' | 'boolean' | 'time';

/**
 * How a time is written. `pattern` uses Unicode date fields (`yyyy MM dd d M H HH h mm ss SSS a XXX G y`), or one of the names below.
 * - `iso`: ISO 8601 with or without zone; `epoch-s`, `epoch-ms`: numbers since 1970; `excel-serial`: days since 1899-12-30
 */
export interface TimeFormat {
  readonly pattern: string;
  /** the text says its own zone or offset */
  readonly zoned: boolean;
}

/** One column of a log as loaded: dictionary-coded, in file order. */
export interface TableColumn {
  readonly name: string;
  readonly role: ColumnRole;
  readonly type: ColumnType;
  /** XES: `case` for a trace's attribute. Separated text: always `event`. */
  readonly scope: 'case' | 'event';
  /** XES: keys from the outermost attribute inwards, for nested attributes; otherwise null. */
  readonly path: readonly string[] | null;
  /** XES: the tag the value came in (`string date int float boolean id list container`); null for separated text. */
  readonly xesType: string | null;
  /** how its texts are read where its type is `time`; absent: as ISO 8601 */
  readonly format?: TimeFormat;
  /** [rows]; 0 = missing */
  readonly codes: CodeArray;
  readonly dictionary: Dictionary;
}

/**
 * A log as loaded, in file order, before any choice of case or activity. Every usable row is here; quarantined rows are not.
 * Changing the case or the activity derives a new `LogColumns` from this, without the file.
 */
export interface LogTable {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly TableColumn[];
  /** [rows] complete time, UTC milliseconds, with the fraction the file has */
  readonly timeMs: Float64Array;
  /** [rows] start time, UTC milliseconds, NaN where missing; null where no column has the role */
  readonly startMs: Float64Array | null;
}

export const LIFECYCLE_MODES = ['every-row', 'pair', 'complete-only'] as const;
/** What a row is: an event; half of a pair of start and complete; or an event only where its transition is `complete`. */
export type LifecycleMode = (typeof LIFECYCLE_MODES)[number];

/** Which columns (indices into `LogTable.columns`) make the case and the activity; several are joined with ` | `. */
export interface LogShape {
  readonly caseColumns: readonly number[];
  readonly activityColumns: readonly number[];
  readonly lifecycleMode: LifecycleMode;
}

/**
 * The columnar log: events sorted by case, then complete time, then position in the file.
 * Case numbers follow the first appearance in the file, activity codes likewise.
 */
export interface LogColumns {
  /** Labels, by activity code */
  readonly activities: readonly string[];
  /** [events] activity code */
  readonly activity: CodeArray;
  /** [events] complete, UTC milliseconds */
  readonly timeMs: Float64Array;
  /** [events] start, UTC milliseconds, NaN where missing; null where the log has none */
  readonly startMs: Float64Array | null;
  /** [cases + 1] first event of each case */
  readonly caseStart: Uint32Array;
  /** [events] row of the `LogTable` the event's attributes are read from: `codes[row[e]]` */
  readonly row: Uint32Array;
  /** Case labels, by case number */
  readonly caseIds: Dictionary;
  readonly variants: VariantIndex;
}

/**
 * The distinct activity sequences of a log and what is in each, so that frequency numbers need no walk over the events.
 * `edge*` and `node*` are the same lists turned round: for each edge (activity), the variants that hold it, ascending.
 */
export interface VariantIndex {
  /** number of variants */
  readonly size: number;
  /** [cases] variant of each case */
  readonly variantOf: Uint32Array;
  /** [variants + 1] into `sequence` */
  readonly sequenceStart: Uint32Array;
  /** activity codes of each variant, one variant after the other */
  readonly sequence: CodeArray;
  /** [edges] activity codes; edges ascend by (from, to) */
  readonly edgeFrom: Uint32Array;
  readonly edgeTo: Uint32Array;
  /** [edges + 1] into `edgeVariant` and `edgeTimes` */
  readonly edgeStart: Uint32Array;
  /** variants that hold the edge, ascending within an edge */
  readonly edgeVariant: Uint32Array;
  /** how often the variant holds it (>= 1) */
  readonly edgeTimes: Uint8Array | Uint16Array | Uint32Array;
  /** [activities + 1] into `nodeVariant` and `nodeTimes` */
  readonly nodeStart: Uint32Array;
  readonly nodeVariant: Uint32Array;
  readonly nodeTimes: Uint8Array | Uint16Array | Uint32Array;
}

/** What deriving a `LogColumns` found out; shown in the import summary. */
export interface DeriveReport {
  readonly events: number;
  readonly cases: number;
  readonly activities: number;
  readonly variants: number;
  /** NaN in an empty log */
  readonly firstUtcMs: number;
  readonly lastUtcMs: number;
  /** successive events of a case with the same complete time */
  readonly tiedPairs: number;
  /** rows whose complete time is before that of the row above it of the same case, in file order */
  readonly rowsOutOfOrder: number;
  readonly lifecycleMode: LifecycleMode;
  readonly pairedInstances: number;
  readonly unpairedStarts: number;
  readonly unpairedCompletes: number;
  /** rows left out by `complete-only`, or other transitions left out by `pair` */
  readonly rowsLeftOut: number;
  /** rows without a value in every case (activity) column of the shape */
  readonly rowsWithoutCase: number;
  readonly rowsWithoutActivity: number;
}

export interface DerivedLog {
  readonly log: LogColumns;
  readonly report: DeriveReport;
}
