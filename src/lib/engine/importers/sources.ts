import { gzipSource } from './archive/gzip';
import { archiveKind } from './archive/head';
import { zipSources } from './archive/zip';
import { readBytes, slices } from './archive/slices';
import type { ByteSource } from './importer';

/**
 * The files to read, archives opened: a plain file is itself, a gzip file its content, a zip each of its files.
 * Kinds are told by their first bytes, never by name. Nothing is read but a few kilobytes of each file.
 *
 * @throws MiningError `archive-empty`, `archive-nested`, `archive-too-many`, `archive-damaged`, `unsupported-format`,
 * `file-unreadable`
 */
export async function openSources(files: readonly File[]): Promise<ByteSource[]> {
  const sources: ByteSource[] = [];
  for (const file of files) {
    const head = await readBytes(file, 0, 4, file.name);
    const kind = archiveKind(head);
    if (kind === 'gzip') sources.push(gzipSource(file));
    else if (kind === 'zip') sources.push(...(await zipSources(file)));
    else sources.push(plainSource(file));
  }
  return sources;
}

function plainSource(file: File): ByteSource {
  return {
    name: file.name,
    entry: null,
    compressed: null,
    sizeBytes: file.size,
    stream: (onRead) => slices(file, file.name, 0, file.size, onRead)
  };
}

/** How errors name a source: its file, and its entry in it. */
export function sourceName(source: Pick<ByteSource, 'name' | 'entry'>): string {
  return source.entry === null ? source.name : `${source.name}/${source.entry}`;
}
