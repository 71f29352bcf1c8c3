import { createCipheriv, hkdfSync } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { MiningError } from '$lib/model/errors';
import type { SealedObject } from '$lib/vault/container';
import { hexOf } from '$lib/vault/hex';
import { deriveLocalKek, importSecret, makeAreaKey, makeDeviceShare, type AreaKey } from '$lib/vault/keys';
import { HEADER_BYTES, type ObjectLabel } from '$lib/vault/object-header';
import { randomId } from '$lib/vault/random';
import { openBytes, sealBytes } from '$lib/vault/small-object';
import { openObject } from './second-reader.mjs';
import { AREA, GUEST } from './vector-cases';

/** Whatever is done to a small object: it opens as it was sealed, or not at all. */

const CHUNK = 64;
const SEALED_CHUNK = CHUNK + 16;
const plain = Uint8Array.from({ length: 3 * CHUNK + 20 }, (_, at) => at & 0xff);
const label: ObjectLabel = { type: 'part', schema: 1, version: 7, objectId: randomId() };

let kek: CryptoKey;
let areaKey: AreaKey;
let object: SealedObject & { readonly sealed: Uint8Array<ArrayBuffer> };

beforeAll(async () => {
  kek = await deriveLocalKek(await makeDeviceShare(), null, GUEST);
  ({ areaKey } = await makeAreaKey(kek, GUEST, AREA));
  object = await sealBytes(areaKey, label, plain, { chunkBytes: CHUNK });
});

/** @returns the code of the refusal */
async function refusalOf(bytes: Uint8Array, { key = areaKey, as = label, known = false } = {}): Promise<string> {
  try {
    return `opened ${hexOf(await openBytes(key, as, bytes, known ? object : undefined))}`;
  } catch (thrown) {
    return thrown instanceof MiningError ? thrown.code : String(thrown);
  }
}

const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const header = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, HEADER_BYTES);
/** @param at from 0; the last is shorter */
const chunk = (bytes: Uint8Array, at: number): Uint8Array =>
  bytes.subarray(HEADER_BYTES + at * SEALED_CHUNK, HEADER_BYTES + (at + 1) * SEALED_CHUNK);

test('as it was sealed it opens', async () => {
  expect(await refusalOf(object.sealed)).toBe(`opened ${hexOf(plain)}`);
});

describe('refused is', () => {
  test('every bit of every byte flipped', async () => {
    for (let at = 0; at < object.sealed.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const flipped = object.sealed.slice();
        flipped[at]! ^= 1 << bit;
        const code = await refusalOf(flipped);
        const isNumberOfFormat = at === 8 || at === 9 || at === 12 || at === 13; // suite, schema
        expect(isNumberOfFormat ? ['vault-newer', 'object-damaged'] : ['object-damaged'], `byte ${at}, bit ${bit}`).toContain(
          code
        );
      }
    }
  });

  test('every byte of 10 KiB flipped, in chunks of 1 KiB', async () => {
    const ten = await sealBytes(areaKey, label, new Uint8Array(10 << 10).fill(0x5a), { chunkBytes: 1024 });
    for (let at = 0; at < ten.sealed.length; at++) {
      const flipped = ten.sealed.slice();
      flipped[at]! ^= 0xff;
      expect(['object-damaged', 'vault-newer'], `byte ${at}`).toContain(await refusalOf(flipped));
    }
  });

  test('every truncation', async () => {
    for (let length = 0; length < object.sealed.length; length++) {
      expect(await refusalOf(object.sealed.subarray(0, length)), `${length} bytes`).toBe('object-damaged');
    }
  });

  test('every byte left out, and every byte written twice', async () => {
    for (let at = 0; at < object.sealed.length; at++) {
      const [before, after] = [object.sealed.subarray(0, at), object.sealed.subarray(at + 1)];
      const byte = object.sealed.subarray(at, at + 1);
      const codes = [await refusalOf(joined(before, after)), await refusalOf(joined(before, byte, byte, after))];
      for (const code of codes) expect(['object-damaged', 'vault-newer'], `byte ${at}`).toContain(code);
    }
  });

  test('more than was written', async () => {
    const { sealed } = object;
    const more = [Uint8Array.of(0), new Uint8Array(16), new Uint8Array(SEALED_CHUNK), chunk(sealed, 0), chunk(sealed, 3), sealed];
    for (const bytes of more) expect(await refusalOf(joined(sealed, bytes))).toBe('object-damaged');
    expect(await refusalOf(joined(Uint8Array.of(0), sealed))).toBe('object-damaged');
  });

  test('chunks in another order, left out, or twice', async () => {
    const { sealed } = object;
    const orders = [
      [1, 0, 2, 3],
      [0, 2, 1, 3],
      [0, 1, 3],
      [0, 3],
      [3],
      [1, 2, 3],
      [0, 0, 1, 2, 3],
      [0, 1, 2, 2, 3],
      [0, 1, 2, 3, 3],
      [0, 1, 2],
      [3, 2, 1, 0]
    ];
    for (const order of orders) {
      expect(await refusalOf(joined(header(sealed), ...order.map((at) => chunk(sealed, at)))), order.join()).toBe(
        'object-damaged'
      );
    }
  });

  test('chunks and headers of other objects with the same key', async () => {
    const same = await sealBytes(areaKey, label, plain, { chunkBytes: CHUNK });
    for (let at = 0; at < 4; at++) {
      const chunks = [0, 1, 2, 3].map((each) => chunk((each === at ? same : object).sealed, each));
      expect(await refusalOf(joined(header(object.sealed), ...chunks))).toBe('object-damaged');
    }
    expect(await refusalOf(joined(header(same.sealed), object.sealed.subarray(HEADER_BYTES)))).toBe('object-damaged');
    // nor does the salt and commitment of one do beside the name of the other
    const mixed = object.sealed.slice();
    mixed.set(same.sealed.subarray(64, HEADER_BYTES), 64);
    expect(await refusalOf(mixed)).toBe('object-damaged');
  });

  test('another writing of the same object, where its seal is known', async () => {
    const other = await sealBytes(areaKey, label, plain, { chunkBytes: CHUNK });
    const longer = await sealBytes(areaKey, label, joined(plain, plain), { chunkBytes: CHUNK });
    expect(await refusalOf(object.sealed, { known: true })).toBe(`opened ${hexOf(plain)}`);
    for (const { sealed } of [other, longer]) expect(await refusalOf(sealed, { known: true })).toBe('object-damaged');
  });

  test('an object in the place of another', async () => {
    const others: Partial<ObjectLabel>[] = [{ type: 'manifest' }, { version: 6 }, { version: 8 }, { objectId: randomId() }];
    for (const other of others) {
      expect(await refusalOf(object.sealed, { as: { ...label, ...other } }), JSON.stringify(other)).toBe('object-damaged');
    }
    expect(await refusalOf(object.sealed, { as: { ...label, schema: 0 } })).toBe('vault-newer');
  });

  test('another area, epoch, tenant or key', async () => {
    const { areaKey: stranger } = await makeAreaKey(kek, GUEST, AREA);
    const keys: AreaKey[] = [
      { ...areaKey, areaId: randomId() },
      { ...areaKey, epoch: 2 },
      { ...areaKey, tenant: 'acme' },
      { ...areaKey, tenant: '' },
      { ...areaKey, tenant: 'guest\0' },
      stranger
    ];
    for (const key of keys) expect(await refusalOf(object.sealed, { key })).toBe('object-damaged');
  });

  test('a header made over for another area by one who has no key', async () => {
    const forged = object.sealed.slice();
    const elsewhere = { ...areaKey, areaId: 'ff'.repeat(16) };
    forged.fill(0xff, 32, 48);
    expect(await refusalOf(forged, { key: elsewhere })).toBe('object-damaged');
  });
});

describe('one who has the key cannot write an object in two ways', () => {
  /** Seal by hand, with any cut into chunks. */
  function forged(chunks: readonly Uint8Array[]): Uint8Array {
    const secret = Buffer.alloc(32, 7);
    const head = Buffer.from(header(object.sealed));
    const derived = Buffer.from(hkdfSync('sha256', secret, head.subarray(64, 96), 'object/1', 71));
    derived.copy(head, 96, 32, 64);
    const sealedChunks = chunks.map((bytes, at) => {
      const nonce = Buffer.concat([derived.subarray(64), Buffer.from([0, 0, 0, at, at === chunks.length - 1 ? 1 : 0])]);
      const cipher = createCipheriv('aes-256-gcm', derived.subarray(0, 32), nonce);
      cipher.setAAD(Buffer.concat([head, Buffer.from('guest')]));
      return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    });
    return joined(head, ...sealedChunks);
  }
  const full = new Uint8Array(CHUNK);

  test.each<[string, readonly Uint8Array[], string]>([
    ['as it should be', [full, full.subarray(1)], `opened ${'00'.repeat(2 * CHUNK - 1)}`],
    ['an empty last chunk after another', [full, new Uint8Array(0)], 'object-damaged'],
    ['a short chunk before the last', [full.subarray(1), full], 'object-damaged'],
    ['no chunk', [], 'object-damaged']
  ])('%s', async (_, chunks, outcome) => {
    const key = { ...areaKey, key: await importSecret(new Uint8Array(32).fill(7)) };
    expect(await refusalOf(forged(chunks), { key })).toBe(outcome);
    const other = { key: Buffer.alloc(32, 7), tenant: 'guest', ...AREA };
    const read = (): unknown => openObject(other, label, Buffer.from(forged(chunks)));
    if (outcome === 'object-damaged') expect(read).toThrow('damaged');
    else read();
  });
});

test('a length that the manifest does not say is refused before anything is read', async () => {
  const opened = openBytes(areaKey, label, object.sealed, { seal: object.seal, lengthBytes: plain.length + 1 });
  await expect(opened).rejects.toThrow('object-damaged');
});

test('a commitment is looked at before anything is decrypted', async () => {
  const { areaKey: stranger } = await makeAreaKey(kek, GUEST, AREA);
  const decrypt = crypto.subtle.decrypt.bind(crypto.subtle);
  let decrypted = 0;
  crypto.subtle.decrypt = (...args) => {
    decrypted++;
    return decrypt(...args);
  };
  try {
    expect(await refusalOf(object.sealed, { key: stranger })).toBe('object-damaged');
    expect(decrypted).toBe(0);
    await refusalOf(object.sealed);
    expect(decrypted).toBe(4);
  } finally {
    crypto.subtle.decrypt = decrypt;
  }
});

test('a key that differs in one bit opens nothing', async () => {
  const secret = new Uint8Array(32).fill(7);
  const one: AreaKey = { ...areaKey, key: await importSecret(secret.slice()) };
  secret[31]! ^= 1;
  const other: AreaKey = { ...areaKey, key: await importSecret(secret) };
  const { sealed } = await sealBytes(one, label, plain);
  expect(await refusalOf(sealed, { key: other })).toBe('object-damaged');
  expect(await refusalOf(sealed, { key: one })).toBe(`opened ${hexOf(plain)}`);
});
