import { generateKeyPairSync, sign as signBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { fileEnd, fileHead, fileRecord, recordBytes, type FileRecord } from './audit-file';
import { toBase64 } from './byte-text';
import { keyText, originOf, signCheckpoint } from './checkpoint';
import { entryHash, type AuditEntry } from './entry';
import { TreeRange } from './tree-range';
import { verifyFile, type FileProblem, type VerifyOptions } from './verify-file';

const SIZE = 70;
const TENANT = '11111111-2222-3333-4444-555555555555';
const TEXTS = [
  'plain',
  '日本語の名前',
  '=SUM(A1)',
  "'=quoted",
  '＝全角',
  '-1',
  'a,b',
  'say "yes"',
  'two\r\nlines',
  '',
  '\t',
  '#format'
];
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const verifier = {
  name: originOf(TENANT),
  publicKey: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32))
};
const sign = (bytes: Uint8Array): Promise<Uint8Array> => Promise.resolve(new Uint8Array(signBytes(null, bytes, privateKey)));
const textAt = (index: number): string => TEXTS[index % TEXTS.length]!;

function entryAt(index: number): AuditEntry {
  return {
    tenantId: TENANT,
    at: new Date(1_790_000_000_000 + 1000 * index).toISOString(),
    actorKind: 'user',
    actorId: index % 3 ? '99999999-2222-3333-4444-555555555555' : null,
    actorName: textAt(index),
    role: 'admin',
    deviceId: null,
    address: '127.0.0.1',
    action: 'group.created',
    targetKind: 'group',
    targetId: `g${index}`,
    targetName: textAt(index + 5),
    result: 'ok',
    detail: { name: textAt(index + 1), size: index / 7, 10: true, 9: null, list: [textAt(index + 2)] }
  };
}

function recordAt(index: number, entry = entryAt(index)): FileRecord {
  const leaf = entryHash(entry);
  const record = { seq: index, entry, erased: index < 3, leaf };
  return { ...record, signature: toBase64(signBytes(null, recordBytes(verifier.name, record), privateKey)) };
}

const rangeOf = (records: readonly FileRecord[], begin: number): TreeRange => {
  const range = new TreeRange(begin);
  for (const { leaf } of records) range.append(leaf);
  return range;
};

const all = Array.from({ length: SIZE }, (_, index) => recordAt(index));
const noteOf = (size: number): Promise<string> =>
  signCheckpoint({ origin: verifier.name, size, root: rangeOf(all.slice(0, size), 0).root() }, verifier, sign);

async function endOf(begin: number, end: number, size = SIZE): Promise<string> {
  const [before, after] = [rangeOf(all.slice(0, begin), 0).hashes, rangeOf(all.slice(end, size), end).hashes];
  return fileEnd({ begin, end, before, after, key: keyText(verifier), checkpoint: await noteOf(size) });
}

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
const verifyBytes = (bytes: Uint8Array, options?: VerifyOptions, chunk = 4096) =>
  verifyFile(() => chunksOf(bytes, chunk), options);
const verifyText = (text: string, options?: VerifyOptions) => verifyBytes(new TextEncoder().encode(text), options);

let end: string;
const fileOf = (records: readonly string[], tail = end): string => fileHead() + records.join('') + tail;
const lines = all.map(fileRecord);
beforeAll(async () => {
  end = await endOf(0, SIZE);
});

describe('a file as it was written', () => {
  test('verifies whole, in any pieces', async () => {
    for (const chunk of [1, 7, 100_000])
      expect(await verifyBytes(new TextEncoder().encode(fileOf(lines)), { key: keyText(verifier) }, chunk)).toMatchObject({
        begin: 0,
        end: SIZE,
        erased: 3,
        checkpoint: { size: SIZE }
      });
  });

  test('verifies for any range, an empty one too', async () => {
    for (const [from, to] of [
      [0, 0],
      [0, 1],
      [17, 64],
      [64, SIZE],
      [SIZE, SIZE],
      [3, 4]
    ] as const)
      expect(await verifyText(fileOf(lines.slice(from, to), await endOf(from, to)))).toMatchObject({ begin: from, end: to });
  });

  test('is compared with every checkpoint seen before', async () => {
    expect(await verifyText(fileOf(lines), { seen: [await noteOf(1), await noteOf(64), await noteOf(SIZE)] })).toMatchObject({
      compared: 3
    });
  });
});

/** What somebody without the key does to the file, and the first record that is wrong then. */
type Tampering = { readonly records: readonly string[] | Uint8Array; readonly first: number };

/** An entry that was changed, with its hash made to fit: only the signature tells. */
const forged = (index: number, seq = index): string => {
  const entry = { ...entryAt(index), actorName: 'somebody else' };
  return fileRecord({ ...all[index]!, seq, entry, erased: false, leaf: entryHash(entry) });
};

const KINDS: Readonly<Record<string, (a: number, b: number, bit: number) => Tampering>> = {
  flipped: (a, b, bit) => {
    const bytes = lines.map((line) => new TextEncoder().encode(line));
    bytes[a]![b % bytes[a]!.length]! ^= 1 << bit;
    return { records: Buffer.concat(bytes), first: a };
  },
  forged: (a) => ({ records: lines.with(a, forged(a)), first: a }),
  'forged, and another carelessly': (a, b) => ({
    records: lines.with(a, forged(a)).map((line, index) => (index === b ? line.replace(/Z,/, '0Z,') : line)),
    first: Math.min(a, b)
  }),
  'made to look erased': (a) => {
    const blank = Math.max(3, a);
    return { records: lines.with(blank, fileRecord({ ...all[blank]!, erased: true })), first: blank };
  },
  deleted: (a) => ({ records: lines.toSpliced(a, 1), first: a }),
  'deleted, the rest numbered anew': (a) => ({
    records: [...lines.slice(0, a), ...all.slice(a + 1).map((record) => fileRecord({ ...record, seq: record.seq - 1 }))],
    first: a
  }),
  inserted: (a, b) => ({ records: lines.toSpliced(a, 0, lines[b]!), first: a === b ? a + 1 : a }),
  'inserted, the rest numbered anew': (a) => ({
    records: [...lines.slice(0, a), forged(a), ...all.slice(a).map((record) => fileRecord({ ...record, seq: record.seq + 1 }))],
    first: a
  }),
  reordered: (a, b) => ({ records: lines.with(a, lines[b]!).with(b, lines[a]!), first: Math.min(a, b) }),
  'reordered, numbered anew': (a, b) => ({
    records: lines.with(a, fileRecord({ ...all[b]!, seq: a })).with(b, fileRecord({ ...all[a]!, seq: b })),
    first: Math.min(a, b)
  }),
  'rolled back': (a) => ({ records: lines.slice(0, a), first: a }),
  'rolled back, and on from there': (a) => ({
    records: [...lines.slice(0, a), ...lines.slice(a).map((_, index) => forged(a + index))],
    first: a
  })
};

test('of 1,000 files tampered with, the first wrong record is named in all', async () => {
  const kinds = Object.keys(KINDS);
  let tried = 0;
  const tail = new TextEncoder().encode(end);
  await fc.assert(
    fc.asyncProperty(fc.nat(SIZE - 1), fc.nat(SIZE - 1), fc.nat(7), async (a, b, bit) => {
      const kind = kinds[tried++ % kinds.length]!;
      fc.pre(a !== b || !/reordered|and another/.test(kind));
      const { records, first } = KINDS[kind]!(a, kind === 'flipped' ? a * 131 + b * 7 : b, bit);
      const body = records instanceof Uint8Array ? records : new TextEncoder().encode(records.join(''));
      const report = await verifyBytes(Buffer.concat([new TextEncoder().encode(fileHead()), body, tail]), {
        key: keyText(verifier)
      });
      expect(report.problem, `${kind} ${a} ${b} ${bit}`).toEqual({ kind: 'record', seq: first });
    }),
    { numRuns: 1000 }
  );
}, 300_000);

test.each(Object.keys(KINDS))('the first record and the last: %s', async (kind) => {
  const tail = new TextEncoder().encode(end);
  for (const [a, b, bit] of [
    [0, 57, 2],
    [0, 749, 2],
    [0, 0, 2],
    [SIZE - 1, 4, 1]
  ] as const) {
    if (a === b % SIZE && /reordered|and another/.test(kind)) continue;
    const { records, first } = KINDS[kind]!(a, kind === 'flipped' ? b : b % SIZE, bit);
    const body = records instanceof Uint8Array ? records : new TextEncoder().encode(records.join(''));
    const report = await verifyBytes(Buffer.concat([new TextEncoder().encode(fileHead()), body, tail]), {
      key: keyText(verifier)
    });
    expect(report.problem, `${a} ${b} ${bit}`).toEqual({ kind: 'record', seq: first });
  }
});

describe('what is wrong with no one record', () => {
  const problemOf = async (text: string, options?: VerifyOptions): Promise<FileProblem | undefined> =>
    (await verifyText(text, options)).problem;

  test('the head, the end, the key, the checkpoint', async () => {
    const other = keyText({ name: verifier.name, publicKey: new Uint8Array(32).fill(1) });
    expect(await problemOf('')).toEqual({ kind: 'head' });
    expect(await problemOf(fileOf(lines).slice(1))).toEqual({ kind: 'head' });
    expect(await problemOf(fileOf(lines, ''))).toEqual({ kind: 'end' });
    expect(await problemOf(fileOf(lines, end.replace('#format', '#formal')))).toMatchObject({ kind: 'record', seq: SIZE });
    expect(await problemOf(fileOf(lines), { key: other })).toMatchObject({ kind: 'record', seq: 0 });
    expect(await problemOf(fileOf(lines, end.replace(`\n${SIZE}\n`, `\n${SIZE + 1}\n`)))).toEqual({ kind: 'checkpoint' });
  });

  test('hashes of the rest of the tree', async () => {
    const tail = await endOf(10, 20);
    const wrong = tail.replace(/(#before,.)(.)/, (_, start: string, digit: string) => start + (digit === '0' ? '1' : '0'));
    expect(await problemOf(fileOf(lines.slice(10, 20), wrong))).toEqual({ kind: 'tree' });
  });

  test('a tree that is shorter than, or not the same as, one that was seen', async () => {
    const old = fileOf(lines.slice(0, 50), await endOf(0, 50, 50));
    expect(await problemOf(old)).toBeUndefined();
    expect(await problemOf(old, { seen: [await noteOf(SIZE)] })).toEqual({ kind: 'rolled-back', seq: 50 });
    const root = rangeOf(all.slice(20, 60), 0).root();
    const otherTree = await signCheckpoint({ origin: verifier.name, size: 40, root }, verifier, sign);
    expect(await problemOf(fileOf(lines), { seen: [otherTree, await noteOf(30)] })).toEqual({ kind: 'forked', from: 30, to: 39 });
  });
});
