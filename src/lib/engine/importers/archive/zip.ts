import { MiningError } from '$lib/model/errors';
import type { ByteSource } from '../importer';
import { crc32 } from './crc32';
import { archiveKind, headOf } from './head';
import { inflated, InflationCount } from './inflate';
import { slices } from './slices';
import { contentOffset, readDirectory, type ZipEntry } from './zip-directory';

const STORED = 0;
const DEFLATED = 8;

/** Files that are zips inside, by an entry they always have. */
const ZIP_BASED: readonly (readonly [entry: RegExp, kind: string])[] = [
  [/^xl\//, 'Excel (.xlsx)'],
  [/^word\//, 'Word (.docx)'],
  [/^ppt\//, 'PowerPoint (.pptx)'],
  [/^META-INF\/manifest\.xml$/, 'OpenDocument'],
  [/^META-INF\/MANIFEST\.MF$/, 'Java archive']
];

/**
 * The files of a zip. Directories, what macOS adds, dot files and empty files are left out.
 *
 * @throws MiningError `archive-empty`, `archive-nested`, `archive-too-many`, `archive-damaged`, `unsupported-format`
 */
export async function zipSources(file: File): Promise<ByteSource[]> {
  const entries = await readDirectory(file);
  for (const [entry, kind] of ZIP_BASED) {
    if (entries.some(({ name }) => entry.test(name))) throw new MiningError('unsupported-format', { file: file.name, kind });
  }
  const wanted = entries.filter(isFile);
  if (wanted.length === 0) throw new MiningError('archive-empty', { file: file.name });
  const sources = wanted.map((entry) => entrySource(file, entry));
  for (const source of sources) {
    if (archiveKind((await headOf(source, 4)).bytes) !== null) {
      throw new MiningError('archive-nested', { file: file.name, entry: source.entry });
    }
  }
  return sources;
}

function isFile({ name, inflatedBytes }: ZipEntry): boolean {
  const path = name.split(/[/\\]/);
  return inflatedBytes > 0 && !path.some((part) => part.startsWith('.') || part === '__MACOSX') && path.at(-1) !== '';
}

function entrySource(file: File, entry: ZipEntry): ByteSource {
  const kind = entry.encrypted ? 'zip (encrypted)' : `zip (method ${entry.method})`;
  if (entry.encrypted || (entry.method !== STORED && entry.method !== DEFLATED)) {
    throw new MiningError('unsupported-format', { file: file.name, entry: entry.name, kind });
  }
  return {
    name: file.name,
    entry: entry.name,
    compressed: 'zip',
    sizeBytes: entry.storedBytes,
    stream: (onRead) => content(file, entry, onRead)
  };
}

async function* content(
  file: File,
  entry: ZipEntry,
  onRead?: (storedBytes: number) => void
): AsyncGenerator<Uint8Array, void, void> {
  const where = { file: file.name, entry: entry.name };
  const offset = await contentOffset(file, entry);
  const stored = slices(file, file.name, offset, offset + entry.storedBytes, onRead);
  const chunks = entry.method === STORED ? stored : inflated(stored, 'deflate-raw', new InflationCount(where));
  let crc = 0;
  let length = 0;
  try {
    for await (const chunk of chunks) {
      crc = crc32(crc, chunk);
      length += chunk.length;
      yield chunk;
    }
  } catch (why) {
    throw why instanceof MiningError ? why : new MiningError('archive-damaged', where);
  }
  if (crc !== entry.crc || length !== entry.inflatedBytes) throw new MiningError('archive-damaged', where);
}
