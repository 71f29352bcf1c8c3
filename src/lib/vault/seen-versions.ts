import { hexOf } from './hex';
import type { Catalogue, CatalogueRow } from './storage';

/** The highest version of an area that this device has seen. */
export interface SeenVersion {
  readonly version: number;
  /** hexadecimal, of the manifest of that version; null once the area was removed: no version of it is to come back */
  readonly seal: string | null;
}

/** by area */
export type SeenMarks = Readonly<Record<string, SeenVersion>>;

/** the device's value that holds them */
const NAME = 'seen';

/**
 * The marks against rolling back, by area: kept in another database than the rows, so that rows put back alone are noticed. Whoever puts
 * back the browser's whole profile is not noticed: that takes a memory elsewhere (see FORMAT.md).
 *
 * They are changed under the lock of commits alone. A mark that lags behind, because a tab died between the row and it, misses a rolling
 * back by that one version and accuses nobody.
 */
export class SeenVersions {
  constructor(private readonly catalogue: Catalogue) {}

  async all(): Promise<SeenMarks> {
    return ((await this.catalogue.deviceValue(NAME)) as SeenMarks | undefined) ?? {};
  }

  /** These rows are in force. A mark never goes down. */
  async raise(rows: readonly CatalogueRow[]): Promise<void> {
    await this.#raise(rows.map(({ areaId, version, manifestSeal }) => [areaId, { version, seal: hexOf(manifestSeal) }]));
  }

  /** This row was removed: it, and every version before, is now older than what was seen. */
  async bury({ areaId, version }: CatalogueRow): Promise<void> {
    const seen = (await this.all())[areaId];
    await this.#raise([[areaId, { version: Math.max(version, seen?.version ?? 0) + 1, seal: null }]]);
  }

  async #raise(marks: readonly (readonly [areaId: string, mark: SeenVersion])[]): Promise<void> {
    const all = await this.all();
    const higher = marks.filter(([areaId, mark]) => mark.version > (all[areaId]?.version ?? 0));
    if (higher.length > 0) await this.catalogue.putDeviceValue(NAME, { ...all, ...Object.fromEntries(higher) });
  }
}

/** @returns whether a row is older than what was seen, or another one of the same version */
export function isRolledBack(row: CatalogueRow, seen: SeenVersion | undefined): boolean {
  if (!seen || seen.version < row.version) return false;
  return seen.version > row.version || seen.seal !== hexOf(row.manifestSeal);
}
