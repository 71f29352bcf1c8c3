import { joined, type KeyOwner } from './keys';
import { KEY_BYTES, unwrapSecret, wrapSecret } from './wrapped-secret';

const text = new TextEncoder();

/**
 * A small text that belongs to a user on this device and to no area, such as how columns were mapped last: AES-256-GCM under the local key,
 * in the form of a wrapped secret. Blanks at its end are not kept apart.
 */
export function sealText(kek: CryptoKey, owner: KeyOwner, name: string, value: string): Promise<Uint8Array<ArrayBuffer>> {
  // no wrapped secret is shorter than a key
  return wrapSecret(kek, text.encode(value.padEnd(KEY_BYTES)), dataOf(owner, name));
}

/** @throws MiningError `object-damaged` if it was changed, or is another user's or another text; `vault-newer` */
export async function openText(kek: CryptoKey, owner: KeyOwner, name: string, sealed: Uint8Array): Promise<string> {
  return new TextDecoder().decode(await unwrapSecret(kek, sealed, dataOf(owner, name))).trimEnd();
}

const dataOf = (owner: KeyOwner, name: string): Uint8Array<ArrayBuffer> =>
  joined('value/1', owner.tenant, owner.user, name, owner.deviceId);
