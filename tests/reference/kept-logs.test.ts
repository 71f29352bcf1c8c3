import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ImportedLog } from '$lib/engine/protocol';
import { differences, importedOf, partsOf, readBack } from '$lib/engine/store/kept-log/kept-log.fixture';
import { logHash } from '$lib/engine/store/log-hash';
import { exportCsv } from '$lib/engine/exporters/csv';
import type { ColumnRole, LifecycleMode } from '$lib/model/log';
import { isThere, names, referenceOf, tableOf } from './real-logs';

// Real logs as they are kept: bit by bit what was imported, and in fewer bytes than their CSV gzipped.

test.skipIf(!isThere)('there are logs to keep', () => {
  expect(names.length).toBeGreaterThan(30);
});

describe.skipIf(!isThere).each(names)('%s', (name) => {
  test('comes back as it was imported, and takes fewer bytes than its CSV gzipped', async () => {
    const table = await tableOf(name, referenceOf(name), true);
    const indexOf = (role: ColumnRole): number => table.columns.findIndex((column) => column.role === role);
    const modes: LifecycleMode[] = indexOf('lifecycle') < 0 ? ['every-row'] : ['pair', 'complete-only', 'every-row'];
    const importedAs = (lifecycleMode: LifecycleMode): ImportedLog =>
      importedOf(table, { caseColumns: [indexOf('case')], activityColumns: [indexOf('activity')], lifecycleMode });
    for (const mode of modes) {
      const imported = importedAs(mode);
      const kept = await readBack(imported);
      expect(differences(kept, imported), mode).toEqual([]);
      expect(await logHash(kept.table)).toBe(await logHash(table));
    }
    // of a few rows the names of the parts alone are as much
    if (table.rows < 1000) return;
    const imported = importedAs('every-row');
    const { parts } = await partsOf(imported);
    const sizeBytes = [...parts.values()].reduce((sum, bytes) => sum + bytes.length, 0);
    expect(sizeBytes).toBeLessThan(gzipSync(Buffer.concat([...exportCsv(table, imported.derived.log, null)])).length);
  });
});
