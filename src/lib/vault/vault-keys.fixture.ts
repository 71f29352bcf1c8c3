import { deriveLocalKek, makeAreaKey, makeDeviceShare, type AreaKey, type KeyOwner } from './keys';
import type { ObjectLabel } from './object-header';
import { randomId } from './random';

export const GUEST: KeyOwner = { tenant: 'guest', user: 'guest', deviceId: '0123456789abcdef0123456789abcdef' };

/** A wrapping key of a device of its own. */
export async function guestKek(): Promise<CryptoKey> {
  return deriveLocalKek(await makeDeviceShare(), null, GUEST);
}

/** A key of an area of its own. */
export async function areaKeyOfGuest(): Promise<AreaKey> {
  const { areaKey } = await makeAreaKey(await guestKek(), GUEST, { areaId: randomId(), epoch: 0 });
  return areaKey;
}

export const partLabel = (objectId = randomId(), version = 1): ObjectLabel => ({ type: 'part', schema: 1, version, objectId });
