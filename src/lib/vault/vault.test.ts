import { describe, expect, test, vi } from 'vitest';
import { MiningError } from '$lib/model/errors';
import { bytesOf, cardNamed, contentOf, memoryVault, unlockedVault } from './vault.fixture';

describe('storage that was cleared under an open vault', () => {
  test('what is kept next opens later: the device’s share is put back', async () => {
    const { vault, disk } = await unlockedVault();
    await vault.create(cardNamed('Before'), async (parts) => parts.put('core', [bytesOf('before')]));
    disk.files.clear();
    disk.rows.clear();
    disk.deviceValues.clear();
    const { areaId } = await vault.create(cardNamed('After'), async (parts) => parts.put('core', [bytesOf('after')]));
    await vault.putDeviceText('text', 'after');
    const { vault: later } = await unlockedVault(disk);
    expect((await later.areas()).map(({ card }) => card?.name)).toEqual(['After']);
    expect(await contentOf(await later.read(areaId))).toEqual({ core: 'after' });
    expect(await later.deviceText('text')).toBe('after');
  });

  test('nothing is acknowledged under a share that another tab has replaced', async () => {
    const { vault, disk } = await unlockedVault();
    disk.deviceValues.clear();
    await unlockedVault(disk);
    const kept = vault.create(cardNamed('After'), async (parts) => parts.put('core', [bytesOf('after')]));
    await expect(kept).rejects.toMatchObject({ code: 'vault-write-failed' });
  });
});

describe('an area', () => {
  test('is there in another tab, and after locking, with the bytes it was given', async () => {
    const { vault, disk } = await unlockedVault();
    const large = new Uint8Array(700_001).map((_, at) => at * 7);
    const kept = await vault.create(cardNamed('Orders'), async (parts) => {
      await parts.put('core', [large.subarray(0, 5), large.subarray(5)]);
      await parts.put('notes', pieces('a', 'b'));
      await parts.put('empty', []);
    });
    expect(kept).toMatchObject({ version: 1, fault: null, card: cardNamed('Orders') });
    expect(kept.sizeBytes).toBeGreaterThan(large.length);

    const { vault: other } = await unlockedVault(disk);
    expect(await other.areas()).toEqual([kept]);
    const reader = await other.read(kept.areaId);
    expect(reader.parts).toEqual([
      { name: 'core', sizeBytes: large.length },
      { name: 'notes', sizeBytes: 2 },
      { name: 'empty', sizeBytes: 0 }
    ]);
    expect(Buffer.compare(await reader.read('core'), large)).toBe(0);
    expect(await reader.read('notes')).toEqual(bytesOf('ab'));
    expect(await reader.read('empty')).toEqual(bytesOf(''));
    await expect(reader.read('nothing')).rejects.toMatchObject({ code: 'object-missing' });
  });

  test('is changed part by part', async () => {
    const { vault, disk } = await unlockedVault();
    const { areaId } = await vault.create(cardNamed('Orders'), async (parts) => {
      await parts.put('core', [bytesOf('old')]);
      await parts.put('rows', [bytesOf('rows')]);
      await parts.put('notes', [bytesOf('notes')]);
    });
    const before = await vault.read(areaId);
    const changed = await vault.change(areaId, async (parts, was) => {
      expect(await contentOf(was)).toEqual({ core: 'old', rows: 'rows', notes: 'notes' });
      await parts.put('core', [bytesOf('new')]);
      parts.drop('rows');
      return cardNamed('Bestellungen');
    });
    expect(changed).toMatchObject({ version: 2, card: { name: 'Bestellungen' } });
    expect(await contentOf(await vault.read(areaId))).toEqual({ core: 'new', notes: 'notes' });
    // who read before goes on reading what was there before, until it is collected
    expect(await before.read('rows')).toEqual(bytesOf('rows'));
    await vault.collectGarbage();
    await expect(before.read('rows')).rejects.toMatchObject({ code: 'area-changed' });
    expect(await before.read('notes')).toEqual(bytesOf('notes'));
    expect(disk.files.size).toBe(3);
  });

  test('is removed with its files', async () => {
    const { vault, disk } = await unlockedVault();
    const { areaId } = await vault.create(cardNamed('Orders'), (parts) => parts.put('core', [bytesOf('core')]));
    const reader = await vault.read(areaId);
    await vault.remove(areaId);
    await vault.remove(areaId);
    expect(await vault.areas()).toEqual([]);
    expect(disk.files.size).toBe(0);
    await expect(vault.read(areaId)).rejects.toMatchObject({ code: 'unknown-area' });
    await expect(vault.change(areaId, async () => undefined)).rejects.toMatchObject({ code: 'unknown-area' });
    await expect(reader.read('core')).rejects.toMatchObject({ code: 'unknown-area' });
  });

  test('whose writing fails leaves nothing', async () => {
    const { vault, disk } = await unlockedVault();
    const failing = vault.create(cardNamed('Orders'), async (parts) => {
      await parts.put('core', [bytesOf('core')]);
      throw new MiningError('cancelled');
    });
    await expect(failing).rejects.toMatchObject({ code: 'cancelled' });
    expect(await vault.areas()).toEqual([]);
    expect(disk.files.size).toBe(0);
  });

  test('has times also where its log is empty', async () => {
    const { vault } = await unlockedVault();
    const card = { ...cardNamed('Empty'), firstUtcMs: NaN, lastUtcMs: NaN };
    await vault.create(card, async () => undefined);
    expect((await vault.areas())[0]!.card).toEqual(card);
  });
});

test('a clock set back a year changes nothing', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 24) });
  try {
    const { vault, disk } = await unlockedVault();
    const { areaId } = await vault.create(cardNamed('Orders'), (parts) => parts.put('core', [bytesOf('one')]));
    vi.setSystemTime(Date.UTC(2025, 10, 24));
    await vault.change(areaId, (parts) => parts.put('core', [bytesOf('two')]));
    const { vault: other } = await unlockedVault(disk);
    expect(await other.areas()).toMatchObject([{ version: 2, fault: null }]);
    expect(await contentOf(await other.read(areaId))).toEqual({ core: 'two' });
    await other.collectGarbage();
    expect(disk.files.size).toBe(2);
  } finally {
    vi.useRealTimers();
  }
});

describe('a locked vault', () => {
  test('refuses all but to be unlocked', async () => {
    const { vault } = memoryVault();
    expect(vault.locked).toBe(true);
    await expect(vault.areas()).rejects.toMatchObject({ code: 'vault-locked' });
    await expect(vault.create(cardNamed('Orders'), async () => undefined)).rejects.toMatchObject({ code: 'vault-locked' });
    await expect(vault.read('0'.repeat(32))).rejects.toMatchObject({ code: 'vault-locked' });
    await expect(vault.remove('0'.repeat(32))).rejects.toMatchObject({ code: 'vault-locked' });
    await vault.unlock(null);
    expect(await vault.areas()).toEqual([]);
  });

  test('gives nothing more to whoever read, and keeps nothing that was under way', async () => {
    const { vault, disk } = await unlockedVault();
    const { areaId } = await vault.create(cardNamed('Orders'), (parts) => parts.put('core', [bytesOf('core')]));
    const reader = await vault.read(areaId);
    const changing = vault.change(areaId, async (parts) => {
      await parts.put('core', [bytesOf('other')]);
      vault.lock();
    });
    await expect(changing).rejects.toMatchObject({ code: 'vault-locked' });
    await expect(reader.read('core')).rejects.toMatchObject({ code: 'vault-locked' });
    const { vault: other } = await unlockedVault(disk);
    expect(await contentOf(await other.read(areaId))).toEqual({ core: 'core' });
    expect(disk.files.size).toBe(2);
  });
});

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield bytesOf(text);
}
