import { isSignedBy } from './device-identity';
import { randomBytes } from './random';

/** What the vault needs of WebCrypto. */
export type CryptoPart = 'subtle' | 'random' | 'hkdf' | 'aes-gcm' | 'ed25519';

/**
 * Try everything of WebCrypto that the vault needs: a page that is not a secure context has none, and some browsers have no Ed25519.
 * Where something is missing the vault is unavailable (`VaultState.why` is `no-crypto`).
 *
 * @returns the first part that does not work, or null
 */
export async function missingCrypto(): Promise<CryptoPart | null> {
  if (typeof crypto === 'undefined' || typeof crypto.getRandomValues !== 'function') return 'random';
  if (typeof crypto.subtle === 'undefined') return 'subtle';
  const { subtle } = crypto;
  try {
    const secret = await subtle.importKey('raw', randomBytes(32), 'HKDF', false, ['deriveKey']);
    const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: new Uint8Array(0) };
    const kek = await subtle.deriveKey(hkdf, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    try {
      const gcm = { name: 'AES-GCM', iv: randomBytes(12), additionalData: new Uint8Array(1) };
      await subtle.decrypt(gcm, kek, await subtle.encrypt(gcm, kek, new Uint8Array(1)));
    } catch {
      return 'aes-gcm';
    }
  } catch {
    return 'hkdf';
  }
  try {
    const pair = await subtle.generateKey('Ed25519', true, ['sign', 'verify']);
    const message = new Uint8Array(1);
    const signature = new Uint8Array(await subtle.sign('Ed25519', pair.privateKey, message));
    const publicKey = new Uint8Array(await subtle.exportKey('raw', pair.publicKey));
    return (await isSignedBy(publicKey, signature, message)) ? null : 'ed25519';
  } catch {
    return 'ed25519';
  }
}
