import type { AreaCard } from '$lib/model/vault';
import { sealCard } from './area-card';
import type { DeviceIdentity } from './device-identity';
import type { AreaKey } from './keys';
import { sealManifest } from './manifest';
import type { ObjectWriter } from './parts';
import { randomId } from './random';
import type { CatalogueRow } from './storage';

/** What a version of an area is, besides its parts. */
export interface NextVersion {
  readonly areaKey: AreaKey;
  readonly wrappedKey: Uint8Array;
  readonly card: AreaCard;
  readonly version: number;
  /** seal of the manifest before; null for the first version */
  readonly previous: Uint8Array | null;
}

/**
 * Seal the card and write the manifest of a version whose parts are on disk.
 *
 * @returns the row that puts the version in force
 * @throws MiningError `vault-full`, `vault-write-failed`
 */
export async function writeManifest(
  writer: ObjectWriter,
  identity: DeviceIdentity,
  { areaKey, wrappedKey, card, version, previous }: NextVersion
): Promise<CatalogueRow> {
  const parts = writer.end();
  const manifestId = randomId();
  const sealedCard = await sealCard(areaKey, { manifestId, version }, card);
  const manifest = await sealManifest(areaKey, manifestId, identity, { version, previous, card: sealedCard.seal, parts });
  await writer.writeSealed(manifestId, manifest.sealed);

  let sizeBytes = manifest.sealed.length + sealedCard.sealed.length;
  for (const part of parts.values()) sizeBytes += part.sizeBytes;
  return {
    areaId: areaKey.areaId,
    epoch: areaKey.epoch,
    version,
    manifestId,
    manifestSeal: manifest.seal,
    wrappedKey,
    card: sealedCard.sealed,
    sizeBytes
  };
}
