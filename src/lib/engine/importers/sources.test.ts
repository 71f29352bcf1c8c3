import fc from 'fast-check';
import { gzipSync, strToU8, zipSync, type Zippable } from 'fflate';
import { describe, expect, test } from 'vitest';
import { headOf } from './archive/head';
import type { ByteSource } from './importer';
import { openSources } from './sources';

const CSV = strToU8('case,activity,time\n1,A,2024-01-01\n');

function fileOf(bytes: Uint8Array, name: string): File {
  return new File([new Uint8Array(bytes)], name);
}

async function contentOf(source: ByteSource, onRead?: (bytes: number) => void): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  // a copy: a stream may use its buffer again
  for await (const chunk of source.stream(onRead)) parts.push(chunk.slice());
  return Buffer.concat(parts);
}

async function openAll(bytes: Uint8Array, name: string): Promise<Uint8Array[]> {
  return Promise.all((await openSources([fileOf(bytes, name)])).map((source) => contentOf(source)));
}

function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0, x = 1; i < length; i++) bytes[i] = (x = (Math.imul(x, 1664525) + 1013904223) >>> 0) >>> 24;
  return bytes;
}

function concat(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

describe('plain files', () => {
  test('come whole, in several chunks, with the bytes read so far', async () => {
    const bytes = noise(9 << 20);
    const [source] = await openSources([fileOf(bytes, 'a.csv')]);
    const read: number[] = [];
    expect(Buffer.compare(await contentOf(source!, (n) => read.push(n)), bytes)).toBe(0);
    expect(read.length).toBeGreaterThan(2);
    expect(read.at(-1)).toBe(bytes.length);
    expect(source).toMatchObject({ name: 'a.csv', entry: null, compressed: null, sizeBytes: bytes.length });
  });

  test('can be read again after being left early', async () => {
    const [source] = await openSources([fileOf(noise(9 << 20), 'a.csv')]);
    expect(await headOf(source!, 10)).toEqual({ bytes: noise(10), complete: false });
    expect((await contentOf(source!)).length).toBe(9 << 20);
  });

  test('a file that cannot be read is named', async () => {
    const broken = fileOf(CSV, 'gone.csv');
    broken.slice = () => {
      throw new DOMException('it was removed', 'NotReadableError');
    };
    await expect(openSources([broken])).rejects.toMatchObject({ code: 'file-unreadable', detail: { file: 'gone.csv' } });
  });
});

describe('gzip', () => {
  test('is told by its bytes, whatever its name', async () => {
    const [source] = await openSources([fileOf(gzipSync(CSV), 'log.csv')]);
    expect(source!.compressed).toBe('gzip');
    expect(await contentOf(source!)).toEqual(Buffer.from(CSV));
  });

  test.each([
    ['two', [noise(3 << 20), CSV]],
    ['five', [noise(3 << 20), CSV, noise(100_000), new Uint8Array(0), CSV]]
  ])('of %s members is read to its end, also where the platform stops at the first', async (_, parts) => {
    const bytes = concat(...parts.map((part) => gzipSync(part)));
    const whole = concat(...parts);
    expect(Buffer.compare((await openAll(bytes, 'a.gz'))[0]!, whole)).toBe(0);
    const platform = globalThis.DecompressionStream;
    // as Chromium does: what follows the first member is refused, after (or before) its bytes came out
    for (const kept of [0, 1 << 20, parts[0]!.length]) {
      globalThis.DecompressionStream = class {
        readonly readable: ReadableStream;
        readonly writable: WritableStream;
        constructor() {
          const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({
            flush(controller) {
              if (kept > 0) controller.enqueue(whole.slice(0, kept));
              throw new TypeError('Junk found after end of compressed data.');
            },
            transform: () => undefined
          });
          this.readable = readable;
          this.writable = writable;
        }
      };
      try {
        expect(Buffer.compare((await openAll(bytes, 'a.gz'))[0]!, whole)).toBe(0);
      } finally {
        globalThis.DecompressionStream = platform;
      }
    }
  });

  test('cut anywhere is truncated, never silently short', async () => {
    const whole = gzipSync(noise(50_000));
    for (const length of [5, 12, 100, 30_000, whole.length - 9, whole.length - 8, whole.length - 1]) {
      await expect(openAll(whole.slice(0, length), 'a.csv.gz'), `${length} bytes`).rejects.toMatchObject({
        code: 'gzip-truncated',
        detail: { file: 'a.csv.gz' }
      });
    }
  });

  test('with a wrong byte is damaged or truncated', async () => {
    const whole = gzipSync(noise(50_000));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 10, max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const broken = whole.slice();
        broken[at]! ^= flip;
        await expect(openAll(broken, 'a.gz')).rejects.toMatchObject({
          code: expect.stringMatching(/^(archive-damaged|gzip-truncated)$/) as string
        });
      }),
      { numRuns: 60 }
    );
  });

  test('that inflates more than two hundredfold is refused while it inflates', async () => {
    const bomb = gzipSync(new Uint8Array(64 << 20));
    await expect(openAll(bomb, 'a.gz')).rejects.toMatchObject({ code: 'archive-too-large', detail: { limit: 200 } });
  });

  test('of a megabyte of zeros is no bomb', async () => {
    expect((await openAll(gzipSync(new Uint8Array(1 << 20)), 'a.gz'))[0]).toHaveLength(1 << 20);
  });
});

describe('zip', () => {
  const zipOf = (entries: Zippable): File => fileOf(zipSync(entries), 'logs.zip');

  test('gives each of its files, stored or deflated, and nothing else', async () => {
    const sources = await openSources([
      zipOf({
        'a.csv': CSV,
        'sub/b.csv': [noise(3 << 20), { level: 0 }],
        '受注.csv': [strToU8('x'), { level: 9 }],
        'sub/': new Uint8Array(0),
        'empty.csv': new Uint8Array(0),
        '.DS_Store': CSV,
        'sub/.hidden/c.csv': CSV,
        '__MACOSX/._a.csv': CSV
      })
    ]);
    expect(sources.map(({ name, entry, compressed }) => ({ name, entry, compressed }))).toEqual(
      ['a.csv', 'sub/b.csv', '受注.csv'].map((entry) => ({ name: 'logs.zip', entry, compressed: 'zip' }))
    );
    expect(Buffer.compare(await contentOf(sources[1]!), noise(3 << 20))).toBe(0);
    expect(await contentOf(sources[0]!)).toEqual(Buffer.from(CSV));
  });

  test('reads names in the Japanese code page', async () => {
    const bytes = zipSync({ 'AB.csv': CSV });
    // 受 in CP932, in the local header and in the directory
    for (let i = 0; i + 1 < bytes.length; i++) if (bytes[i] === 0x41 && bytes[i + 1] === 0x42) bytes.set([0x8e, 0xf3], i);
    expect((await openSources([fileOf(bytes, 'a.zip')]))[0]!.entry).toBe('受.csv');
  });

  test('without a file is refused', async () => {
    const empty = zipSync({});
    await expect(openSources([fileOf(empty, 'a.zip')])).rejects.toMatchObject({ code: 'archive-empty' });
    await expect(openSources([zipOf({ 'a/': new Uint8Array(0), '.x': CSV })])).rejects.toMatchObject({ code: 'archive-empty' });
  });

  test('with an archive in it is refused', async () => {
    for (const inner of [zipSync({ 'a.csv': CSV }), gzipSync(CSV)]) {
      await expect(openSources([zipOf({ 'a.csv': CSV, 'b.bin': inner })])).rejects.toMatchObject({
        code: 'archive-nested',
        detail: { entry: 'b.bin' }
      });
    }
  });

  test('of more than 2,000 entries is refused, of 2,000 not', async () => {
    const entries = (count: number): Zippable =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`d${i}/`, new Uint8Array(0)]));
    await expect(openSources([zipOf(entries(2001))])).rejects.toMatchObject({
      code: 'archive-too-many',
      detail: { count: 2001, limit: 2000 }
    });
    expect(await openSources([zipOf({ ...entries(1999), 'a.csv': CSV })])).toHaveLength(1);
  });

  test('that inflates more than two hundredfold is refused while it inflates, whatever its headers say', async () => {
    const bytes = zipSync({ 'a.csv': [new Uint8Array(64 << 20), { level: 9 }] });
    const view = new DataView(bytes.buffer);
    for (let i = 0; i + 4 < bytes.length; i++) {
      if (view.getUint32(i, true) === 0x02014b50) view.setUint32(i + 24, 1000, true);
    }
    const [source] = await openSources([fileOf(bytes, 'a.zip')]);
    await expect(contentOf(source!)).rejects.toMatchObject({ code: 'archive-too-large' });
  });

  test('whose entries share their bytes is refused', async () => {
    const bytes = zipSync({ 'a.csv': [noise(5000), { level: 0 }], 'b.csv': [noise(5000), { level: 0 }] });
    const view = new DataView(bytes.buffer);
    for (let i = 0; i + 4 < bytes.length; i++) {
      if (view.getUint32(i, true) === 0x02014b50) view.setUint32(i + 20, 9000, true);
    }
    await expect(openSources([fileOf(bytes, 'a.zip')])).rejects.toMatchObject({ code: 'archive-damaged' });
  });

  test('with a password, or of another program, is unsupported', async () => {
    const bytes = zipSync({ 'a.csv': CSV });
    new DataView(bytes.buffer).setUint16(new Uint8Array(bytes).findLastIndex((_, i) => isEntry(bytes, i)) + 8, 1, true);
    await expect(openSources([fileOf(bytes, 'a.zip')])).rejects.toMatchObject({ code: 'unsupported-format' });
    await expect(openSources([zipOf({ '[Content_Types].xml': CSV, 'xl/workbook.xml': CSV })])).rejects.toMatchObject({
      code: 'unsupported-format',
      detail: { kind: 'Excel (.xlsx)' }
    });
  });

  test('mutated anywhere gives its content or an error by code', async () => {
    const whole = zipSync({ 'a.csv': [noise(2000), { level: 6 }], 'b.csv': CSV });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 4, max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const broken = whole.slice();
        broken[at]! ^= flip;
        try {
          for (const content of await openAll(broken, 'a.zip')) expect([2000, CSV.length]).toContain(content.length);
        } catch (why) {
          expect(why).toMatchObject({ name: 'MiningError' });
        }
      }),
      { numRuns: 300 }
    );
  });
});

function isEntry(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 1 && bytes[at + 3] === 2;
}
