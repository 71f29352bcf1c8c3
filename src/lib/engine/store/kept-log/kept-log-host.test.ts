import { beforeEach, describe, expect, test, vi } from 'vitest';
import { derivedFrom } from '$lib/kernel/testing/log-of';
import { MiningError } from '$lib/model/errors';
import { EVERYTHING } from '$lib/model/selection';
import type { VaultProgress } from '$lib/model/vault';
import { LogHost } from '../log-host';
import { differences, importedOf, wholeOf } from './kept-log.fixture';
import { placeOf, watchedVault, type WatchedVault } from './watched-vault.fixture';

const ROWS = ['abc', 'ab', 'b'].flatMap((trace, c) =>
  Array.from(trace, (activity, i) => ({ case: `c${c}`, activity, at: 10 * i + c, colour: i ? 'red' : null }))
);
const RESHAPED = { caseColumns: [4], activityColumns: [1], lifecycleMode: 'every-row' } as const;
const quiet = (): void => {};

let vault: WatchedVault;
let host: LogHost;
let logId: string;
const imported = importedOf(derivedFrom(ROWS).table);

beforeEach(async () => {
  vault = await watchedVault();
  host = new LogHost(placeOf(vault));
  ({ logId } = await host.adopt(imported));
});

const keep = (notes = {}) => host.kept.keep(logId, imported.report, notes, quiet);
const figuresOf = (tab: LogHost, log: string) => tab.analyse('case-figures', log, EVERYTHING, {});

test('what is kept opens as it was, in another tab too, with its notes', async () => {
  const area = await keep({ view: '{}' });
  expect(area.card).toMatchObject({ name: 'test', cases: 3, events: 6, importedUtcMs: 7, backupUtcMs: null });
  expect(area.card!.hash).toBe(await host.hashOf(logId));
  const other = new LogHost(placeOf(vault));
  const opened = await other.kept.open(area.areaId, false, quiet);
  expect(opened).toMatchObject({ area, notes: { view: '{}' }, report: imported.report });
  expect(opened.summary).toEqual({ ...host.log(logId).summary(), logId: opened.summary.logId });
  expect(await figuresOf(other, opened.summary.logId)).toEqual(await figuresOf(host, logId));
  expect(await other.hashOf(opened.summary.logId)).toBe(area.card!.hash);
});

test('opening reads the core and the notes alone; the hash is known', async () => {
  const { areaId } = await keep();
  const read: string[] = [];
  vault.onRead = (part) => void read.push(part);
  const { summary } = await host.kept.open(areaId, false, quiet);
  await figuresOf(host, summary.logId);
  await host.hashOf(summary.logId);
  expect(read.sort()).toEqual(['core', 'notes']);
});

test('progress goes from nothing to all', async () => {
  const told: VaultProgress[] = [];
  await host.kept.keep(logId, imported.report, {}, (progress) => told.push(progress));
  const done = told.map(({ doneBytes }) => doneBytes);
  expect(done).toEqual([...done].sort((a, b) => a - b));
  expect(done[0]).toBe(0);
  expect(told.at(-1)).toEqual({ phase: 'seal', doneBytes: told[0]!.totalBytes, totalBytes: told[0]!.totalBytes });
});

test('analyses are answered while a log is being kept', async () => {
  let goOn = quiet;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  vault.onWrite = () => held;
  const keeping = keep();
  expect(await figuresOf(host, logId)).toMatchObject({ cases: 3 });
  goOn();
  expect((await keeping).version).toBe(1);
});

describe('a log that is kept already', () => {
  test('stays one area, and is not written again as long as it is the same', async () => {
    const [first, second] = await Promise.all([keep({ a: '1' }), keep()]);
    expect(second).toEqual(first);
    const write = vi.fn();
    vault.onWrite = write;
    const third = await keep({ b: '2' });
    expect(third).toMatchObject({ areaId: first.areaId, version: 2 });
    expect(write.mock.calls).toEqual([['notes']]);
    expect(await host.kept.notes(third.areaId)).toEqual({ a: '1', b: '2' });
  });

  test('is written again in another shape, by itself', async () => {
    const before = await keep({ a: '1' });
    expect(await host.kept.keepAgain(logId)).toMatchObject({ version: 1 });
    const summary = await host.reshape(logId, RESHAPED);
    const after = (await host.kept.keepAgain(logId))!;
    expect(after).toMatchObject({
      areaId: before.areaId,
      version: 2,
      card: { cases: summary.cases, name: 'test', importedUtcMs: 7 }
    });
    expect(await vault.areas()).toHaveLength(1);
    const opened = await host.kept.open(after.areaId, false, quiet);
    expect(opened.summary).toEqual({ ...summary, logId: opened.summary.logId });
    expect(opened.notes).toEqual({ a: '1' });
  });

  test('that was opened from the vault is so as well, after a reshape of its own', async () => {
    const { areaId } = await keep();
    const { summary } = await host.kept.open(areaId, false, quiet);
    const reshaped = await host.reshape(summary.logId, RESHAPED);
    expect(await host.kept.keepAgain(summary.logId)).toMatchObject({ areaId, version: 2 });
    const again = await new LogHost(placeOf(vault)).kept.open(areaId, false, quiet);
    expect(again.summary).toEqual({ ...reshaped, logId: again.summary.logId });
  });

  test('nothing is written of one that is not kept, was removed, or is closed', async () => {
    expect(await host.kept.keepAgain(logId)).toBeNull();
    await host.kept.remove((await keep()).areaId);
    expect(await host.kept.keepAgain(logId)).toBeNull();
    await host.close(logId);
    await expect(host.kept.keepAgain(logId)).rejects.toMatchObject({ code: 'unknown-log' });
  });

  test('that another tab removed, or that was found damaged, is kept as another area', async () => {
    const { areaId } = await keep();
    await new LogHost(placeOf(vault)).kept.remove(areaId);
    expect(await host.kept.keepAgain(logId)).toBeNull();
    expect(await vault.areas()).toEqual([]);
    expect((await keep()).areaId).not.toBe(areaId);
    expect(await vault.areas()).toHaveLength(1);
  });

  test('a writing that fails is told, and the next one tries again', async () => {
    vault.onWrite = () => {
      throw new MiningError('vault-full');
    };
    await expect(keep()).rejects.toMatchObject({ code: 'vault-full' });
    expect(await vault.areas()).toEqual([]);
    vault.onWrite = quiet;
    expect((await keep()).version).toBe(1);
  });
});

describe('another tab', () => {
  test('reads on what is still the same, and says when it is not', async () => {
    const { areaId } = await keep();
    const other = new LogHost(placeOf(vault));
    const { summary } = await other.kept.open(areaId, false, quiet);
    await host.kept.changeNotes(areaId, { a: '1' });
    expect(
      await other.analyse('attribute-values', summary.logId, EVERYTHING, { column: 'colour', search: '', limit: 9 })
    ).toMatchObject({
      total: 2
    });
    await host.reshape(logId, RESHAPED);
    await host.kept.keepAgain(logId);
    expect(await vault.collectGarbage()).toBeGreaterThan(0);
    expect(await figuresOf(other, summary.logId)).toMatchObject({ cases: 3 });
    const asked = other.analyse('attribute-values', summary.logId, EVERYTHING, { column: 'activity', search: '', limit: 9 });
    await expect(asked).rejects.toMatchObject({ code: 'area-changed' });
    await host.kept.remove(areaId);
    const removed = other.analyse('attribute-values', summary.logId, EVERYTHING, { column: 'activity', search: '', limit: 9 });
    await expect(removed).rejects.toMatchObject({ code: 'unknown-area' });
  });

  test('a part that is damaged is told as that, and read again when it is asked for again', async () => {
    const { areaId } = await keep();
    const { summary } = await host.kept.open(areaId, false, quiet);
    vault.onRead = () => {
      throw new MiningError('object-damaged');
    };
    await expect(host.exportLog(summary.logId, EVERYTHING, 'csv')).rejects.toMatchObject({ code: 'object-damaged' });
    vault.onRead = quiet;
    expect((await host.exportLog(summary.logId, EVERYTHING, 'csv')).size).toBeGreaterThan(100);
  });
});

test('a new name is that of the area, of the log that is open, and of those opened later', async () => {
  const { areaId } = await keep();
  expect((await host.kept.rename(areaId, 'orders')).card!.name).toBe('orders');
  expect(host.log(logId).summary().name).toBe('orders');
  const opened = await host.kept.open(areaId, false, quiet);
  expect([opened.summary.name, opened.report.logName]).toEqual(['orders', 'orders']);
});

test('notes are changed entry by entry', async () => {
  const { areaId } = await keep({ a: '1', b: '2' });
  await host.kept.changeNotes(areaId, { b: null, c: '3' });
  expect(await host.kept.notes(areaId)).toEqual({ a: '1', c: '3' });
});

test('a backup opens as a log of its own, with the same answers, and the area knows that there is one', async () => {
  const { areaId } = await keep({ view: '{}' });
  const told: VaultProgress[] = [];
  const backup = await host.kept.exportBackup(areaId, 'six words', (progress) => told.push(progress));
  expect(told.at(-1)).toEqual({ phase: 'backup', doneBytes: told[0]!.totalBytes, totalBytes: told[0]!.totalBytes });
  expect((await host.kept.areas())[0]).toMatchObject({ version: 2, card: { backupUtcMs: 7 } });
  const elsewhere = new LogHost(placeOf(await watchedVault()));
  const file = new File([backup], 'test.kiseki');
  await expect(elsewhere.kept.importBackup(file, 'five words', quiet)).rejects.toMatchObject({ code: 'backup-passphrase' });
  const restored = await elsewhere.kept.importBackup(file, 'six words', quiet);
  expect(restored).toMatchObject({ version: 1, card: { name: 'test', backupUtcMs: 7 } });
  const { summary, notes } = await elsewhere.kept.open(restored.areaId, false, quiet);
  expect(notes).toEqual({ view: '{}' });
  expect(summary).toEqual({ ...host.log(logId).summary(), logId: summary.logId });
  const whole = await elsewhere.log(summary.logId).whole();
  expect(differences(wholeOf(whole), imported)).toEqual([]);
});

test('without a vault nothing is listed, and keeping says why not', async () => {
  const bare = new LogHost();
  await bare.kept.unlock(null);
  expect(await bare.kept.areas()).toEqual([]);
  expect(await bare.kept.state()).toMatchObject({ durability: 'memory', why: 'no-opfs' });
  const opened = await bare.adopt(imported);
  await expect(bare.kept.keep(opened.logId, imported.report, {}, quiet)).rejects.toMatchObject({ code: 'vault-unavailable' });
});
