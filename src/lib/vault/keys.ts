/**
 * The keys of the vault, from the device's share down to the key of an area. What may be read out of a key by script is never kept:
 * raw bytes exist for the length of one call, and are zeroed; the keys that stay are `CryptoKey`s that WebCrypto does not give out.
 * FORMAT.md has the derivations byte by byte, with test vectors.
 */
import { randomBytes, type RandomSource } from './random';
import { KEY_BYTES, unwrapSecret, wrapSecret } from './wrapped-secret';

const text = new TextEncoder();

/** Whose keys these are: the guest's tenant and user are both `guest`. No part contains `|`. */
export interface KeyOwner {
  readonly tenant: string;
  readonly user: string;
  /** 32 hexadecimal digits, drawn once a browser */
  readonly deviceId: string;
}

/** Which key of an area: a new epoch is begun when somebody loses access. */
export interface AreaEpoch {
  /** 32 hexadecimal digits */
  readonly areaId: string;
  /** u32 */
  readonly epoch: number;
}

/** The key that an area's objects are sealed with, opened. Not extractable; drop every reference to it to lock. */
export interface AreaKey extends AreaEpoch {
  /** HKDF key of 32 bytes; each object derives its own from it */
  readonly key: CryptoKey;
  /**
   * The tenant in the objects' additional data: the one in force when the key was made. It stands inside the wrapped key, so that a guest's
   * area that comes to an account is wrapped anew and none of its objects is sealed anew.
   */
  readonly tenant: string;
}

/** Draw this device's share: 32 bytes that script never sees again. Keep it as a `CryptoKey` in IndexedDB. */
export async function makeDeviceShare(random?: RandomSource): Promise<CryptoKey> {
  return importSecret(randomBytes(KEY_BYTES, random));
}

/**
 * The key that wraps all others on this device: HKDF-SHA-256 of the device's share, with the server's share as its salt.
 *
 * @param serverShare 32 bytes, left as they are; null for a guest, whose salt is 32 zero bytes
 * @returns AES-256-GCM key for `encrypt`, `decrypt`, `wrapKey`, `unwrapKey`; not extractable
 */
export async function deriveLocalKek(share: CryptoKey, serverShare: Uint8Array | null, owner: KeyOwner): Promise<CryptoKey> {
  const salt = serverShare ?? new Uint8Array(KEY_BYTES);
  if (salt.length !== KEY_BYTES) throw new RangeError('a server share has 32 bytes');
  const info = joined('kek/1', owner.tenant, owner.user, owner.deviceId);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: salt as Uint8Array<ArrayBuffer>, info },
    share,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey']
  );
}

/**
 * Draw the key of an area's epoch.
 *
 * @returns the key for use now, and the wrapped key for the catalogue: 2 suite, 12 nonce, then AES-GCM of 32 key | tenant, and its tag
 */
export async function makeAreaKey(
  kek: CryptoKey,
  owner: KeyOwner,
  where: AreaEpoch,
  random?: RandomSource
): Promise<{ readonly areaKey: AreaKey; readonly wrapped: Uint8Array<ArrayBuffer> }> {
  const tenant = text.encode(checked(owner.tenant));
  const secret = new Uint8Array(KEY_BYTES + tenant.length);
  secret.set(randomBytes(KEY_BYTES, random));
  secret.set(tenant, KEY_BYTES);
  try {
    const wrapped = await wrapSecret(kek, secret.slice(), areaData(owner, where), random);
    return { areaKey: await areaKeyOf(secret, where), wrapped };
  } finally {
    secret.fill(0);
  }
}

/**
 * Open the wrapped key of an area's epoch.
 *
 * @throws MiningError `object-damaged` if it was changed, was wrapped by another key, or belongs to another area, epoch, tenant or device;
 * `vault-newer` for a suite that this version does not know
 */
export async function unwrapAreaKey(kek: CryptoKey, owner: KeyOwner, where: AreaEpoch, wrapped: Uint8Array): Promise<AreaKey> {
  return areaKeyOf(await unwrapSecret(kek, wrapped, areaData(owner, where)), where);
}

/**
 * Wrap an area's key anew, for another owner or share: a guest's area comes to an account. Its objects stay as they are.
 *
 * @throws MiningError as `unwrapAreaKey`
 */
export async function rewrapAreaKey(
  from: { readonly kek: CryptoKey; readonly owner: KeyOwner },
  to: { readonly kek: CryptoKey; readonly owner: KeyOwner },
  where: AreaEpoch,
  wrapped: Uint8Array,
  random?: RandomSource
): Promise<Uint8Array<ArrayBuffer>> {
  const secret = await unwrapSecret(from.kek, wrapped, areaData(from.owner, where));
  return wrapSecret(to.kek, secret, areaData(to.owner, where), random);
}

/**
 * 32 secret bytes as an HKDF key that gives nothing out.
 *
 * @param secret zeroed when the promise is settled
 */
export async function importSecret(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits', 'deriveKey']);
  } finally {
    secret.fill(0);
  }
}

/** UTF-8 of the parts with `|` between. @throws RangeError if a part contains one: two owners must not come to the same text */
export function joined(...parts: readonly string[]): Uint8Array<ArrayBuffer> {
  return text.encode(parts.map(checked).join('|'));
}

function checked(part: string): string {
  if (part.includes('|')) throw new RangeError('a name of a key contains no |');
  return part;
}

const areaData = (owner: KeyOwner, { areaId, epoch }: AreaEpoch): Uint8Array<ArrayBuffer> =>
  joined('dek/1', owner.tenant, areaId, String(epoch), owner.deviceId);

/** @param secret key | tenant; zeroed */
async function areaKeyOf(secret: Uint8Array<ArrayBuffer>, { areaId, epoch }: AreaEpoch): Promise<AreaKey> {
  const tenant = new TextDecoder().decode(secret.subarray(KEY_BYTES));
  const raw = secret.slice(0, KEY_BYTES);
  secret.fill(0);
  return { key: await importSecret(raw), tenant, areaId, epoch };
}
