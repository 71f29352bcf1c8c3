import { joined, type KeyOwner } from './keys';
import { randomBytes, type RandomSource } from './random';
import { asDamage, partsOfWrapped, wrappedOf } from './wrapped-secret';

/** Who this device is: an Ed25519 key made here, whose private half never leaves it. It signs manifests. */
export interface DeviceIdentity {
  /** raw, 32 bytes */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** not extractable */
  readonly privateKey: CryptoKey;
}

/** What is stored of an identity. */
export interface WrappedIdentity {
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** 2 suite, 12 nonce, then AES-GCM of the private key in PKCS #8, and its tag */
  readonly wrapped: Uint8Array<ArrayBuffer>;
}

/** Make an identity and wrap it. What comes back is not extractable; the pair it was made as is forgotten. */
export async function makeIdentity(
  kek: CryptoKey,
  owner: KeyOwner,
  random?: RandomSource
): Promise<{ readonly identity: DeviceIdentity; readonly stored: WrappedIdentity }> {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const iv = randomBytes(12, random);
  const sealed = await crypto.subtle.wrapKey('pkcs8', pair.privateKey, kek, wrapAlgorithm(iv, owner, publicKey));
  const stored = { publicKey, wrapped: wrappedOf(iv, sealed) };
  return { identity: await unwrapIdentity(kek, owner, stored), stored };
}

/** @throws MiningError `object-damaged` if changed, of another owner, or with another public key; `vault-newer` */
export async function unwrapIdentity(kek: CryptoKey, owner: KeyOwner, stored: WrappedIdentity): Promise<DeviceIdentity> {
  const { publicKey } = stored;
  const { iv, sealed } = partsOfWrapped(stored.wrapped);
  try {
    const algorithm = wrapAlgorithm(iv, owner, publicKey);
    const privateKey = await crypto.subtle.unwrapKey('pkcs8', sealed, kek, algorithm, 'Ed25519', false, ['sign']);
    return { publicKey, privateKey };
  } catch (thrown) {
    throw asDamage(thrown, 'identity');
  }
}

/** Wrap an identity anew, as `rewrapAreaKey` does an area's key: the device stays who it is when a guest signs in. */
export async function rewrapIdentity(
  from: { readonly kek: CryptoKey; readonly owner: KeyOwner },
  to: { readonly kek: CryptoKey; readonly owner: KeyOwner },
  { publicKey, wrapped }: WrappedIdentity,
  random?: RandomSource
): Promise<WrappedIdentity> {
  const { iv, sealed } = partsOfWrapped(wrapped);
  let pkcs8: Uint8Array<ArrayBuffer>;
  try {
    pkcs8 = new Uint8Array(await crypto.subtle.decrypt(wrapAlgorithm(iv, from.owner, publicKey), from.kek, sealed));
  } catch (thrown) {
    throw asDamage(thrown, 'identity');
  }
  try {
    const anew = randomBytes(12, random);
    const algorithm = wrapAlgorithm(anew, to.owner, publicKey);
    return { publicKey, wrapped: wrappedOf(anew, await crypto.subtle.encrypt(algorithm, to.kek, pkcs8)) };
  } finally {
    pkcs8.fill(0);
  }
}

/** @returns Ed25519 signature (RFC 8032), 64 bytes */
export async function signAs({ privateKey }: DeviceIdentity, message: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, message as Uint8Array<ArrayBuffer>));
}

/**
 * @param publicKey raw, 32 bytes; anything that is no key makes the answer false
 * @returns whether that device signed exactly this
 */
export async function isSignedBy(publicKey: Uint8Array, signature: Uint8Array, message: Uint8Array): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', publicKey as Uint8Array<ArrayBuffer>, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, signature as Uint8Array<ArrayBuffer>, message as Uint8Array<ArrayBuffer>);
  } catch (thrown) {
    if (thrown instanceof DOMException) return false;
    throw thrown;
  }
}

/** The public key stands in the additional data, so that nobody can put another one beside a private key. */
function wrapAlgorithm(iv: Uint8Array<ArrayBuffer>, owner: KeyOwner, publicKey: Uint8Array): AesGcmParams {
  const whose = joined('identity/1', owner.tenant, owner.user, owner.deviceId);
  const additionalData = new Uint8Array(whose.length + 1 + publicKey.length);
  additionalData.set(whose);
  additionalData[whose.length] = 0x7c; // |
  additionalData.set(publicKey, whose.length + 1);
  return { name: 'AES-GCM', iv, additionalData };
}
