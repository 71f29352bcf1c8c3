import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openBackup } from '$lib/vault/backup';
import { isSignedBy, signAs, unwrapIdentity } from '$lib/vault/device-identity';
import { bytesOfHex, hexOf } from '$lib/vault/hex';
import { deriveLocalKek, importSecret, unwrapAreaKey } from '$lib/vault/keys';
import { openManifest } from '$lib/vault/manifest';
import { openBytes } from '$lib/vault/small-object';
import { argon2id } from './argon2id.mjs';
import { blake2b } from './blake2b.mjs';
import * as second from './second-reader.mjs';
import { makeVectors, wrappedOf, type Vectors } from './vector-cases';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const FIXTURE = path('../fixtures/vault/vectors.json');
const FORMAT = path('../../src/lib/vault/FORMAT.md');

// KISEKI_WRITE_VECTORS=1 writes them where there are none: what has been given out is never written over
if (process.env.KISEKI_WRITE_VECTORS && !existsSync(FIXTURE)) {
  writeFileSync(FIXTURE, `${JSON.stringify(await makeVectors(), null, 2)}\n`);
}
const vectors = JSON.parse(readFileSync(FIXTURE, 'utf8')) as Vectors;

const buffer = (hex: string): Buffer => Buffer.from(hex, 'hex');
const { guest, member, area } = vectors;
const owners = [
  { ...guest, serverShare: null },
  { ...member, serverShare: bytesOfHex(vectors.serverShare) }
];

test('the program writes the vectors as they were', async () => {
  expect(await makeVectors()).toEqual(vectors);
});

test('FORMAT.md prints the small ones', () => {
  const text = readFileSync(FORMAT, 'utf8').split('<!-- vectors')[1]!.replace(/\s+/g, '');
  const ten = vectors.objects.find(({ name }) => name === 'ten bytes')!;
  const printed = [guest.kek, member.kek, guest.wrapped, member.wrapped, vectors.areaKey, vectors.identity.wrapped];
  printed.push(vectors.deviceShare, vectors.serverShare, area.areaId, ten.plain, ten.sealed, ten.seal, ten.label.objectId);
  for (const hex of printed) expect(text).toContain(hex);
});

describe('the program opens the vectors', () => {
  test.each(owners)('keys of $tenant', async (owner) => {
    const share = await importSecret(bytesOfHex(vectors.deviceShare));
    const kek = await deriveLocalKek(share, owner.serverShare, owner);
    const areaKey = await unwrapAreaKey(kek, owner, area, bytesOfHex(owner.wrapped));
    expect(areaKey.tenant).toBe('guest');
    for (const { label, sealed, seal, plain } of vectors.objects) {
      expect(hexOf(await openBytes(areaKey, label, bytesOfHex(sealed), { seal: bytesOfHex(seal) }))).toBe(plain);
    }
  });

  test('the identity', async () => {
    const kek = await deriveLocalKek(await importSecret(bytesOfHex(vectors.deviceShare)), null, guest);
    const { message, signature } = vectors.identity;
    const stored = wrappedOf(vectors.identity);
    const identity = await unwrapIdentity(kek, guest, stored);
    expect(hexOf(await signAs(identity, bytesOfHex(message)))).toBe(signature);
    expect(await isSignedBy(stored.publicKey, bytesOfHex(signature), bytesOfHex(message))).toBe(true);
  });

  test('the manifest', async () => {
    const { row, sealed, json } = vectors.manifest;
    const areaKey = { key: await importSecret(bytesOfHex(vectors.areaKey)), tenant: 'guest', ...area };
    const bytes = bytesOfHex(sealed);
    const source = {
      sizeBytes: bytes.length,
      read: (into: Uint8Array, at: number) => {
        into.set(bytes.subarray(at, at + into.length));
        return into.length;
      }
    };
    const expected = { objectId: row.manifestId, version: row.version, seal: bytesOfHex(row.manifestSeal) };
    const manifest = await openManifest(areaKey, expected, bytesOfHex(vectors.identity.publicKey), source);
    const { lengthBytes, sizeBytes, seal } = manifest.parts.get('core')!;
    expect(json).toMatchObject({ card: hexOf(manifest.card), previous: hexOf(manifest.previous!) });
    expect(json).toMatchObject({ parts: [{ name: 'core', length: lengthBytes, size: sizeBytes, seal: hexOf(seal) }] });
  });

  test('the backup', async () => {
    const { passphrase, card, parts, file } = vectors.backup;
    const backup = await openBackup(new Blob([bytesOfHex(file)]), passphrase);
    expect(backup.card).toEqual(card);
    const read: { name: string; bytes: string }[] = [];
    await backup.restore(async (name, pieces) => {
      let bytes = '';
      for await (const piece of pieces) bytes += hexOf(piece);
      read.push({ name, bytes });
    });
    expect(read).toEqual(parts);
  });
});

describe('the second reader opens the vectors', () => {
  test('its Argon2id and BLAKE2b are those of their standards', () => {
    const [password, salt] = [Buffer.alloc(32, 1), Buffer.alloc(16, 2)];
    const options = {
      memoryKiB: 32,
      passes: 3,
      lanes: 4,
      length: 32,
      secret: Buffer.alloc(8, 3),
      associated: Buffer.alloc(12, 4)
    };
    // RFC 9106, section 5.3
    const tag = '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659';
    expect(argon2id(password, salt, options).toString('hex')).toBe(tag);
    // RFC 7693, appendix A
    expect(blake2b(Buffer.from('abc'), 64).toString('hex')).toMatch(/^ba80a53f981c4d0d.*d4009923$/);
  });

  test.each(owners)('keys of $tenant', (owner) => {
    const kek = second.localKey(buffer(vectors.deviceShare), owner.serverShare, owner);
    expect(kek.toString('hex')).toBe(owner.kek);
    const key = second.areaKey(kek, owner, area, buffer(owner.wrapped));
    expect(key).toMatchObject({ tenant: 'guest', ...area });
    expect(key.key.toString('hex')).toBe(vectors.areaKey);
  });

  test.each(vectors.objects)('the object: $name', ({ label, plain, sealed, seal, chunkBytes }) => {
    const key = { key: buffer(vectors.areaKey), tenant: 'guest', ...area };
    expect(buffer(sealed).readUInt32BE(16)).toBe(chunkBytes);
    expect(second.openSealed(key, label, buffer(sealed), seal).toString('hex')).toBe(plain);
  });

  test('the identity', () => {
    const { publicKey, pkcs8, wrapped, message, signature } = vectors.identity;
    const opened = second.devicePrivateKey(buffer(guest.kek), guest, buffer(publicKey), buffer(wrapped));
    expect(opened.toString('hex')).toBe(pkcs8);
    expect(second.isSigned(buffer(publicKey), buffer(message), buffer(signature))).toBe(true);
  });

  test('the manifest', () => {
    const { row, sealed, json } = vectors.manifest;
    const key = { key: buffer(vectors.areaKey), tenant: 'guest', ...area };
    expect(second.openManifest(key, row, buffer(vectors.identity.publicKey), buffer(sealed))).toEqual(json);
    expect(() => second.openManifest(key, row, Buffer.alloc(32, 9), buffer(sealed))).toThrow(/damaged|key/);
  });

  test('the backup', () => {
    const { passphrase, card, parts, file } = vectors.backup;
    const backup = second.openBackup(buffer(file), passphrase);
    expect(backup.card).toEqual(card);
    expect(backup.parts.map(({ name, bytes }) => ({ name, bytes: bytes.toString('hex') }))).toEqual(parts);
    expect(() => second.openBackup(buffer(file), `${passphrase} `)).toThrow('passphrase');
  });
});
