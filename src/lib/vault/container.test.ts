import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MiningError } from '$lib/model/errors';
import { CHUNK_BYTES, openObject, sealObject, type ByteSource, type Pieces } from './container';
import { HEADER_BYTES } from './object-header';
import { openBytes, sealBytes } from './small-object';
import { areaKeyOfGuest, partLabel } from './vault-keys.fixture';

const key = await areaKeyOfGuest();

const bytesOf = (length: number, seed = 1): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8) + seed) & 0xff);

async function sealed(pieces: Pieces, label = partLabel(), chunkBytes = 64) {
  const parts: Uint8Array[] = [];
  const object = await sealObject(key, label, pieces, { write: (part) => void parts.push(part.slice()) }, { chunkBytes });
  return { ...object, label, bytes: new Uint8Array(Buffer.concat(parts)) };
}

/** A file that gives what it has been told it is. */
const fileOf = (bytes: Uint8Array, sizeBytes = bytes.length): ByteSource => ({
  sizeBytes,
  read(into, at) {
    const part = bytes.subarray(at, at + into.length);
    into.set(part);
    return part.length;
  }
});

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'opened',
    (thrown: unknown) => (thrown instanceof MiningError ? thrown.code : thrown)
  );

describe('what is sealed opens as it was', () => {
  test('in pieces of any size, to chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 12 }),
        fc.constantFrom(64, 128, 256),
        async (pieces, chunkBytes) => {
          const whole = new Uint8Array(Buffer.concat(pieces));
          const object = await sealed(pieces, partLabel(), chunkBytes);
          expect(object.lengthBytes).toBe(whole.length);
          expect(object.sizeBytes).toBe(object.bytes.length);
          expect(await openBytes(key, object.label, object.bytes, object)).toEqual(whole);
          expect(await openBytes(key, object.label, object.bytes)).toEqual(whole);
        }
      )
    );
  });

  test('at every length around the edges of chunks', async () => {
    for (let length = 0; length <= 3 * 64 + 1; length++) {
      const object = await sealed([bytesOf(length)]);
      const chunks = Math.max(1, Math.ceil(length / 64));
      expect(object.sizeBytes).toBe(HEADER_BYTES + length + 16 * chunks);
      expect(await openBytes(key, object.label, object.bytes, object)).toEqual(bytesOf(length));
    }
  });

  test('when a source uses the memory of its piece again', async () => {
    const shared = new Uint8Array(300);
    async function* pieces() {
      for (let round = 0; round < 40; round++) {
        shared.fill(round);
        yield shared.subarray(0, 30 * (round % 10));
      }
    }
    const object = await sealed(pieces());
    const opened = await openBytes(key, object.label, object.bytes, object);
    const expected = Array.from({ length: 40 }, (_, round) => new Uint8Array(30 * (round % 10)).fill(round));
    expect(opened).toEqual(new Uint8Array(Buffer.concat(expected)));
  });

  test('of many chunks of the usual size, told of as they are sealed', async () => {
    const large = bytesOf(20 * CHUNK_BYTES + 17);
    const told: number[] = [];
    const label = partLabel();
    const object = await sealBytes(key, label, large, { onBytes: (done) => told.push(done) });
    expect(told).toEqual([...Array.from({ length: 20 }, (_, at) => (at + 1) * CHUNK_BYTES), large.length]);
    const opened = await openObject(key, label, fileOf(object.sealed), object);
    expect(opened.lengthBytes).toBe(large.length);
    const chunks: Uint8Array[] = [];
    for await (const chunk of opened.chunks()) chunks.push(chunk);
    expect(chunks.map(({ length }) => length)).toEqual([...Array.from({ length: 20 }, () => CHUNK_BYTES), 17]);
    expect(Buffer.concat(chunks).equals(large)).toBe(true);
  });

  test('differently each time: salts are fresh', async () => {
    const label = partLabel();
    const [one, other] = [await sealBytes(key, label, bytesOf(40)), await sealBytes(key, label, bytesOf(40))];
    expect(Buffer.from(one.sealed).equals(other.sealed)).toBe(false);
    expect(one.seal).not.toEqual(other.seal);
  });
});

describe('what goes wrong outside is handed on', () => {
  test('an error of the source, and the source is ended', async () => {
    let ended = false;
    function* pieces() {
      try {
        yield bytesOf(500);
        throw new MiningError('cancelled');
      } finally {
        ended = true;
      }
    }
    expect(await codeOf(sealed(pieces()))).toBe('cancelled');
    expect(ended).toBe(true);
  });

  test('an error of the disk', async () => {
    let calls = 0;
    const into = {
      write() {
        if (++calls === 3) throw new MiningError('vault-full');
      }
    };
    expect(await codeOf(sealObject(key, partLabel(), [bytesOf(5 << 20)], into))).toBe('vault-full');
    expect(calls).toBe(3);
  });

  test('a file that gives fewer bytes than it said it has', async () => {
    const object = await sealed([bytesOf(1000)]);
    for (const length of [0, 50, HEADER_BYTES, 500, object.sizeBytes - 1]) {
      const source = fileOf(object.bytes.subarray(0, length), object.sizeBytes);
      expect(await codeOf(openObject(key, object.label, source).then((opened) => opened.bytes()))).toBe('object-damaged');
    }
  });

  test('a reader that stops early', async () => {
    const object = await sealed([bytesOf(5000)]);
    const opened = await openObject(key, object.label, fileOf(object.bytes), object);
    for await (const chunk of opened.chunks()) {
      expect(chunk).toEqual(bytesOf(64));
      break;
    }
  });

  test('an object that was begun and never finished', async () => {
    const object = await sealed([bytesOf(1000)]);
    for (let chunks = 0; chunks < 15; chunks++) {
      const cut = object.bytes.subarray(0, HEADER_BYTES + chunks * 80);
      expect(await codeOf(openBytes(key, object.label, cut))).toBe('object-damaged');
    }
  });
});

test('a newer suite or schema says so; an older schema opens', async () => {
  const label = { ...partLabel(), schema: 3 };
  const object = await sealBytes(key, label, bytesOf(10));
  expect(await codeOf(openBytes(key, { ...label, schema: 2 }, object.sealed))).toBe('vault-newer');
  expect((await openObject(key, { ...label, schema: 4 }, fileOf(object.sealed))).schema).toBe(3);
  const newer = object.sealed.slice();
  newer[9] = 2;
  expect(await codeOf(openBytes(key, label, newer))).toBe('vault-newer');
});
