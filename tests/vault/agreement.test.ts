import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeBackup } from '$lib/vault/backup';
import { bytesOfHex, hexOf } from '$lib/vault/hex';
import { importSecret, type AreaKey } from '$lib/vault/keys';
import { MemoryDisk } from '$lib/vault/memory-disk.fixture';
import { OBJECT_TYPES, type ObjectLabel, type ObjectType } from '$lib/vault/object-header';
import { openBytes, sealBytes } from '$lib/vault/small-object';
import { bytesOf, cardNamed, unlockedVault } from '$lib/vault/vault.fixture';
import * as second from './second-reader.mjs';

const hex = (bytes: number): fc.Arbitrary<string> => fc.uint8Array({ minLength: bytes, maxLength: bytes }).map(hexOf);

describe('both readers agree', () => {
  test('on random objects, and on what they refuse of them', async () => {
    const label = fc.record<ObjectLabel>({
      type: fc.constantFrom(...(Object.keys(OBJECT_TYPES) as ObjectType[])),
      schema: fc.integer({ min: 0, max: 0xffff }),
      version: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
      objectId: hex(16)
    });
    const area = fc.record({
      secret: hex(32),
      areaId: hex(16),
      epoch: fc.nat({ max: 0xffff_ffff }),
      tenant: fc.string({ unit: 'grapheme' })
    });
    const harm = fc.record({ at: fc.nat(), mask: fc.integer({ min: 0, max: 255 }), cut: fc.nat({ max: 3 }) });
    await fc.assert(
      fc.asyncProperty(
        label,
        area,
        fc.uint8Array({ maxLength: 700 }),
        fc.constantFrom(64, 256),
        harm,
        async (what, where, plain, chunkBytes, { at, mask, cut }) => {
          const { secret, ...place } = where;
          const areaKey: AreaKey = { key: await importSecret(bytesOfHex(secret)), ...place };
          const other = { key: Buffer.from(secret, 'hex'), ...place };
          const { sealed, seal } = await sealBytes(areaKey, what, plain, { chunkBytes });
          expect(second.openSealed(other, what, Buffer.from(sealed), hexOf(seal)).equals(plain)).toBe(true);

          const harmed = sealed.slice(0, sealed.length - cut);
          harmed[at % harmed.length]! ^= mask;
          const ours = await openBytes(areaKey, what, harmed).then(hexOf, () => 'refused');
          let theirs = 'refused';
          try {
            theirs = second.openObject(other, what, Buffer.from(harmed)).plain.toString('hex');
          } catch (thrown) {
            expect(String(thrown)).toMatch(/damaged|too new/);
          }
          expect(theirs).toBe(ours);
          expect(ours).toBe(mask === 0 && cut === 0 ? hexOf(plain) : 'refused');
        }
      )
    );
  });

  test('on random backups', async () => {
    const parts = fc.dictionary(fc.string({ unit: 'grapheme', minLength: 1 }), fc.uint8Array({ maxLength: 300 }));
    await fc.assert(
      fc.asyncProperty(parts, fc.string({ unit: 'grapheme', minLength: 1 }), async (content, passphrase) => {
        const file: Uint8Array[] = [];
        const source = {
          card: cardNamed(passphrase),
          parts: Object.entries(content).map(([name, { length }]) => ({ name, sizeBytes: length })),
          async *stream(part: string) {
            yield content[part]!;
          }
        };
        const into = { write: (part: Uint8Array) => void file.push(part.slice()) };
        await writeBackup(source, passphrase, into, { cost: { memoryKiB: 16, passes: 1, lanes: 2 } });
        const read = second.openBackup(Buffer.concat(file), passphrase);
        expect(read.card).toEqual(source.card);
        expect(read.parts.map(({ name }) => name)).toEqual(Object.keys(content));
        for (const { name, bytes } of read.parts) expect(bytes.equals(content[name]!)).toBe(true);
      }),
      { numRuns: 30 }
    );
  });
});

/** Everything of a disk that the second reader needs to read an area without the program. */
describe('the second reader reads a vault', () => {
  const share = hexOf(crypto.getRandomValues(new Uint8Array(32)));
  const deviceId = '00112233445566778899aabbccddeeff';
  const owner = { tenant: 'guest', user: 'guest', deviceId };
  let disk: MemoryDisk;
  let areaId: string;

  beforeAll(async () => {
    disk = new MemoryDisk();
    disk.deviceValues.set('device', { deviceId, share: await importSecret(bytesOfHex(share)) });
    const { vault } = await unlockedVault(disk);
    const first = await vault.create(cardNamed('注文'), async (parts) => {
      await parts.put('core', [bytesOf('the core'), bytesOf(' of it')]);
      await parts.put('notes', [bytesOf('{}')]);
    });
    areaId = first.areaId;
    await vault.putDeviceText('short', 'は');
    await vault.putDeviceText('mappings', '{"注文":"a longer text than 32 bytes are"}');
    await vault.change(areaId, async (parts) => {
      await parts.put('notes', [bytesOf('{"a":"1"}')]);
      await parts.put('rows', []);
      return cardNamed('注文 2');
    });
  });

  function rowAndKey() {
    const row = disk.rows.get(areaId)!;
    const kek = second.localKey(Buffer.from(share, 'hex'), null, owner);
    const area = second.areaKey(kek, owner, row, Buffer.from(row.wrappedKey));
    const place = {
      manifestId: row.manifestId,
      version: row.version,
      manifestSeal: hexOf(row.manifestSeal),
      card: Buffer.from(row.card)
    };
    const { publicKey, wrapped } = disk.deviceValues.get('identity/guest/guest') as Record<'publicKey' | 'wrapped', Uint8Array>;
    return { kek, area, place, publicKey: Buffer.from(publicKey), wrapped: Buffer.from(wrapped) };
  }
  const fileOf = (name: string): Buffer => Buffer.from(disk.files.get(name)!.bytes);

  test('its manifest, card and parts', () => {
    const { area, place, publicKey } = rowAndKey();
    const manifest = second.openManifest(area, place, publicKey, fileOf(place.manifestId));
    expect(manifest.previous).toMatch(/^[0-9a-f]{64}$/);
    expect(second.openCard(area, place, manifest.card)).toEqual(cardNamed('注文 2'));
    const content = manifest.parts.map((part) => [part.name, second.openPart(area, part, fileOf(part.object)).toString()]);
    expect(Object.fromEntries(content)).toEqual({ core: 'the core of it', notes: '{"a":"1"}', rows: '' });
    // what did not change is the same object as before
    expect(Object.fromEntries(manifest.parts.map(({ name, version }) => [name, version]))).toEqual({
      core: 1,
      notes: 2,
      rows: 2
    });
  });

  test('and the private key that signed it', () => {
    const { kek, publicKey, wrapped } = rowAndKey();
    const pkcs8 = second.devicePrivateKey(kek, owner, publicKey, wrapped);
    expect(pkcs8.subarray(0, 16).toString('hex')).toBe('302e020100300506032b657004220420');
  });

  test('and the texts of the device', () => {
    const { kek } = rowAndKey();
    const textOf = (name: string): string => {
      const wrapped = Buffer.from(disk.deviceValues.get(`text/guest/guest/${name}`) as Uint8Array);
      return second.deviceText(kek, owner, name, wrapped);
    };
    expect(textOf('short')).toBe('は');
    expect(textOf('mappings')).toBe('{"注文":"a longer text than 32 bytes are"}');
  });
});
