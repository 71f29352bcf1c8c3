import { MiningError } from '$lib/model/errors';
import { hexOf } from './hex';
import type { Catalogue, CatalogueRow } from './storage';

/** The highest version of an area that this device has seen. */
interface SeenVersion {
  readonly version: number;
  /** hexadecimal, of the manifest of that version; null once the area was removed: no version of it is to come back */
  readonly seal: string | null;
}

/** A row, and what was seen of its area; undefined if nothing was. */
export interface MarkedRow {
  readonly row: CatalogueRow;
  readonly seen: SeenVersion | undefined;
}

/** the device's value that holds the marks, by area */
const NAME = 'seen';

/**
 * The catalogue's rows beside the marks against rolling back. The marks lie in another database than the rows, so that rows put back alone are
 * noticed. Whoever puts back the browser's whole profile is not noticed: that takes a memory elsewhere.
 *
 * Marks are changed under the lock of commits alone, after the row. A mark that lags behind, because a tab died in between, misses a rolling
 * back by that one version and accuses nobody.
 */
export class MarkedRows {
  constructor(private readonly catalogue: Catalogue) {}

  /** The marks are read before the rows: a commit of another tab in between must not make its area look rolled back. */
  async all(): Promise<readonly MarkedRow[]> {
    const marks = await this.#marks();
    return (await this.catalogue.all()).map((row) => ({ row, seen: marks[row.areaId] }));
  }

  /** @throws MiningError `unknown-area` */
  async one(areaId: string): Promise<MarkedRow> {
    const seen = (await this.#marks())[areaId];
    const row = await this.catalogue.get(areaId);
    if (!row) throw new MiningError('unknown-area');
    return { row, seen };
  }

  /** These rows are in force. A mark never goes down; one that cannot be raised now is raised when the area is next seen. */
  async raise(rows: readonly CatalogueRow[]): Promise<void> {
    await this.#raise(() => rows.map(({ areaId, version, manifestSeal }) => [areaId, { version, seal: hexOf(manifestSeal) }]));
  }

  /** This row was removed: it, and every version before, is now older than what was seen. */
  async bury({ areaId, version }: CatalogueRow): Promise<void> {
    await this.#raise((marks) => [[areaId, { version: Math.max(version, marks[areaId]?.version ?? 0) + 1, seal: null }]]);
  }

  async #marks(): Promise<Readonly<Record<string, SeenVersion>>> {
    return ((await this.catalogue.deviceValue(NAME)) as Record<string, SeenVersion> | undefined) ?? {};
  }

  async #raise(
    marksOf: (all: Readonly<Record<string, SeenVersion>>) => readonly (readonly [areaId: string, mark: SeenVersion])[]
  ): Promise<void> {
    try {
      const all = await this.#marks();
      const higher = marksOf(all).filter(([areaId, mark]) => mark.version > (all[areaId]?.version ?? 0));
      if (higher.length > 0) await this.catalogue.putDeviceValue(NAME, { ...all, ...Object.fromEntries(higher) });
    } catch {
      // the row is in force, and that is what was asked for
    }
  }
}

/** @returns whether a row is older than what was seen, or another one of the same version */
export function isRolledBack({ row, seen }: MarkedRow): boolean {
  if (!seen || seen.version < row.version) return false;
  return seen.version > row.version || seen.seal !== hexOf(row.manifestSeal);
}

/** @throws MiningError `area-rolled-back` */
export function ensureNotRolledBack(marked: MarkedRow): void {
  const { row, seen } = marked;
  if (isRolledBack(marked)) throw new MiningError('area-rolled-back', { version: row.version, seen: seen?.version ?? 0 });
}
