/**
 * A second reader of the vault's format, written from `src/lib/vault/FORMAT.md` with Node's crypto; it shares nothing with the program. Small, whole
 * objects in memory, slow: it is there to disagree. Every refusal is an Error whose message begins with its kind: `damaged`,
 * `too new`, `passphrase`, `no backup`.
 */
import { createDecipheriv, createHash, createPublicKey, hkdfSync, verify } from 'node:crypto';
import { argon2id } from './argon2id.mjs';

export const TYPES = { part: 1, manifest: 2, card: 3, backup: 5 };

const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const hkdf = (ikm, salt, info, length) => Buffer.from(hkdfSync('sha256', ikm, salt, info, length));

/** @param condition what must hold @param why kind of refusal, then where */
function must(condition, why) {
  if (!condition) throw new Error(why);
}

/** Section 1. @param serverShare null for a guest */
export function localKey(deviceShare, serverShare, { tenant, user, deviceId }) {
  return hkdf(deviceShare, serverShare ?? Buffer.alloc(32), `kek/1|${tenant}|${user}|${deviceId}`, 32);
}

function openGcm(key, nonce, additionalData, sealed, what) {
  must(sealed.length >= 16, `damaged: ${what}`);
  const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
  cipher.setAAD(additionalData);
  cipher.setAuthTag(sealed.subarray(-16));
  const plain = cipher.update(sealed.subarray(0, -16));
  try {
    return Buffer.concat([plain, cipher.final()]);
  } catch {
    throw new Error(`damaged: ${what}`);
  }
}

function unwrap(key, wrapped, additionalData) {
  must(wrapped.length >= 2 + 12 + 16, 'damaged: wrapped key');
  must(wrapped.readUInt16BE(0) === 1, 'too new: suite of a key');
  return openGcm(key, wrapped.subarray(2, 14), additionalData, wrapped.subarray(14), 'wrapped key');
}

/** Section 1: the key of an area's epoch, and the tenant that its objects name. */
export function areaKey(kek, { tenant, deviceId }, { areaId, epoch }, wrapped) {
  const plain = unwrap(kek, wrapped, Buffer.from(`dek/1|${tenant}|${areaId}|${epoch}|${deviceId}`));
  return { key: plain.subarray(0, 32), tenant: plain.subarray(32).toString('utf8'), areaId, epoch };
}

/** Section 1: a device's private key in PKCS #8. */
export function devicePrivateKey(kek, { tenant, user, deviceId }, publicKey, wrapped) {
  return unwrap(kek, wrapped, Buffer.concat([Buffer.from(`identity/1|${tenant}|${user}|${deviceId}|`), publicKey]));
}

/** Section 1: a text of a user on this device. */
export function deviceText(kek, { tenant, user, deviceId }, name, wrapped) {
  const plain = unwrap(kek, wrapped, Buffer.from(`value/1|${tenant}|${user}|${name}|${deviceId}`));
  return plain.toString('utf8').trimEnd();
}

/**
 * Section 2.
 *
 * @param area `{key, tenant, areaId, epoch}`
 * @param label `{type, schema, version, objectId}`
 * @param file Buffer
 * @returns `{plain, seal}`; that the seal is the one looked for is the caller's to compare
 */
export function openObject(area, label, file) {
  must(file.length >= 144, 'damaged: too short');
  const header = file.subarray(0, 128);
  must(header.subarray(0, 8).equals(Buffer.from('KISEKIO\0')), 'damaged: magic');
  must(header.readUInt16BE(8) === 1, 'too new: suite');
  const chunk = header.readUInt32BE(16);
  must(chunk >= 64 && chunk <= 4194304 && Number.isInteger(Math.log2(chunk)), 'damaged: chunk size');
  must(header.readUInt16BE(14) === 0, 'damaged: reserved');
  must(header.readUInt16BE(10) === TYPES[label.type], 'damaged: type');
  must(header.readUInt32BE(20) === area.epoch, 'damaged: epoch');
  must(header.readBigUInt64BE(24) === BigInt(label.version), 'damaged: version');
  must(header.subarray(32, 48).toString('hex') === area.areaId, 'damaged: area');
  must(header.subarray(48, 64).toString('hex') === label.objectId, 'damaged: object');
  must(header.readUInt16BE(12) <= label.schema, 'too new: schema');

  const body = file.subarray(128);
  const count = Math.ceil(body.length / (chunk + 16));
  const lastLength = body.length - (count - 1) * (chunk + 16);
  must(lastLength > 16 || (lastLength === 16 && count === 1), 'damaged: length');

  const derived = hkdf(area.key, header.subarray(64, 96), 'object/1', 71);
  must(derived.subarray(32, 64).equals(header.subarray(96, 128)), 'damaged: commitment');
  const plain = [];
  const tags = [];
  for (let i = 0; i < count; i++) {
    const sealed = body.subarray(i * (chunk + 16), (i + 1) * (chunk + 16));
    const nonce = Buffer.alloc(12);
    derived.copy(nonce, 0, 64, 71);
    nonce.writeUInt32BE(i, 7);
    nonce[11] = i === count - 1 ? 1 : 0;
    plain.push(openGcm(derived.subarray(0, 32), nonce, Buffer.concat([header, Buffer.from(area.tenant)]), sealed, `chunk ${i}`));
    tags.push(sealed.subarray(-16));
  }
  const length = Buffer.alloc(8);
  const whole = Buffer.concat(plain);
  length.writeBigUInt64BE(BigInt(whole.length));
  return { plain: whole, seal: sha256(header, ...tags, length) };
}

/** An object whose seal is known. */
export function openSealed(area, label, file, sealHex) {
  const { plain, seal } = openObject(area, label, file);
  must(seal.toString('hex') === sealHex, 'damaged: seal');
  return plain;
}

const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex'); // RFC 8410

/** Section 1: whether a device signed a message. */
export function isSigned(publicKey, message, signature) {
  const key = createPublicKey({ key: Buffer.concat([ED25519_SPKI, publicKey]), format: 'der', type: 'spki' });
  return verify(null, message, key, signature);
}

/**
 * Section 3.
 *
 * @param row `{manifestId, version, manifestSeal}` of the catalogue, the seal in hex
 * @param signer public key of the device
 * @returns {{ previous: string | null, card: string, parts: { name: string, object: string, version: number, size: number, length: number, seal: string }[] }}
 */
export function openManifest(area, row, signer, file) {
  const { manifestId: objectId, version } = row;
  const plain = openSealed(area, { type: 'manifest', schema: 1, version, objectId }, file, row.manifestSeal);
  const body = plain.subarray(64);
  const message = Buffer.concat([Buffer.from(`manifest/1|${area.tenant}|`), body]);
  must(plain.length > 64 && isSigned(signer, message, plain.subarray(0, 64)), 'damaged: signature');
  const manifest = JSON.parse(body.toString('utf8'));
  must(manifest.signer === signer.toString('hex'), 'damaged: signer');
  must(manifest.area === area.areaId && manifest.epoch === area.epoch && manifest.version === version, 'damaged: place');
  return manifest;
}

/** Section 3: a part, by its entry in the manifest. */
export function openPart(area, entry, file) {
  must(file.length === entry.size, 'damaged: size');
  const label = { type: 'part', schema: 1, version: entry.version, objectId: entry.object };
  const plain = openSealed(area, label, file, entry.seal);
  must(plain.length === entry.length, 'damaged: length');
  return plain;
}

/**
 * Section 3: the card in a row of the catalogue.
 *
 * @param seal hex, from the manifest
 * @returns {object}
 */
export function openCard(area, row, seal) {
  const { manifestId: objectId, version } = row;
  return JSON.parse(openSealed(area, { type: 'card', schema: 1, version, objectId }, row.card, seal).toString('utf8'));
}

/**
 * Section 4.
 *
 * @returns {{ card: object, parts: { name: string, bytes: Buffer }[] }}
 */
export function openBackup(file, passphrase) {
  must(file.subarray(0, 8).equals(Buffer.from('KISEKIB\0')), 'no backup');
  must(file.length >= 12, 'damaged: prelude');
  must(file.readUInt16BE(8) === 1 && file.readUInt16BE(10) === 1, 'too new: backup');
  must(file.length >= 198 && sha256(file.subarray(0, 166)).equals(file.subarray(166, 198)), 'damaged: prelude');
  const [memoryKiB, passes, lanes] = [12, 16, 20].map((at) => file.readUInt32BE(at));
  must(memoryKiB <= 1 << 20 && passes <= 16 && lanes <= 16, 'too new: cost');
  const salt = file.subarray(24, 56);
  const hash = argon2id(Buffer.from(passphrase.normalize('NFKC')), salt, { memoryKiB, passes, lanes, length: 32 });
  const derived = hkdf(hash, salt, 'backup/1', 64);
  must(derived.subarray(32).equals(file.subarray(72, 104)), 'passphrase');
  const key = unwrap(derived.subarray(0, 32), file.subarray(104, 166), file.subarray(0, 104));

  const area = { key, tenant: 'backup', areaId: '0'.repeat(32), epoch: 0 };
  const label = { type: 'backup', schema: 1, version: 1, objectId: file.subarray(56, 72).toString('hex') };
  const { plain } = openObject(area, label, file.subarray(198));
  let at = 4 + plain.readUInt32BE(0);
  const { card, parts } = JSON.parse(plain.subarray(4, at).toString('utf8'));
  const read = parts.map(({ name, sizeBytes }) => ({ name, bytes: plain.subarray(at, (at += sizeBytes)) }));
  must(at === plain.length, 'damaged: length of parts');
  return { card, parts: read };
}
