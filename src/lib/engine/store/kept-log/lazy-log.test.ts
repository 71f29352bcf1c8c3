import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { arbitraryRows } from '$lib/kernel/testing/arbitrary-log';
import { derivedFrom, tableOf, type TestRow } from '$lib/kernel/testing/log-of';
import { caseFigures } from '$lib/kernel/performance/case-figures';
import { deriveLog } from '$lib/kernel/log/derive';
import { MiningError } from '$lib/model/errors';
import { LIFECYCLE_MODES, type LogShape, type LogTable } from '$lib/model/log';
import { differences, importedOf, partsOf, readBack, wholeOf } from './kept-log.fixture';
import { LazyLog } from './lazy-log';

const shapes: fc.Arbitrary<LogShape> = fc
  .record({
    caseColumns: fc.constantFrom([0], [0, 4], [4]),
    activityColumns: fc.constantFrom([1], [1, 2], [4]),
    lifecycleMode: fc.constantFrom(...LIFECYCLE_MODES)
  })
  .map((shape) => ({ ...shape }));

const withLifecycle = arbitraryRows.chain((rows) =>
  fc
    .array(fc.constantFrom('start', 'complete', 'suspend', undefined), { minLength: rows.length, maxLength: rows.length })
    .map((transitions) => rows.map((row, i): TestRow => ({ ...row, ...(transitions[i] && { transition: transitions[i] }) })))
);

test('a log comes back bit by bit, whatever its shape', async () => {
  await fc.assert(
    fc.asyncProperty(withLifecycle, shapes, async (rows, shape) => {
      const table = tableOf(rows);
      const imported = importedOf(table, shape);
      expect(differences(await readBack(imported), imported)).toEqual([]);
    })
  );
});

const times = fc.oneof(
  fc.double({ noNaN: true }),
  fc.integer({ min: -1e15, max: 1e15 }).map((us) => us / 1000),
  fc.integer({ min: 0, max: 1e6 }).map((minutes) => minutes * 60_000),
  fc.constantFrom(-0, 0, 1e15, -8.64e15, 8.64e15, Number.MIN_VALUE, 2 ** 53, 0.1)
);

test('times come back bit by bit, with fractions, far apart, or missing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom('1', '2'), times, fc.option(times)), { minLength: 1, maxLength: 30 }),
      fc.boolean(),
      async (rows, withStart) => {
        const plain = tableOf(rows.map(([id]) => ({ case: id, activity: 'a', at: 0 })));
        const table: LogTable = {
          ...plain,
          timeMs: Float64Array.from(rows, ([, time]) => time),
          startMs: withStart ? Float64Array.from(rows, ([, , start]) => start ?? NaN) : null
        };
        const imported = importedOf(table, { caseColumns: [0], activityColumns: [1], lifecycleMode: 'every-row' });
        expect(differences(await readBack(imported), imported)).toEqual([]);
      }
    )
  );
});

test('a log of many cases and values, of one event, and of none', async () => {
  const many = Array.from({ length: 70_000 }, (_, i) => ({
    case: `case ${i % 35_000}`,
    activity: `a${i % 300}`,
    at: i % 7919,
    colour: `c${(i * 7) % 66_000}`
  }));
  for (const rows of [many, many.slice(0, 1), []]) {
    const { table, ...derived } = derivedFrom(rows);
    const imported = { ...importedOf(table), derived };
    expect(differences(await readBack(imported), imported)).toEqual([]);
  }
});

describe('pieces', () => {
  const rows: TestRow[] = ['abc', 'ab'].flatMap((trace, c) =>
    Array.from(trace, (activity, i) => ({ case: `c${c}`, activity, at: 10 * i + c, colour: i ? 'red' : null }))
  );
  const imported = importedOf(derivedFrom(rows).table);
  const none = { events: false, rows: false, times: false, columns: [] };

  test('what was not asked for throws, what was is there; the objects stay the same', async () => {
    const lazy = await LazyLog.open(await partsOf(imported));
    const { table, derived } = lazy.imported;
    const { log } = derived;
    expect(log.activity).toStrictEqual(imported.derived.log.activity);
    expect(lazy.figures).toEqual(caseFigures(imported.derived.log));
    expect(table.columns.map(({ dictionary }) => dictionary.size)).toEqual([3, 4, 1, 1, 2]);
    const unread = [
      () => log.timeMs,
      () => log.row,
      () => log.caseIds,
      () => ({ ...log }),
      () => table.timeMs,
      () => table.columns[4]!.codes,
      () => table.columns[4]!.dictionary.bytes
    ];
    for (const read of unread) expect(read).toThrow(MiningError);
    await lazy.load(none);
    expect(unread[0]).toThrow(MiningError);
    await lazy.load({ ...none, columns: [4] });
    expect(lazy.imported.table).toBe(table);
    expect(log.row).toStrictEqual(imported.derived.log.row);
    expect(table.columns[4]!).toStrictEqual(imported.table.columns[4]);
    expect(() => table.columns[3]!.codes).toThrow(MiningError);
    expect(() => log.timeMs).toThrow(MiningError);
    await lazy.load({ ...none, events: true });
    expect(log.timeMs).toStrictEqual(imported.derived.log.timeMs);
    expect(() => table.timeMs).toThrow(MiningError);
    expect(derived.report).toStrictEqual(deriveLog(imported.table, imported.shape).report);
  });

  test('are read once, however many ask; one that fails is told, and read again later', async () => {
    const source = await partsOf(imported);
    const read = vi.spyOn(source, 'read');
    const lazy = await LazyLog.open(source);
    const all = { events: true, rows: true, times: true, columns: [0, 4] };
    await Promise.all([lazy.load(all), lazy.load(all), lazy.load({ ...none, columns: [4] })]);
    await lazy.load(all);
    expect(read.mock.calls.map(([part]) => part).sort()).toEqual(['column:0', 'column:4', 'core', 'events', 'rows', 'times']);
    read.mockRejectedValueOnce(new MiningError('object-damaged'));
    const both = [lazy.load({ ...none, columns: [1] }), lazy.load({ ...none, columns: [1] })];
    for (const one of await Promise.allSettled(both)) expect(one).toMatchObject({ reason: { code: 'object-damaged' } });
    await lazy.load({ ...none, columns: [1] });
    expect(lazy.imported.table.columns[1]!).toStrictEqual(imported.table.columns[1]);
  });

  test('of another writing are not taken', async () => {
    const lazy = await LazyLog.open({ ...(await partsOf(imported)) });
    const other = await partsOf(imported);
    const mixed = await LazyLog.open({
      read: async (part) => (part === 'core' ? (await partsOf(imported)).read(part) : other.read(part))
    });
    await expect(mixed.load({ ...none, rows: true })).rejects.toMatchObject({ code: 'area-changed' });
    await lazy.load({ events: true, rows: true, times: true, columns: [0, 1, 2, 3, 4] });
    expect(differences(wholeOf(lazy.imported), imported)).toEqual([]);
  });

  test('of a newer format are refused', async () => {
    const source = await partsOf(imported);
    const newer = async (part: string): Promise<Uint8Array> => {
      const bytes = await source.read(part);
      bytes[bytes.length - 12]! += 1;
      return bytes;
    };
    await expect(LazyLog.open({ read: newer })).rejects.toMatchObject({ code: 'vault-newer' });
  });
});
