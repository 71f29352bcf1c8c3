import { MiningError } from '$lib/model/errors';
import type { DraftOptions, ImportDraft, ImportedTable, ImportPlan, ImportProgress } from '$lib/model/import';
import { headOf } from './archive/head';
import { foreignKind } from './foreign-kind';
import type { ByteSource, Importer } from './importer';
import { openSources, sourceName } from './sources';
import { textImporter } from './text';
import { xesImporter } from './xes';

/** Every importer, asked in this order; text takes whatever is text. */
export const IMPORTERS: readonly Importer[] = [xesImporter, textImporter];

/** Bytes an importer is chosen by. */
const KIND_BYTES = 1 << 14;
/** Progress is told this often at most. */
const PROGRESS_MS = 100;
/** Names under which binary content is not what it seems. */
const TEXT_NAME = /\.(csv|tsv|txt|tab|dat|psv|log)(\.gz)?$/;

/**
 * Look at files: archives opened, kind, encoding, dialect, columns and their proposed roles found in the first megabytes.
 *
 * @throws MiningError of opening, `mixed-formats`, `unsupported-format`, `not-text`, and what the importer throws
 */
export async function inspectFiles(files: readonly File[], options: DraftOptions): Promise<ImportDraft> {
  const sources = await openSources(files);
  return (await importerOf(sources)).inspect(sources, options);
}

/**
 * Import whole files as one table.
 *
 * @param onProgress called at most ten times a second, in phase `read`
 * @param now milliseconds from some moment on
 */
export async function importFiles(
  files: readonly File[],
  plan: ImportPlan,
  onProgress: (progress: ImportProgress) => void,
  now: () => number = () => performance.now()
): Promise<ImportedTable> {
  const sources = await openSources(files);
  const importer = await importerOf(sources);
  if (importer.kind !== plan.kind) throw new MiningError('file-changed', { file: files[0]?.name ?? '' });
  const total = sources.reduce((sum, source) => sum + source.sizeBytes, 0);
  const startMs = now();
  let toldMs = -Infinity;
  return importer.read(sources, plan, (done, rows) => {
    const nowMs = now();
    if (nowMs - toldMs < PROGRESS_MS) return;
    toldMs = nowMs;
    const spentMs = nowMs - startMs;
    const rowsPerSecond = spentMs > 0 ? (rows / spentMs) * 1000 : 0;
    const remainingMs = done > 0 && spentMs > 0 ? (spentMs / done) * (total - done) : null;
    onProgress({ phase: 'read', done, total, rows, rowsPerSecond, remainingMs });
  });
}

async function importerOf(sources: readonly ByteSource[]): Promise<Importer> {
  let chosen: Importer | null = null;
  for (const source of sources) {
    const importer = await importerFor(source);
    if (chosen !== null && importer !== chosen) throw new MiningError('mixed-formats', { file: sourceName(source) });
    chosen = importer;
  }
  if (chosen === null) throw new MiningError('empty-file');
  return chosen;
}

async function importerFor(source: ByteSource): Promise<Importer> {
  const name = (source.entry ?? source.name).toLowerCase();
  const { bytes } = await headOf(source, KIND_BYTES);
  const file = sourceName(source);
  if (bytes.length === 0) throw new MiningError('empty-file', { file });
  const importer = IMPORTERS.find((each) => each.accepts(bytes, name.replace(/\.gz$/, '')));
  if (importer) return importer;
  const foreign = foreignKind(bytes, name.replace(/\.gz$/, ''));
  if (foreign?.isFormat === true && !TEXT_NAME.test(name))
    throw new MiningError('unsupported-format', { file, kind: foreign.kind });
  throw new MiningError('not-text', { file, kind: foreign?.kind ?? null });
}
