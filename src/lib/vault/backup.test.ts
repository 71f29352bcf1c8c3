import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MiningError } from '$lib/model/errors';
import type { AreaCard } from '$lib/model/vault';
import { bytesOf, openBackup, writeBackup, type BackupSource } from './backup';
import { PRELUDE_BYTES, makePrelude } from './backup-prelude';
import { CHUNK_BYTES, sealObject } from './container';
import { isBearable, USUAL_COST, type PassphraseCost } from './passphrase-key';

/** So that a test tries thousands of files. */
const CHEAP: PassphraseCost = { memoryKiB: 8, passes: 1, lanes: 1 };

const CARD: AreaCard = {
  name: 'ｱ購買 🧾',
  cases: 3,
  events: 12,
  variants: 2,
  firstUtcMs: NaN,
  lastUtcMs: 1_700_000_000_000,
  importedUtcMs: 1_700_000_000_001,
  columns: ['case', 'activity'],
  hash: 'ab'.repeat(32),
  backupUtcMs: null
};

/** @param parts pieces of each part, by name */
const areaOf = (parts: Readonly<Record<string, readonly Uint8Array[]>>): BackupSource => ({
  card: CARD,
  parts: Object.entries(parts).map(([name, pieces]) => ({ name, sizeBytes: Buffer.concat(pieces).length })),
  async *stream(part) {
    yield* parts[part]!;
  }
});

const bytes = (length: number, seed = 1): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8) + seed) & 0xff);
const SMALL = areaOf({ core: [bytes(90), bytes(11)], notes: [], 'column:0': [bytes(40, 7)] });

async function written(source: BackupSource, passphrase = 'open sesame', cost = CHEAP): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  const size = await writeBackup(source, passphrase, { write: (part) => void parts.push(part.slice()) }, { cost });
  const file = new Uint8Array(Buffer.concat(parts));
  expect(file.length).toBe(size);
  return file;
}

async function restored(file: Uint8Array<ArrayBuffer>, passphrase = 'open sesame') {
  const backup = await openBackup(new Blob([file]), passphrase);
  const parts = new Map<string, Uint8Array>();
  await backup.restore(async (part, pieces) => {
    const read: Uint8Array[] = [];
    for await (const piece of pieces) read.push(piece.slice());
    parts.set(part, new Uint8Array(Buffer.concat(read)));
  });
  return { card: backup.card, parts };
}

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'restored',
    (thrown: unknown) => (thrown instanceof MiningError ? thrown.code : thrown)
  );

describe('what is backed up comes back', () => {
  test('parts of any size, in their order', async () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.string({ minLength: 1 }), pieces),
        fc.string({ minLength: 1 }),
        async (parts, passphrase) => {
          const source = areaOf(parts);
          const { card, parts: back } = await restored(await written(source, passphrase), passphrase);
          expect(card).toEqual(CARD);
          expect([...back.keys()]).toEqual(source.parts.map(({ name }) => name));
          for (const [name, all] of Object.entries(parts)) expect(Buffer.concat(all).equals(back.get(name)!)).toBe(true);
        }
      )
    );
  });

  test('of many chunks, told of as they come', async () => {
    const large = areaOf({ core: [bytes(3 * CHUNK_BYTES + 5)], rows: [bytes(10), bytes(2 * CHUNK_BYTES)] });
    const [writing, reading]: [number[], number[]] = [[], []];
    const parts: Uint8Array[] = [];
    const into = { write: async (part: Uint8Array) => void parts.push(part.slice()) };
    await writeBackup(large, 'p', into, { cost: CHEAP, onBytes: (done) => writing.push(done) });
    const backup = await openBackup(new Blob(parts as Uint8Array<ArrayBuffer>[]), 'p');
    await backup.restore(
      async (_, pieces) => {
        for await (const piece of pieces) expect(piece.length).toBeGreaterThan(0);
      },
      (done) => reading.push(done)
    );
    for (const told of [writing, reading]) {
      expect(told.at(-1)).toBe(bytesOf(large.parts));
      expect([...told].sort((a, b) => a - b)).toEqual(told);
    }
  });

  test('with a passphrase typed in full width', async () => {
    const file = await written(SMALL, 'ｋｉｓｅｋｉ１２３ガ');
    await restored(file, 'kiseki123ｶﾞ');
    await restored(file, 'kiseki123カ\u3099');
  });

  test('at the usual cost', async () => {
    expect(isBearable(USUAL_COST)).toBe(true);
    expect(USUAL_COST.memoryKiB).toBeGreaterThanOrEqual(64 << 10);
    expect(USUAL_COST.passes).toBeGreaterThanOrEqual(3);
    const { card } = await restored(await written(SMALL, 'open sesame', USUAL_COST));
    expect(card.name).toBe(CARD.name);
  });
});

describe('what is no backup as it was written is refused', () => {
  test('another passphrase', async () => {
    const file = await written(SMALL);
    for (const other of ['', 'open sesame ', 'Open sesame', 'x']) {
      expect(await codeOf(restored(file, other)), other).toBe('backup-passphrase');
    }
    expect(await codeOf(written(SMALL, ''))).toBe('backup-passphrase');
  });

  test('every byte flipped', async () => {
    const file = await written(SMALL);
    for (let at = 0; at < file.length; at++) {
      const flipped = file.slice();
      flipped[at]! ^= 1 << (at % 8);
      // magic; version and suite of the file; suite and schema of the stream
      const isNewer = (at >= 8 && at < 12) || [8, 9].includes(at - PRELUDE_BYTES);
      const code = await codeOf(restored(flipped));
      if ([12, 13].includes(at - PRELUDE_BYTES)) expect(['backup-newer', 'backup-truncated'], `byte ${at}`).toContain(code);
      else expect(code, `byte ${at}`).toBe(at < 8 ? 'not-a-backup' : isNewer ? 'backup-newer' : 'backup-truncated');
    }
  });

  test('every truncation, and more bytes than were written', async () => {
    const file = await written(SMALL);
    for (let length = 0; length < file.length; length++) {
      const expected = length < 8 ? 'not-a-backup' : 'backup-truncated';
      expect(await codeOf(restored(file.slice(0, length))), `${length} bytes`).toBe(expected);
    }
    for (const more of [1, 16, 200]) {
      const longer = new Uint8Array(file.length + more);
      longer.set(file);
      expect(await codeOf(restored(longer))).toBe('backup-truncated');
    }
  });

  test('cut between chunks, and the stream of another backup', async () => {
    const source = areaOf({ core: [bytes(3 * CHUNK_BYTES)] });
    const [file, other] = [await written(source), await written(source)];
    const chunk = CHUNK_BYTES + 16;
    for (const chunks of [0, 1, 2, 3]) {
      expect(await codeOf(restored(file.slice(0, PRELUDE_BYTES + 128 + chunks * chunk)))).toBe('backup-truncated');
    }
    const spliced = file.slice();
    spliced.set(other.subarray(PRELUDE_BYTES), PRELUDE_BYTES);
    expect(await codeOf(restored(spliced))).toBe('backup-truncated');
  });

  test('files of other kinds', async () => {
    for (const text of ['', 'PK\u0003\u0004', 'case,activity\n1,a\n', 'KISEKIO\u0000'.padEnd(500)]) {
      expect(await codeOf(restored(new TextEncoder().encode(text)))).toBe('not-a-backup');
    }
  });

  test('a cost that nobody should have to bear', async () => {
    const file = await written(SMALL);
    for (const [at, value] of [
      [12, 0xffff_ffff],
      [12, 7],
      [16, 0],
      [16, 17],
      [20, 0],
      [20, 2]
    ] as const) {
      const dear = file.slice();
      new DataView(dear.buffer).setUint32(at, value);
      dear.set(new Uint8Array(await crypto.subtle.digest('SHA-256', dear.subarray(0, 166))), 166);
      expect(await codeOf(restored(dear)), `${value} at ${at}`).toBe('backup-newer');
    }
  });

  test('a file that can no longer be read', async () => {
    const gone = new Blob([await written(SMALL)]);
    gone.slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }) as unknown as Blob;
    expect(await codeOf(openBackup(gone, 'open sesame'))).toBe('file-unreadable');
  });
});

describe('what one who knows the passphrase may write is no backup unless it is in the form', () => {
  /** @param body what is sealed in the place of head and parts */
  async function forged(body: readonly Uint8Array[]): Promise<Uint8Array<ArrayBuffer>> {
    const { prelude, areaKey, label } = await makePrelude('open sesame', CHEAP);
    const file = [prelude];
    await sealObject(areaKey, label, body, { write: (part) => void file.push(new Uint8Array(part)) });
    return new Uint8Array(Buffer.concat(file));
  }
  const text = (value: string): Uint8Array => new TextEncoder().encode(value);
  function headed(head: string, rest: Uint8Array, length = text(head).length): Uint8Array[] {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, length);
    return [bytes, text(head), rest];
  }
  const core = { name: 'core', sizeBytes: 5 };
  const headOf = (parts: unknown): string => JSON.stringify({ card: CARD, parts });

  test('in the form it is one', async () => {
    const { parts } = await restored(await forged(headed(headOf([core]), bytes(5))));
    expect([...parts]).toEqual([['core', bytes(5)]]);
  });

  test.each([
    ['more bytes than the parts have', headed(headOf([core]), bytes(6))],
    ['fewer', headed(headOf([core]), bytes(4))],
    ['bytes after no parts', headed(headOf([]), bytes(1))],
    ['a part twice', headed(headOf([core, core]), bytes(10))],
    ['a part without a name', headed(headOf([{ ...core, name: '' }]), bytes(5))],
    ['a part of no length', headed(headOf([{ name: 'core', sizeBytes: -1 }]), bytes(5))],
    ['a part of half a byte', headed(headOf([{ name: 'core', sizeBytes: 4.5 }]), bytes(5))],
    ['no list of parts', headed(headOf(null), bytes(5))],
    ['parts that are none', headed(headOf([null, 3]), bytes(5))],
    ['no card', headed(JSON.stringify({ parts: [] }), bytes(0))],
    ['no JSON', headed('{', bytes(0))],
    ['JSON that is no object', headed('3', bytes(0))],
    ['a head longer than the file', headed(headOf([]), bytes(0), 10_000)],
    ['a head longer than anybody reads', headed(headOf([]), bytes(0), 0xffff_ffff)],
    ['nothing', []],
    ['half a length', [bytes(3)]]
  ])('%s', async (_, body) => {
    expect(await codeOf(restored(await forged(body)))).toBe('backup-truncated');
  });
});

describe('a restore that fails hands on why', () => {
  test('from the writer of parts', async () => {
    const backup = await openBackup(new Blob([await written(SMALL)]), 'open sesame');
    expect(await codeOf(backup.restore(() => Promise.reject(new MiningError('vault-full'))))).toBe('vault-full');
  });

  test('where a part is not read to its end', async () => {
    const backup = await openBackup(new Blob([await written(SMALL)]), 'open sesame');
    await expect(backup.restore(() => Promise.resolve())).rejects.toThrow(RangeError);
  });
});

test('a part that has another length than its manifest says is not written as a backup', async () => {
  const source = { ...SMALL, parts: [{ name: 'core', sizeBytes: 100 }] };
  expect(await codeOf(written(source))).toBe('object-damaged');
});
