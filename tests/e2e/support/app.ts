import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';

/** A file given to the app from memory. */
export interface MemoryFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export function csvFile(name: string, text: string | Buffer): MemoryFile {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
}

type Files = string | readonly string[] | MemoryFile | readonly MemoryFile[];

/** Start page, files set: ends on the import page. */
export async function chooseFiles(page: Page, files: Files, language = 'en'): Promise<void> {
  await page.goto(`/?lang=${language}`);
  await page.getByTestId('import-file').setInputFiles(files);
}

export async function setRole(page: Page, column: string, role: string): Promise<void> {
  await page.locator(`[data-testid="import-column-role"][data-column=${JSON.stringify(column)}]`).selectOption(role);
}

/** Confirm the import as proposed and wait for the map. */
export async function confirmImport(page: Page): Promise<void> {
  await page.getByTestId('import-confirm').click();
  await mapReady(page);
}

export async function mapReady(page: Page): Promise<void> {
  await expect(page.getByTestId('map-canvas')).toHaveAttribute('data-state', /ready|empty/, { timeout: 90_000 });
}

/** Count shown for the current selection: `cases events activities variants`. */
export async function count(page: Page, what: string): Promise<number> {
  return Number(await page.getByTestId(`count-${what}`).getAttribute('data-value'));
}

/** Click an item of the export menu and read what is downloaded. */
export async function exported(page: Page, item: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByTestId('export-menu').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId(item).click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** Wait for an error and hand back its code. */
export async function errorCode(page: Page): Promise<string | null> {
  const message = page.getByTestId('error-message').first();
  await expect(message).toBeVisible({ timeout: 90_000 });
  return message.getAttribute('data-code');
}
