import type { DraftOptions, FileDraft, FileKind, ImportDraft, ImportedTable, ImportPlan } from '$lib/model/import';

/**
 * One file to read, after archives were opened: a name and its bytes, inflated. Can be streamed more than once.
 */
export interface ByteSource {
  readonly name: string;
  /** name inside a zip, otherwise null */
  readonly entry: string | null;
  readonly compressed: FileDraft['compressed'];
  /** size of the file on disk (of the entry as stored, in a zip); progress counts these */
  readonly sizeBytes: number;
  /**
   * The bytes, in chunks of some megabytes, inflated and counted while inflating.
   * @param onRead called with the stored bytes read so far
   * @throws MiningError `gzip-truncated`, `archive-too-large`, `archive-damaged`, `file-unreadable`
   */
  stream(onRead?: (storedBytes: number) => void): AsyncGenerator<Uint8Array, void, void>;
}

/** What an importer tells while it reads; the caller adds speed and time left. */
export type ReadProgress = (storedBytesRead: number, rows: number) => void;

/** A reader of one kind of file. To add one: a file beside this one, a fixture, and a line in `index.ts`. */
export interface Importer {
  readonly kind: FileKind;
  /** by the first bytes (after inflating) and the name, lower case, without .gz */
  accepts(head: Uint8Array, name: string): boolean;
  /** the draft from the first megabytes of each source */
  inspect(sources: readonly ByteSource[], options: DraftOptions): Promise<ImportDraft>;
  /** the whole of every source, one table */
  read(sources: readonly ByteSource[], plan: ImportPlan, progress: ReadProgress): Promise<ImportedTable>;
}
