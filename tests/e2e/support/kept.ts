import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { chooseFiles, confirmImport, count, csvFile, mapReady, setRole } from './app';

const COUNTED = ['cases', 'events', 'activities', 'variants'] as const;

/** A small log with everything that is kept: attributes, several days, variants that differ. */
export function orders(mark = ''): string {
  const rows = [`${mark}order,${mark}step,${mark}when,${mark}clerk,${mark}value`];
  for (let c = 0; c < 40; c++) {
    const steps = ['receive', ...(c % 3 === 0 ? ['check', 'check'] : []), ...(c % 4 === 1 ? ['ask'] : []), 'send'];
    for (const [e, step] of steps.entries()) {
      rows.push(`${mark}o${c},${mark}${step},2026-05-${10 + (c % 15)} 0${e}:15:00,${mark}clerk${c % 5},${mark}v${c}`);
    }
  }
  return rows.join('\n');
}

/** Import a log of `orders` and wait until it is safe on this device. */
export async function importKept(page: Page, name: string): Promise<void> {
  await importLog(page, name);
  await isKept(page);
}

/** Import a log of `orders`. */
export async function importLog(page: Page, name: string, text = orders(), mark = ''): Promise<void> {
  await chooseFiles(page, csvFile(`${name}.csv`, text));
  for (const [column, role] of [
    ['order', 'case'],
    ['step', 'activity'],
    ['when', 'timestamp'],
    ['clerk', 'resource'],
    ['value', 'attribute']
  ] as const) {
    await setRole(page, `${mark}${column}`, role);
  }
  await confirmImport(page);
}

/** Everything that is open is on the disk. */
export async function isKept(page: Page): Promise<void> {
  const state = page.getByTestId('kept-state');
  await expect(state).toHaveAttribute('data-state', 'kept', { timeout: 60_000 });
  await expect(state).not.toHaveAttribute('data-unwritten');
}

/** The start page, with its list read. */
export async function openStart(page: Page, language = 'en'): Promise<void> {
  await page.goto(`/?lang=${language}`);
  await listRead(page);
}

export async function listRead(page: Page): Promise<void> {
  await expect(page.getByTestId('kept-logs')).toHaveAttribute('data-state', 'ready');
}

/** Open a kept log from the start page. */
export async function openArea(page: Page, name: string): Promise<void> {
  await page.locator(`[data-testid="area-row"][data-name=${JSON.stringify(name)}]`).click();
  await mapReady(page);
}

/** What the map page counts, and its filters. */
export async function numbers(page: Page): Promise<Record<string, number>> {
  await mapReady(page);
  return Object.fromEntries(await Promise.all(COUNTED.map(async (what) => [what, await count(page, what)] as const)));
}

/** Back up the one log of the list. */
export async function backUp(page: Page, passphrase: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByTestId('backup-export').click();
  await page.getByTestId('passphrase').fill(passphrase);
  await page.getByTestId('passphrase-again').fill(passphrase);
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 60_000 }),
    page.getByTestId('backup-make').click()
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** Choose a backup and say its passphrase. */
export async function restore(page: Page, name: string, bytes: Buffer, passphrase: string): Promise<void> {
  await page.getByTestId('backup-import').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: bytes });
  await page.getByTestId('passphrase').fill(passphrase);
  await page.getByTestId('backup-restore').click();
}
