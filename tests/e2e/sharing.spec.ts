import { readFileSync } from 'node:fs';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { chooseFiles, confirmImport, count, csvFile, errorCode, mapReady } from './support/app';

// Journey 7 of the product: one act copies a link that holds all of it; the one who opens it without the log is told which file to open.

const CANARY = 'KANARIA-9c41';
const ROWS = ['case,activity,time,team'];
for (let c = 0; c < 30; c++) {
  for (const [i, activity] of ['open', c % 3 === 0 ? CANARY : 'check', 'close'].entries()) {
    ROWS.push(`c${c},${activity},2026-03-${String(1 + (c % 20)).padStart(2, '0')} 0${i}:00:00,t${c % 4}`);
  }
}
const LOG = csvFile('orders.csv', ROWS.join('\n'));

async function openLog(page: Page): Promise<void> {
  await chooseFiles(page, LOG);
  await confirmImport(page);
}

/** Keep the cases with the rare activity, from the map's mirror, by keyboard. */
async function filterToRare(page: Page): Promise<void> {
  await page.locator('[data-testid=map-mirror] button', { hasText: CANARY }).first().focus();
  await page.keyboard.press('f');
  await expect.poll(() => count(page, 'cases')).toBe(10);
}

async function copiedLink(page: Page): Promise<string> {
  await page.keyboard.press('s');
  await expect(page.getByTestId('share-note').getByRole('button')).toBeVisible();
  // no page of ours may read the clipboard: paste it
  await page.keyboard.press('Control+k');
  const field = page.getByTestId('palette').getByRole('combobox');
  await field.press('Control+v');
  const link = await field.inputValue();
  await page.keyboard.press('Escape');
  return link;
}

const stranger = async (browser: Browser, baseURL: string): Promise<Page> =>
  (await browser.newContext({ baseURL, locale: 'en-GB', timezoneId: 'UTC' })).newPage();

test('a link opens the same view where the log is, and names the file where it is not', async ({ page, browser, baseURL }) => {
  await openLog(page);
  await filterToRare(page);
  const link = await copiedLink(page);
  expect(link).toMatch(/\/#k1=[\w-]+$/);

  const other = await stranger(browser, baseURL!);
  const urls: string[] = [];
  other.on('request', (request) => urls.push(request.url()));
  await other.goto(link);
  await expect(other.getByTestId('analysis-waiting')).toContainText('orders.csv');
  // what the link holds is in no request, and no longer in the address
  expect(new URL(other.url()).hash).toBe('');
  expect(urls.filter((url) => url.includes('k1='))).toEqual([]);
  await other.getByTestId('import-file').setInputFiles([LOG]);
  await other.getByTestId('import-confirm').click();
  await mapReady(other);
  await expect.poll(() => count(other, 'cases')).toBe(10);
  await expect(other.getByTestId('filter-chip')).toHaveCount(1);
  await expect(other.getByTestId('analysis-strip')).toHaveCount(0);
  // one step of undo takes the view back
  await other.keyboard.press('Control+z');
  await expect.poll(() => count(other, 'cases')).toBe(30);
  // pasted into the tab where the log is open, it needs no file
  await other.evaluate((hash) => (location.hash = hash), new URL(link).hash);
  await expect.poll(() => count(other, 'cases')).toBe(10);
  expect(new URL(other.url()).hash).toBe('');
  await other.context().close();
});

test('a link to a sample opens the sample by itself', async ({ page, browser, baseURL }) => {
  await page.goto('/?lang=en');
  await page.locator('[data-testid=sample-log][data-name=helpdesk]').click();
  await mapReady(page);
  await page.getByTestId('variant-row').first().click();
  await expect(page.getByTestId('filter-chip')).toHaveCount(1);
  const cases = await count(page, 'cases');
  const other = await stranger(browser, baseURL!);
  await other.goto(await copiedLink(page));
  await mapReady(other);
  await expect.poll(() => count(other, 'cases')).toBe(cases);
  await other.context().close();
});

test('findings, notes and filters come back from a file, on a new log with the same columns too', async ({ page }) => {
  await openLog(page);
  await filterToRare(page);
  await page.keyboard.press('d');
  await page.keyboard.press('i');
  await page.getByTestId('finding-title').fill('The rare way');
  await page.getByTestId('finding-note').fill('<img src=x onerror=alert(1)> ask the team');
  await page.getByTestId('finding-note').blur();
  await page.getByTestId('share-menu').getByRole('button').click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId('analysis-save').click()]);
  expect(file.suggestedFilename()).toBe('orders.kiseki.json');
  const saved = readFileSync(await file.path());
  expect(saved.toString()).toContain('The rare way');
  // no event is in it: neither the activities that no filter names, nor a time of the log
  expect(saved.toString()).not.toContain('"check"');
  expect(saved.toString()).not.toContain('2026-03');

  // another month of the same system
  await page.goto('/?lang=en');
  const later = csvFile('april.csv', ROWS.slice(0, 40).join('\n').replaceAll('2026-03', '2026-04'));
  await page.getByTestId('import-file').setInputFiles([later]);
  await confirmImport(page);
  await page
    .getByTestId('import-file')
    .setInputFiles([{ name: 'orders.kiseki.json', mimeType: 'application/json', buffer: saved }]);
  await expect(page.getByTestId('analysis-fit')).toContainText('orders');
  await expect(page.getByTestId('finding-title')).toHaveValue('The rare way');
  await expect(page.getByTestId('finding-note')).toHaveValue('<img src=x onerror=alert(1)> ask the team');
  await page.getByTestId('finding-open').click();
  await mapReady(page);
  await expect.poll(() => count(page, 'cases')).toBe(5);
});

test('broken, later and hostile analyses are refused in words', async ({ page }) => {
  await openLog(page);
  const give = (text: string) =>
    page
      .getByTestId('import-file')
      .setInputFiles([{ name: 'x.kiseki.json', mimeType: 'application/json', buffer: Buffer.from(text) }]);
  await give('{"format":"kiseki-analysis","version":99}');
  expect(await errorCode(page)).toBe('analysis-version');
  await give('{"format":"kiseki-analysis","version":1,"log":{}}');
  await expect(page.getByTestId('error-message')).toHaveAttribute('data-code', 'bad-analysis');
  await give('[1,2');
  await expect(page.getByTestId('error-message')).toHaveAttribute('data-code', 'bad-analysis');
  await page.goto('/#k1=AAAA');
  expect(await errorCode(page)).toBe('bad-analysis');
});

test('the address holds an id that says nothing, and going back brings the view of then', async ({ page }) => {
  await openLog(page);
  await expect.poll(() => new URL(page.url()).searchParams.get('v')).toMatch(/^[0-9a-z]{12}$/);
  await page.keyboard.press('i');
  await expect(page.getByTestId('findings-empty')).toBeVisible();
  await page.keyboard.press('1');
  await mapReady(page);
  await filterToRare(page);
  await page.goBack();
  await page.goForward();
  await mapReady(page);
  await expect.poll(() => count(page, 'cases')).toBe(10);
  expect(page.url()).not.toContain(CANARY);
});

test('a key can be changed, and changed back', async ({ page }) => {
  await openLog(page);
  await page.keyboard.press('Shift+?');
  const button = page.getByTestId('shortcuts').locator('[data-command="view.findings"]');
  await button.press('Enter');
  await page.keyboard.press('z');
  await expect(button).toContainText('Z');
  await page.keyboard.press('Escape');
  await page.keyboard.press('z');
  await expect(page.getByTestId('findings-empty')).toBeVisible();
  await page.keyboard.press('Shift+?');
  await page.getByTestId('keys-reset').click();
  await expect(button).toContainText('I');
});
