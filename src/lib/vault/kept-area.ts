import type { AreaCard, AreaFault, KeptArea } from '$lib/model/vault';
import { openCard } from './area-card';
import { isKeyRefusal, type DeviceKeys } from './device-keys';
import { isRolledBack, type MarkedRow } from './marked-rows';
import type { CatalogueRow } from './storage';

/** An area as the rest of the program sees it. */
export function keptArea(
  { areaId, version, sizeBytes }: Pick<CatalogueRow, 'areaId' | 'version' | 'sizeBytes'>,
  card: AreaCard | null,
  fault: AreaFault | null
): KeptArea {
  return { areaId, version, sizeBytes, card, fault };
}

/**
 * What a row says, without reading an object. Never throws: a row that nothing can be made of is that of a damaged area.
 *
 * @param isDamaged this version was found to be, earlier
 */
export async function describeArea(keys: DeviceKeys, marked: MarkedRow, isDamaged: boolean): Promise<KeptArea> {
  const { row } = marked;
  try {
    const card = await openCard(await keys.areaKey(row), row, row.card);
    return keptArea(row, card, isDamaged ? 'damaged' : isRolledBack(marked) ? 'rolled-back' : null);
  } catch (thrown) {
    return keptArea(row, null, isKeyRefusal(thrown) ? 'no-key' : 'damaged');
  }
}
