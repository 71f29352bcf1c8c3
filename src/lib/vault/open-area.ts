import type { AreaCard } from '$lib/model/vault';
import { openCard } from './area-card';
import type { DeviceKeys } from './device-keys';
import type { AreaKey } from './keys';
import { openManifest, type Manifest } from './manifest';
import type { CatalogueRow, VaultFiles } from './storage';

/** An area at one version, verified but for its parts. */
export interface OpenArea {
  readonly areaKey: AreaKey;
  readonly manifest: Manifest;
  readonly card: AreaCard;
}

/** @throws MiningError `object-missing`, `object-damaged` if row, manifest and card do not belong together, `vault-newer` */
export async function openArea(files: VaultFiles, keys: DeviceKeys, row: CatalogueRow): Promise<OpenArea> {
  const areaKey = await keys.areaKey(row);
  const expected = { objectId: row.manifestId, version: row.version, seal: row.manifestSeal };
  const file = await files.open(row.manifestId);
  try {
    const manifest = await openManifest(areaKey, expected, keys.identity.publicKey, file);
    return { areaKey, manifest, card: await openCard(areaKey, row, row.card, manifest.card) };
  } finally {
    file.close();
  }
}
