import { expect, test } from '@playwright/test';
import { differences, hasShared, readReference, SHARED, type MapNumbers } from '../reference/expected';
import { chooseFiles, confirmImport, count, exported, setRole } from './support/app';

/** Driven through the page as a person would; the rest go through the same workers in `reference-logs.spec.ts`. */
const LOGS = [
  'running-example.csv',
  'Helpdesk.csv',
  'receipt.csv',
  'repairExample.csv',
  'Production.csv',
  'raw_invoice_approval_2024.csv',
  'BPIC15_1.csv.gz',
  'SEPSIS.xes.gz',
  'Procure-to-Pay.xes.gz',
  'repair_example(500 traces).xes',
  'BPI_2020_PermitLog.xes.gz',
  'road_fine.xes.gz'
];

test.describe('real logs through the page', () => {
  test.skip(!hasShared, '../shared is absent');

  for (const log of LOGS) {
    test(`${log}: file to Map JSON equals the reference`, async ({ page }) => {
      const reference = readReference(log);
      await chooseFiles(page, `${SHARED}logs/${log}`);
      await expect(page.getByTestId('import-confirm')).toBeEnabled({ timeout: 60_000 });
      const { start } = reference._read.options;
      if (start !== undefined) await setRole(page, start, 'ignore');
      const zone = page.getByTestId('time-zone');
      if (await zone.isVisible()) {
        const isSelect = await zone.evaluate((element) => element instanceof HTMLSelectElement);
        await (isSelect ? zone.selectOption('UTC') : zone.fill('UTC'));
      }
      const lifecycle = page.getByTestId('lifecycle-mode');
      if (await lifecycle.isVisible()) await lifecycle.selectOption('every-row');
      await confirmImport(page);

      expect(await count(page, 'cases')).toBe(reference.counts.cases);
      expect(await count(page, 'events')).toBe(reference.counts.events);
      expect(await count(page, 'activities')).toBe(reference.counts.activities);
      expect(await count(page, 'variants')).toBe(reference.counts.variants);

      const { bytes } = await exported(page, 'export-map-json');
      const map = JSON.parse(bytes.toString('utf8')) as MapNumbers & { format: string };
      expect(map.format).toBe('kiseki.map/1');
      expect(differences(map, reference)).toEqual([]);
    });
  }
});
