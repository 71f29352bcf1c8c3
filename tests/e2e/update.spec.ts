import { rmSync, writeFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { chooseFiles, count, mapReady } from './support/app';
import { BUILD, makeNextBuild, NEXT_ENTRY } from './support/own-server';
import { openStart, stored, test } from './support/own-server-test';

const EVENTS = 1_000_000;

/** Ask for a new version now, as the browser does by itself now and then. */
const lookForUpdate = (page: Page): Promise<void> =>
  page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())!.update()));

/** Which version's page it is. */
const isNext = (page: Page): Promise<boolean> =>
  page.evaluate((entry) => [...document.scripts].some(({ text }) => text.includes(entry)), NEXT_ENTRY);

const pagesStored = (page: Page): Promise<string[]> =>
  page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('kiseki-page-')));

/** A log that takes a few seconds to import. */
function bigLog(path: string): string {
  const lines = ['case,activity,time'];
  for (let event = 0; event < EVENTS; event++) {
    const minute = String(event % 60).padStart(2, '0');
    lines.push(`c${event >> 3},act${(event * 7) % 13},2026-0${1 + (event % 9)}-1${event % 10} 0${event & 7}:${minute}:00`);
  }
  writeFileSync(path, lines.join('\n'));
  return path;
}

let next: string;
test.beforeAll(() => void (next = makeNextBuild()));
test.afterAll(() => rmSync(next, { recursive: true, force: true }));

test('a version that comes during an import changes nothing of it, and waits', async ({ page, server }, info) => {
  const path = bigLog(info.outputPath('big.csv'));
  await openStart(page);
  await stored(page);
  await chooseFiles(page, path);
  await expect(page.getByTestId('import-confirm')).toBeEnabled();
  await server.serve(next);
  await page.getByTestId('import-confirm').click();
  await lookForUpdate(page);
  await mapReady(page);
  expect(await count(page, 'events')).toBe(EVENTS);
  await expect(page.getByTestId('update-ready')).toBeVisible();
  expect(await isNext(page)).toBe(false);

  // what the version before has not loaded yet is gone from the server, and there all the same
  await page.keyboard.press('4');
  await expect(page).toHaveURL(/statistics/);
  await expect(page.getByRole('main')).toBeVisible();
  await page.keyboard.press('q');
  await expect(page.getByTestId('sql-page')).toBeVisible();

  // a second import, with the new version waiting from its beginning
  await page.getByTestId('import-file').setInputFiles(path);
  await page.getByTestId('import-confirm').click();
  await page.getByTestId('update-ready').click();
  await expect(page.getByTestId('update-waits')).toHaveAttribute('data-for', 'import');
  await expect(page.getByTestId('update-start')).toBeDisabled();
  await page.keyboard.press('Escape');
  await mapReady(page);
  expect(await count(page, 'events')).toBe(EVENTS);
  rmSync(path);
});

test('it takes over when asked to, once no other tab is open; then the version before goes', async ({
  page,
  context,
  server
}) => {
  await openStart(page);
  await stored(page);
  const other = await context.newPage();
  await openStart(other);
  await server.serve(next);
  await lookForUpdate(page);
  await page.getByTestId('update-ready').click();
  await expect(page.getByTestId('update-waits')).toHaveAttribute('data-for', 'tabs');
  await expect(page.getByTestId('update-start')).toBeDisabled();
  // a tab that is opened meanwhile is of the version before, too
  await other.reload();
  await expect(other.getByTestId('sample-log')).toHaveCount(3);
  expect(await isNext(other)).toBe(false);
  expect(await pagesStored(page)).toHaveLength(2);

  await other.close();
  await expect(page.getByTestId('update-start')).toBeEnabled();
  await page.getByTestId('update-start').click();
  await expect.poll(() => isNext(page).catch(() => false)).toBe(true);
  await expect(page.getByTestId('sample-log')).toHaveCount(3);
  await expect(page.getByTestId('update-ready')).toBeHidden();
  await stored(page);
  await expect.poll(() => pagesStored(page)).toHaveLength(1);
  await server.stop();
  await openStart(page);
  await page.locator('[data-testid=sample-log][data-name=helpdesk]').click();
  await mapReady(page);
});

test('it comes by itself once every tab was closed', async ({ page, context, server }) => {
  await openStart(page);
  await stored(page);
  await server.serve(next);
  await lookForUpdate(page);
  await expect(page.getByTestId('update-ready')).toBeVisible();
  await page.close();
  const later = await context.newPage();
  await expect
    .poll(async () => {
      await openStart(later);
      const is = await isNext(later);
      if (!is) await later.goto('about:blank');
      return is;
    })
    .toBe(true);
  // and back again: a version that was taken back from the server is a new one, like any other
  await stored(later);
  await server.serve(BUILD);
  await lookForUpdate(later);
  await expect(later.getByTestId('update-ready')).toBeVisible({ timeout: 30_000 });
});
