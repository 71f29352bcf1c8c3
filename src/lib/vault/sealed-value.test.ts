import { describe, expect, test } from 'vitest';
import type { MemoryDisk } from './memory-disk.fixture';
import { memoryVault, unlockedVault } from './vault.fixture';

describe('a text of the device', () => {
  test('is there in another tab, and on the disk only sealed', async () => {
    const { vault, disk } = await unlockedVault();
    expect(await vault.deviceText('mappings')).toBeNull();
    await vault.putDeviceText('mappings', '["KANARIA 列"]');
    await vault.putDeviceText('short', '');
    const { vault: other } = await unlockedVault(disk);
    expect(await other.deviceText('mappings')).toBe('["KANARIA 列"]');
    expect(await other.deviceText('short')).toBe('');
    expect(storedText(disk)).not.toContain('KANARIA');
  });

  test('is not given out while locked, nor to another user, nor as another text', async () => {
    const { vault, disk } = await unlockedVault();
    await vault.putDeviceText('a', 'text of a, long enough to be one');
    const { vault: locked } = memoryVault(disk);
    await expect(locked.deviceText('a')).rejects.toMatchObject({ code: 'vault-locked' });
    await expect(locked.putDeviceText('a', '')).rejects.toMatchObject({ code: 'vault-locked' });
    await locked.unlock(new Uint8Array(32).fill(7), 'tenant', 'user');
    expect(await locked.deviceText('a')).toBeNull();
    disk.deviceValues.set('text/guest/guest/b', disk.deviceValues.get('text/guest/guest/a'));
    await expect(vault.deviceText('b')).rejects.toMatchObject({ code: 'object-damaged' });
  });
});

function storedText(disk: MemoryDisk): string {
  return [...disk.deviceValues.values()]
    .map((value) => (value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : ''))
    .join();
}
