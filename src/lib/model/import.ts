import type { ColumnRole, ColumnType, DeriveReport, LifecycleMode, LogTable, TimeFormat } from './log';

export const ENCODINGS = ['utf-8', 'utf-16le', 'shift_jis', 'euc-jp'] as const;
/** `shift_jis` is CP932 here, as in the Encoding Standard. */
export type TextEncoding = (typeof ENCODINGS)[number];

export type FileKind = 'text' | 'xes';

/** How separated text is cut. `quote` and `escape` are one character or '' for none; `escape` may equal `quote` (doubled quotes). */
export interface Dialect {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly header: boolean;
}

/** What decided between readings of a time column, shown to the user. Line numbers count from 1, the header included. */
export interface TimeEvidence {
  /** share 0..1 of the non-empty previewed values that the format reads */
  readonly readable: number;
  /** true where a second format reads as much, and no row decides */
  readonly ambiguous: boolean;
  /** the other format, where ambiguous or refuted */
  readonly alternative: TimeFormat | null;
  /** rows that refute the alternative */
  readonly decidedBy: readonly { readonly line: number; readonly value: string }[];
  readonly decidingRows: number;
}

export interface ColumnDraft {
  readonly index: number;
  readonly name: string;
  readonly scope: 'case' | 'event';
  readonly samples: readonly string[];
  readonly rows: number;
  readonly distinct: number;
  readonly empty: number;
  readonly type: ColumnType;
  readonly role: ColumnRole;
  /** the best format where the values can be read as times */
  readonly format: TimeFormat | null;
  readonly evidence: TimeEvidence | null;
}

export interface FileDraft {
  readonly name: string;
  /** name inside the archive, where the file is one of a zip's */
  readonly entry: string | null;
  readonly sizeBytes: number;
  readonly kind: FileKind;
  readonly compressed: 'gzip' | 'zip' | null;
  readonly encoding: TextEncoding;
  /** how the encoding was found */
  readonly encodingBy: 'bom' | 'valid-utf-8' | 'score' | 'declared' | 'chosen';
  /** the first lines as read */
  readonly head: readonly string[];
}

/** What the import page shows before anything is imported: found in the first megabytes, and changed by the user's overrides. */
export interface ImportDraft {
  /** name proposed for the log */
  readonly name: string;
  readonly kind: FileKind;
  readonly files: readonly FileDraft[];
  readonly dialect: Dialect | null;
  readonly columns: readonly ColumnDraft[];
  /** records read for the preview; `complete` where that was all of them */
  readonly rows: number;
  readonly complete: boolean;
  /** first records, cell by cell */
  readonly preview: readonly (readonly string[])[];
  /** some time column has no zone of its own */
  readonly needsZone: boolean;
  readonly lifecycle: { readonly column: number; readonly mode: LifecycleMode; readonly transitions: readonly string[] } | null;
  /** ragged rows seen in the preview */
  readonly raggedRows: number;
}

/** What the user may force before the draft is made again. */
export interface DraftOptions {
  readonly encoding?: TextEncoding;
  readonly dialect?: Partial<Dialect>;
}

export interface ColumnPlan {
  readonly index: number;
  readonly name: string;
  readonly role: ColumnRole;
  readonly type: ColumnType;
  readonly format: TimeFormat | null;
}

/** What the user confirmed. Column indices are those of the draft. */
export interface ImportPlan {
  readonly name: string;
  readonly kind: FileKind;
  readonly encoding: TextEncoding | null;
  readonly dialect: Dialect | null;
  readonly columns: readonly ColumnPlan[];
  /** columns joined into the case (activity), in order; the one with the role first */
  readonly caseColumns: readonly number[];
  readonly activityColumns: readonly number[];
  /** IANA zone for stamps without one */
  readonly timeZone: string;
  readonly lifecycleMode: LifecycleMode;
}

export const QUARANTINE_REASONS = [
  'no-case',
  'no-activity',
  'no-time',
  'unreadable-time',
  'too-few-fields',
  'too-many-fields',
  'field-too-large',
  'bad-encoding'
] as const;
export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];

/** A row that cannot be used. `line` counts from 1 in its file; in XES it is the event's number. `text` is the row as read. */
export interface QuarantinedRow {
  readonly file: string;
  readonly line: number;
  readonly reason: QuarantineReason;
  readonly column: string | null;
  readonly value: string | null;
  readonly text: string;
}

export interface Quarantine {
  readonly total: number;
  readonly byReason: Readonly<Partial<Record<QuarantineReason, number>>>;
  /** every row, up to `QUARANTINE_KEPT`; beyond that the counts go on and `truncated` says so */
  readonly rows: readonly QuarantinedRow[];
  readonly truncated: boolean;
}

export const QUARANTINE_KEPT = 100_000;

/** The import summary. */
export interface ImportReport extends DeriveReport {
  readonly logName: string;
  readonly files: readonly string[];
  readonly sizeBytes: number;
  readonly rowsRead: number;
  readonly quarantine: Quarantine;
  /** zone that zone-less stamps were read in; null where every stamp named its own */
  readonly timeZone: string | null;
  /** XES traces without a name, events in them are quarantined */
  readonly unnamedTraces: number;
  readonly emptyTraces: number;
}

/** What an importer yields: the table and what it could not use. */
export interface ImportedTable {
  readonly table: LogTable;
  readonly rowsRead: number;
  readonly quarantine: Quarantine;
  readonly unnamedTraces: number;
  readonly emptyTraces: number;
  /** a stamp without a zone was read */
  readonly zoneAssumed: boolean;
}

export const IMPORT_PHASES = ['read', 'sort', 'index'] as const;
export type ImportPhase = (typeof IMPORT_PHASES)[number];

/** `done` and `total` are bytes of the files in the phase `read`, steps elsewhere. */
export interface ImportProgress {
  readonly phase: ImportPhase;
  readonly done: number;
  readonly total: number;
  readonly rows: number;
  readonly rowsPerSecond: number;
  readonly remainingMs: number | null;
}
