import type { MarkedRow } from './marked-rows';
import { areaNamedIn, HEADER_BYTES } from './object-header';
import type { VaultFiles } from './storage';

/**
 * Remove the files that no area refers to: those of versions before, of removed areas, of jobs that died. Call it while nobody writes.
 *
 * @param objectsOf ids of a row's manifest and parts; a rejection if they cannot be known (no key, damaged, rolled back): then
 * every file that names that area stays, and every file that names none
 * @returns bytes given back. A file that another tab reads stays for the next time.
 */
export async function sweep(
  files: VaultFiles,
  rows: readonly MarkedRow[],
  objectsOf: (row: MarkedRow) => Promise<readonly string[]>
): Promise<number> {
  const kept = new Set<string>();
  const unknown = new Set<string>();
  for (const marked of rows) {
    try {
      for (const id of await objectsOf(marked)) kept.add(id);
    } catch {
      unknown.add(marked.row.areaId);
    }
  }

  let givenBack = 0;
  for (const { name, sizeBytes } of await files.list()) {
    if (kept.has(name)) continue;
    try {
      if (unknown.size > 0 && (await mayBelongTo(unknown, files, name))) continue;
      await files.remove(name);
      givenBack += sizeBytes;
    } catch {
      // the next sweep comes upon it again
    }
  }
  return givenBack;
}

async function mayBelongTo(areas: ReadonlySet<string>, files: VaultFiles, name: string): Promise<boolean> {
  const file = await files.open(name);
  try {
    const header = new Uint8Array(HEADER_BYTES);
    const area = areaNamedIn(header.subarray(0, file.read(header, 0)));
    return area === null || areas.has(area);
  } finally {
    file.close();
  }
}
