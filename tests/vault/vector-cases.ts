/**
 * The vectors of FORMAT.md, made anew from fixed keys and a counter in place of randomness. What is in the fixture was written by this; a
 * change of a byte in it is a change of the format.
 */
import { createCipheriv, createHash, createPrivateKey, createPublicKey, hkdfSync, sign } from 'node:crypto';
import { writeBackup } from '$lib/vault/backup';
import { unwrapIdentity, type DeviceIdentity, type WrappedIdentity } from '$lib/vault/device-identity';
import { bytesOfHex, hexOf } from '$lib/vault/hex';
import { deriveLocalKek, importSecret, makeAreaKey, rewrapAreaKey, type AreaKey, type KeyOwner } from '$lib/vault/keys';
import { sealManifest } from '$lib/vault/manifest';
import type { ObjectLabel } from '$lib/vault/object-header';
import type { RandomSource } from '$lib/vault/random';
import { sealBytes } from '$lib/vault/small-object';

export const DEVICE_SHARE = counting(0x00, 32);
export const SERVER_SHARE = counting(0x20, 32);
export const DEVICE_ID = '0123456789abcdef0123456789abcdef';
export const AREA = { areaId: 'a0a1a2a3a4a5a6a7a8a9aaabacadaeaf', epoch: 1 };
export const GUEST: KeyOwner = { tenant: 'guest', user: 'guest', deviceId: DEVICE_ID };
export const MEMBER: KeyOwner = { tenant: 'acme', user: '花子', deviceId: DEVICE_ID };
/** RFC 8032, section 7.1, test 1 */
const ED25519_SEED = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
const PKCS8_HEAD = '302e020100300506032b657004220420'; // RFC 8410

export interface ObjectVector {
  readonly name: string;
  readonly label: ObjectLabel;
  readonly chunkBytes: number;
  readonly plain: string;
  readonly sealed: string;
  readonly seal: string;
}

export interface Vectors {
  readonly note: string;
  readonly deviceShare: string;
  readonly serverShare: string;
  readonly area: typeof AREA;
  readonly guest: KeyOwner & { readonly kek: string; readonly wrapped: string };
  readonly member: KeyOwner & { readonly kek: string; readonly wrapped: string };
  readonly areaKey: string;
  readonly identity: {
    readonly publicKey: string;
    readonly pkcs8: string;
    readonly wrapped: string;
    readonly message: string;
    readonly signature: string;
  };
  readonly objects: readonly ObjectVector[];
  /** version 2 of an area with one part, signed by the identity */
  readonly manifest: {
    readonly row: { readonly manifestId: string; readonly version: number; readonly manifestSeal: string };
    readonly sealed: string;
    readonly json: object;
  };
  readonly backup: {
    readonly passphrase: string;
    readonly card: object;
    readonly parts: readonly { readonly name: string; readonly bytes: string }[];
    readonly file: string;
  };
}

/** Bytes that count up from one, over all calls. */
export function countingRandom(from: number): RandomSource {
  let next = from;
  return (into) => {
    for (let at = 0; at < into.length; at++) into[at] = next++ & 0xff;
  };
}

function counting(from: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  countingRandom(from)(bytes);
  return bytes;
}

const kekHex = (serverShare: Uint8Array, { tenant, user, deviceId }: KeyOwner): string =>
  hexOf(new Uint8Array(hkdfSync('sha256', DEVICE_SHARE, serverShare, `kek/1|${tenant}|${user}|${deviceId}`, 32)));

/** Lengths that stand at the edges of chunks of 64 bytes. */
const OBJECTS: readonly { name: string; length: number; chunkBytes: number; label: Omit<ObjectLabel, 'objectId'> }[] = [
  { name: 'empty', length: 0, chunkBytes: 64, label: { type: 'part', schema: 1, version: 1 } },
  { name: 'ten bytes', length: 10, chunkBytes: 131072, label: { type: 'card', schema: 1, version: 2 } },
  { name: 'one whole chunk', length: 64, chunkBytes: 64, label: { type: 'part', schema: 2, version: 3 } },
  { name: 'one byte over', length: 65, chunkBytes: 64, label: { type: 'manifest', schema: 1, version: 2 ** 32 + 5 } },
  { name: 'four chunks', length: 200, chunkBytes: 64, label: { type: 'part', schema: 65535, version: 2 ** 53 - 1 } }
];

export async function makeVectors(): Promise<Vectors> {
  const share = (): Promise<CryptoKey> => importSecret(DEVICE_SHARE.slice());
  const guest = { kek: await deriveLocalKek(await share(), null, GUEST), owner: GUEST };
  const member = { kek: await deriveLocalKek(await share(), SERVER_SHARE, MEMBER), owner: MEMBER };
  const { areaKey, wrapped } = await makeAreaKey(guest.kek, GUEST, AREA, countingRandom(0x40));
  const rewrapped = await rewrapAreaKey(guest, member, AREA, wrapped, countingRandom(0x70));
  const guestKek = kekHex(new Uint8Array(32), GUEST);
  const identity = identityVector(guestKek);
  return {
    note: 'Vectors of src/lib/vault/FORMAT.md: made and checked by tests/vault/vectors.test.ts. Bytes are hex. Keys of these are no secret.',
    deviceShare: hexOf(DEVICE_SHARE),
    serverShare: hexOf(SERVER_SHARE),
    area: AREA,
    guest: { ...GUEST, kek: guestKek, wrapped: hexOf(wrapped) },
    member: { ...MEMBER, kek: kekHex(SERVER_SHARE, MEMBER), wrapped: hexOf(rewrapped) },
    areaKey: hexOf(counting(0x40, 32)),
    identity,
    objects: await objectVectors(areaKey),
    manifest: await manifestVector(areaKey, await unwrapIdentity(guest.kek, GUEST, wrappedOf(identity))),
    backup: await backupVector()
  };
}

async function objectVectors(areaKey: AreaKey): Promise<ObjectVector[]> {
  const vectors: ObjectVector[] = [];
  for (const [at, { name, length, chunkBytes, label: rest }] of OBJECTS.entries()) {
    const label = { ...rest, objectId: hexOf(counting(0xb0 + at, 16)) };
    const plain = counting(at, length);
    const random = countingRandom(0x80 + at);
    const { sealed, seal } = await sealBytes(areaKey, label, plain, { chunkBytes, random });
    vectors.push({ name, label, chunkBytes, plain: hexOf(plain), sealed: hexOf(sealed), seal: hexOf(seal) });
  }
  return vectors;
}

/** WebCrypto makes no identity from a seed, so this one is wrapped by hand, from the words of FORMAT.md. */
function identityVector(kek: string): Vectors['identity'] {
  const pkcs8 = Buffer.from(PKCS8_HEAD + ED25519_SEED, 'hex');
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  const nonce = counting(0x90, 12);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(kek, 'hex'), nonce);
  cipher.setAAD(Buffer.concat([Buffer.from(`identity/1|guest|guest|${DEVICE_ID}|`), publicKey]));
  const sealed = Buffer.concat([cipher.update(pkcs8), cipher.final(), cipher.getAuthTag()]);
  const message = createHash('sha256').update('a manifest').digest();
  return {
    publicKey: hexOf(publicKey),
    pkcs8: hexOf(pkcs8),
    wrapped: hexOf(Buffer.concat([Uint8Array.of(0, 1), nonce, sealed])),
    message: hexOf(message),
    signature: hexOf(sign(null, message, privateKey))
  };
}

/** An identity as it is stored. */
export const wrappedOf = ({ publicKey, wrapped }: Vectors['identity']): WrappedIdentity => ({
  publicKey: bytesOfHex(publicKey),
  wrapped: bytesOfHex(wrapped)
});

async function manifestVector(areaKey: AreaKey, identity: DeviceIdentity): Promise<Vectors['manifest']> {
  const [manifestId, objectId] = [hexOf(counting(0xd0, 16)), hexOf(counting(0xe0, 16))];
  const [previous, card, seal] = [counting(0x11, 32), counting(0x33, 32), counting(0x55, 32)];
  const part = { name: 'core', objectId, version: 1, sizeBytes: 244, lengthBytes: 100, seal };
  const content = { version: 2, previous, card, parts: new Map([['core', part]]) };
  const manifest = await sealManifest(areaKey, manifestId, identity, content, countingRandom(0xf0));
  return {
    row: { manifestId, version: 2, manifestSeal: hexOf(manifest.seal) },
    sealed: hexOf(manifest.sealed),
    json: {
      area: areaKey.areaId,
      epoch: areaKey.epoch,
      version: 2,
      previous: hexOf(previous),
      signer: hexOf(identity.publicKey),
      card: hexOf(card),
      parts: [{ name: 'core', object: objectId, version: 1, size: 244, length: 100, seal: hexOf(seal) }]
    }
  };
}

async function backupVector(): Promise<Vectors['backup']> {
  const passphrase = '合言葉ｋｉｓｅｋｉ';
  const card = {
    name: '購買',
    cases: 1,
    events: 2,
    variants: 1,
    firstUtcMs: 0,
    lastUtcMs: 1_700_000_000_000,
    importedUtcMs: 1_700_000_000_001,
    columns: ['case', 'activity', 'time'],
    hash: '00'.repeat(32),
    backupUtcMs: null
  };
  const parts = [
    { name: 'core', bytes: hexOf(counting(1, 33)) },
    { name: 'rows', bytes: '' },
    { name: 'column:0', bytes: hexOf(counting(7, 5)) }
  ];
  const file: Uint8Array[] = [];
  const source = {
    card,
    parts: parts.map(({ name, bytes }) => ({ name, sizeBytes: bytes.length / 2 })),
    async *stream(part: string) {
      yield bytesOfHex(parts.find(({ name }) => name === part)!.bytes);
    }
  };
  const cost = { memoryKiB: 32, passes: 3, lanes: 1 };
  const into = { write: (part: Uint8Array) => void file.push(part.slice()) };
  await writeBackup(source, passphrase, into, { cost, random: countingRandom(0xc0) });
  return { passphrase, card, parts, file: hexOf(Buffer.concat(file)) };
}
