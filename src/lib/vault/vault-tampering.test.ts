/** Storage that is not as it was left: older, changed, missing, of another user. Nothing of it passes as the state that was kept. */
import { describe, expect, test } from 'vitest';
import type { MemoryDisk } from './memory-disk.fixture';
import type { CatalogueRow } from './storage';
import type { Vault } from './vault';
import { bytesOf, cardNamed, contentOf, memoryVault, unlockedVault } from './vault.fixture';

describe('a catalogue put back to an older state', () => {
  test('is told, refused, and opened knowingly; what is changed then goes on above what was seen', async () => {
    const { disk, areaId } = await keptTwice();
    const { vault } = await unlockedVault(disk);
    expect(await vault.areas()).toMatchObject([{ areaId, version: 1, fault: 'rolled-back', card: { name: 'Orders' } }]);
    const refusal = { code: 'area-rolled-back', detail: { version: 1, seen: 2 } };
    await expect(vault.read(areaId)).rejects.toMatchObject(refusal);
    await expect(vault.change(areaId, async () => cardNamed('Other'))).rejects.toMatchObject(refusal);

    const reader = await vault.read(areaId, true);
    expect(reader.area.fault).toBe('rolled-back');
    expect(await contentOf(reader)).toEqual({ core: 'one' });
    expect(await vault.change(areaId, async () => cardNamed('Other'))).toMatchObject({ version: 3, fault: null });
    const { vault: other } = await unlockedVault(disk);
    expect(await other.areas()).toMatchObject([{ version: 3, fault: null, card: { name: 'Other' } }]);
  });

  test('loses none of the newer files to the sweep', async () => {
    const { disk, newer } = await keptTwice();
    const files = disk.files.size;
    const { vault } = await unlockedVault(disk);
    expect(await vault.collectGarbage()).toBe(0);
    expect(disk.files.size).toBe(files);
    disk.rows.set(newer.areaId, newer);
    expect(await contentOf(await vault.read(newer.areaId))).toEqual({ core: 'two' });
  });

  test('is told where the version is the one seen, and the manifest is not', async () => {
    const { vault, disk } = await unlockedVault();
    const { areaId } = await vault.create(cardNamed('Orders'), (parts) => parts.put('core', [bytesOf('one')]));
    const fork = disk.copy();
    await vault.change(areaId, (parts) => parts.put('core', [bytesOf('two')]));
    const { vault: forked } = await unlockedVault(fork);
    await forked.change(areaId, (parts) => parts.put('core', [bytesOf('other')]));
    disk.rows.set(areaId, fork.rows.get(areaId)!);
    for (const [name, file] of fork.files) disk.files.set(name, file);
    expect(await vault.areas()).toMatchObject([{ version: 2, fault: 'rolled-back' }]);
  });

  test('does not bring back what was removed', async () => {
    const { vault, disk } = await unlockedVault();
    const { areaId } = await vault.create(cardNamed('Orders'), (parts) => parts.put('core', [bytesOf('one')]));
    const { rows, files } = disk.copy();
    await vault.remove(areaId);
    for (const [id, row] of rows) disk.rows.set(id, row);
    for (const [name, file] of files) disk.files.set(name, file);
    expect(await vault.areas()).toMatchObject([{ fault: 'rolled-back' }]);
    await vault.remove(areaId);
    expect(await vault.areas()).toEqual([]);
  });

  test('is told also where the mark was raised by looking: its tab died before it could', async () => {
    const { vault, disk, areaId } = await kept();
    const older = disk.rows.get(areaId)!;
    const marks = disk.deviceValues.get('seen');
    await vault.change(areaId, (parts) => parts.put('core', [bytesOf('two')]));
    disk.deviceValues.set('seen', marks);
    await vault.areas();
    disk.rows.set(areaId, older);
    expect(await vault.areas()).toMatchObject([{ fault: 'rolled-back' }]);
  });
});

describe('what was changed or is missing', () => {
  const DAMAGE: Readonly<Record<string, (disk: MemoryDisk, row: CatalogueRow) => void>> = {
    'the manifest flipped': (disk, row) => flip(disk.files.get(row.manifestId)!.bytes, 200),
    'the manifest cut': (disk, row) => cut(disk, row.manifestId),
    'the manifest gone': (disk, row) => void disk.files.delete(row.manifestId),
    'a version of its own': (disk, row) => void disk.rows.set(row.areaId, { ...row, version: row.version + 1 }),
    'the card flipped': (disk, row) => void disk.rows.set(row.areaId, { ...row, card: flipped(row.card, 150) }),
    'a row of nothing': (disk, row) => void disk.rows.set(row.areaId, { areaId: row.areaId } as CatalogueRow)
  };

  test.each(Object.keys(DAMAGE))('%s: damaged, and the other area is as it was', async (damage) => {
    const { vault, disk, areaId } = await kept();
    const { areaId: other } = await vault.create(cardNamed('Hospital'), (parts) => parts.put('core', [bytesOf('hospital')]));
    DAMAGE[damage]!(disk, disk.rows.get(areaId)!);
    const { vault: next } = await unlockedVault(disk);
    await expect(next.read(areaId)).rejects.toBeInstanceOf(Error);
    expect(await faultOf(next, areaId)).toBe('damaged');
    expect(await faultOf(next, other)).toBe(null);
    await expect(next.change(areaId, async () => undefined)).rejects.toBeInstanceOf(Error);

    const files = disk.files.size;
    await next.collectGarbage();
    expect(disk.files.size).toBe(files);
    expect(await contentOf(await next.read(other))).toEqual({ core: 'hospital' });
    await next.remove(areaId);
    expect((await next.areas()).map(({ areaId }) => areaId)).toEqual([other]);
    expect(disk.files.size).toBe(2);
  });

  test('the seal of the manifest: another one of this version was seen, and this one does not open knowingly either', async () => {
    const { vault, disk, areaId } = await kept();
    const row = disk.rows.get(areaId)!;
    disk.rows.set(areaId, { ...row, manifestSeal: flipped(row.manifestSeal, 3) });
    expect(await faultOf(vault, areaId)).toBe('rolled-back');
    await expect(vault.read(areaId, true)).rejects.toMatchObject({ code: 'object-damaged' });
  });

  test('a part: its area opens, the part does not, and the list says so from then on', async () => {
    for (const damage of [(disk: MemoryDisk, name: string) => flip(disk.files.get(name)!.bytes, 140), cut]) {
      const { vault, disk, areaId } = await kept();
      const { manifestId } = disk.rows.get(areaId)!;
      damage(
        disk,
        Array.from(disk.files.keys()).find((name) => name !== manifestId)!
      );
      const reader = await vault.read(areaId);
      await expect(reader.read('core')).rejects.toMatchObject({ code: 'object-damaged' });
      await expect(reader.stream('core').next()).rejects.toMatchObject({ code: 'object-damaged' });
      expect(await faultOf(vault, areaId)).toBe('damaged');
    }
  });

  test('a part of the same area in the place of another', async () => {
    const { vault, disk, areaId } = await kept();
    await vault.change(areaId, (parts) => parts.put('more', [bytesOf('two')]));
    const { manifestId } = disk.rows.get(areaId)!;
    const reader = await vault.read(areaId);
    await vault.collectGarbage();
    const [a, b] = Array.from(disk.files.keys()).filter((name) => name !== manifestId) as [string, string];
    const [fileA, fileB] = [disk.files.get(a)!, disk.files.get(b)!];
    disk.files.set(a, fileB).set(b, fileA);
    await expect(reader.read('core')).rejects.toMatchObject({ code: 'object-damaged' });
    await expect(reader.read('more')).rejects.toMatchObject({ code: 'object-damaged' });
  });

  test('storage cleared while it is open: said, and the vault goes on', async () => {
    const { vault, disk, areaId } = await kept();
    const reader = await vault.read(areaId);
    disk.files.clear();
    await expect(reader.read('core')).rejects.toMatchObject({ code: 'object-missing' });
    expect(await faultOf(vault, areaId)).toBe('damaged');
    disk.rows.clear();
    disk.deviceValues.clear();
    expect(await vault.areas()).toEqual([]);
    await expect(reader.read('core')).rejects.toMatchObject({ code: 'unknown-area' });
    const { vault: next } = await unlockedVault(disk);
    await next.create(cardNamed('Again'), (parts) => parts.put('core', [bytesOf('again')]));
    expect(await next.areas()).toMatchObject([{ card: { name: 'Again' }, fault: null }]);
  });
});

describe('keys of another', () => {
  test('user or server share: listed without a name, opened by nobody else, its files kept by the sweep', async () => {
    const { vault, disk } = memoryVault();
    await vault.unlock(new Uint8Array(32).fill(7), 'acme', 'anna');
    const { areaId } = await vault.create(cardNamed('Orders'), (parts) => parts.put('core', [bytesOf('one')]));

    const { vault: guest } = await unlockedVault(disk);
    expect(await guest.areas()).toMatchObject([{ areaId, card: null, fault: 'no-key' }]);
    await expect(guest.read(areaId)).rejects.toMatchObject({ code: 'object-damaged', detail: { what: 'key' } });
    await guest.create(cardNamed('Mine'), (parts) => parts.put('core', [bytesOf('mine')]));
    await guest.collectGarbage();

    const { vault: anna } = memoryVault(disk);
    await expect(anna.unlock(new Uint8Array(32).fill(8), 'acme', 'anna')).rejects.toMatchObject({ code: 'object-damaged' });
    expect(anna.locked).toBe(true);
    await anna.unlock(new Uint8Array(32).fill(7), 'acme', 'anna');
    expect(await contentOf(await anna.read(areaId))).toEqual({ core: 'one' });
  });

  test('device share, drawn anew since the old one was lost', async () => {
    const { disk, areaId } = await kept();
    disk.deviceValues.clear();
    const { vault } = await unlockedVault(disk);
    expect(await vault.areas()).toMatchObject([{ areaId, card: null, fault: 'no-key' }]);
  });
});

async function kept(): Promise<{ vault: Vault; disk: MemoryDisk; areaId: string }> {
  const { vault, disk } = await unlockedVault();
  const { areaId } = await vault.create(cardNamed('Orders'), (parts) => parts.put('core', [bytesOf('one')]));
  return { vault, disk, areaId };
}

/** A disk whose row is of version 1, although version 2 was seen. */
async function keptTwice(): Promise<{ disk: MemoryDisk; areaId: string; newer: CatalogueRow }> {
  const { vault, disk, areaId } = await kept();
  const older = disk.rows.get(areaId)!;
  await vault.change(areaId, async (parts) => {
    await parts.put('core', [bytesOf('two')]);
    return cardNamed('Orders of May');
  });
  const newer = disk.rows.get(areaId)!;
  disk.rows.set(areaId, older);
  return { disk, areaId, newer };
}

async function faultOf(vault: Vault, areaId: string): Promise<unknown> {
  return (await vault.areas()).find((area) => area.areaId === areaId)!.fault;
}

const flip = (bytes: Uint8Array, at: number): void => void (bytes[at]! ^= 1);

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice();
  flip(copy, at);
  return copy;
}

function cut(disk: MemoryDisk, name: string): void {
  const file = disk.files.get(name)!;
  file.bytes = file.bytes.slice(0, -1);
}
