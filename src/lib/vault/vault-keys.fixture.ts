import { bytesOfHex } from './hex';
import { deriveLocalKek, importSecret, makeAreaKey, makeDeviceShare, type AreaKey, type KeyOwner } from './keys';
import type { ObjectLabel } from './object-header';
import { randomId, type RandomSource } from './random';

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

/** The same secret as a key, as often as wanted. */
export const secretKey = (hex: string): Promise<CryptoKey> => importSecret(bytesOfHex(hex));

/** Bytes that look random and are always the same: 0, 1, 2, ... of one counter over all calls. */
export function countingRandom(from = 0): RandomSource {
  let next = from;
  return (into) => {
    for (let at = 0; at < into.length; at++) into[at] = next++ & 0xff;
  };
}
