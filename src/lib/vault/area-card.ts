import type { AreaCard } from '$lib/model/vault';
import { bytesOfCard, cardOfBytes } from './card-json';
import type { AreaKey } from './keys';
import type { ObjectLabel } from './object-header';
import { openBytes, sealBytes } from './small-object';

const CARD_SCHEMA = 1;

/** A card goes with one manifest: it is labelled with that one's id and version, so that an older card does not pass beside it. */
export interface CardPlace {
  readonly manifestId: string;
  readonly version: number;
}

const labelOf = ({ manifestId, version }: CardPlace): ObjectLabel => ({
  type: 'card',
  schema: CARD_SCHEMA,
  version,
  objectId: manifestId
});

/** @returns sealed JSON for the catalogue, and its seal for the manifest */
export async function sealCard(
  areaKey: AreaKey,
  place: CardPlace,
  card: AreaCard
): Promise<{ readonly sealed: Uint8Array<ArrayBuffer>; readonly seal: Uint8Array }> {
  return sealBytes(areaKey, labelOf(place), bytesOfCard(card));
}

/** @param seal what the manifest says of it, if that is known. @throws MiningError `object-damaged`, `vault-newer` */
export async function openCard(areaKey: AreaKey, place: CardPlace, sealed: Uint8Array, seal?: Uint8Array): Promise<AreaCard> {
  return cardOfBytes(await openBytes(areaKey, labelOf(place), sealed, seal && { seal }));
}
