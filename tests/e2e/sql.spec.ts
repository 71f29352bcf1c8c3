import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { seriousFaults } from './support/axe';
import { errorCode, mapReady } from './support/app';

const ENDLESS = 'SELECT count(*) FROM range(100000) AS a, range(10000000) AS b';

async function openConsole(page: Page, language = 'en', theme = 'light'): Promise<void> {
  await page.goto(`/?lang=${language}&theme=${theme}`);
  await page.locator('[data-testid=sample-log][data-name=helpdesk]').click();
  await mapReady(page);
  await page.keyboard.press('q');
  await expect(page.getByTestId('sql-page')).toBeVisible();
}

async function run(page: Page, sql: string): Promise<void> {
  await page.getByTestId('sql-editor').fill(sql);
  await page.keyboard.press('Control+Enter');
}

const result = (page: Page) => page.getByTestId('sql-result');
const rows = (page: Page, count: number) => expect(result(page)).toHaveAttribute('data-rows', String(count), { timeout: 60_000 });
const cases = async (page: Page) => Number(await page.getByTestId('case-count').getAttribute('data-value'));

test('a query is run, read as table and picture, saved, and obeys the filters', async ({ page }) => {
  await openConsole(page);
  await page.getByTestId('sql-run').click();
  await expect(result(page)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByTestId('sql-rows')).toContainText('activity');
  await page.locator('[data-form=chart]').click();
  await expect(page.getByTestId('sql-chart')).toHaveAttribute('data-marks', /^[1-9]/);

  await run(page, 'SELECT \'=1+1\' AS "a,b", -1.5 AS number, NULL AS nothing');
  await rows(page, 1);
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByTestId('sql-csv').click()]);
  expect(saved.suggestedFilename()).toMatch(/-sql\.csv$/);
  expect(readFileSync(await saved.path(), 'utf8')).toBe('\uFEFF"a,b",number,nothing\r\n\'=1+1,-1.5,\r\n');

  // every column of the page's tables can be asked, and a function's example as well
  await page.getByTestId('sql-side').getByRole('button', { name: 'Functions' }).click();
  await page.locator('[data-testid=sql-example][data-name=process_cases]').click();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('sql-rows')).toContainText('case_id');

  await run(page, 'SELECT count(*) AS cases FROM selected_case');
  await expect(page.getByTestId('sql-rows').getByRole('gridcell')).toHaveText(String(await cases(page)));
  const all = await cases(page);
  await page.keyboard.press('Tab');
  await page.getByTestId('filter-add').click();
  const dialog = page.getByTestId('filter-dialog');
  await dialog.locator('[data-start=activity]').click();
  await dialog.getByRole('searchbox').fill('Reopen');
  await dialog.getByRole('checkbox', { name: 'Reopen' }).check();
  await page.getByTestId('filter-confirm').click();
  await expect.poll(() => cases(page)).toBeLessThan(all);
  await expect(async () => {
    const kept = await cases(page);
    await expect(page.getByTestId('sql-rows').getByRole('gridcell')).toHaveText(String(kept), { timeout: 1000 });
  }).toPass({ timeout: 30_000 });
});

test('what is wrong, writes, reads files or does not end is answered with words, and the next query runs', async ({ page }) => {
  await openConsole(page);
  await run(page, 'SELECT activity\nFROM nowhere');
  expect(await errorCode(page)).toBe('sql-failed');
  await expect(page.getByTestId('error-message')).toContainText('Catalog Error: Table with name nowhere does not exist!');
  await expect(page.locator('.numbers .wrong')).toHaveText('2');
  for (const [sql, code] of [
    ['DROP TABLE event', 'sql-not-read-only'],
    ['SELECT 1; SELECT 2', 'sql-several'],
    ["FROM read_csv('/etc/passwd')", 'sql-failed'],
    ['-- nothing', 'sql-empty']
  ] as const) {
    await run(page, sql);
    await expect(page.getByTestId('error-message')).toHaveAttribute('data-code', code);
  }
  await run(page, ENDLESS);
  await page.getByTestId('sql-cancel').click();
  await expect(page.getByTestId('error-message')).toHaveAttribute('data-code', 'sql-cancelled');
  await run(page, 'FROM range(100000000)');
  await rows(page, 10_000);
  await page.getByTestId('sql-seconds').selectOption('5');
  await page.getByTestId('sql-limit').selectOption('1000');
  await run(page, ENDLESS);
  await expect(page.getByTestId('error-message')).toHaveAttribute('data-code', 'sql-timeout', { timeout: 30_000 });
  await expect(page.getByTestId('error-message')).toContainText('5 s');
  await run(page, 'SELECT case_no FROM selected_event');
  await rows(page, 1000);
  await page.getByTestId('sql-side').getByRole('button', { name: 'History' }).click();
  await expect(page.getByTestId('sql-past')).toHaveCount(8);
});

test('the statement behind the map goes to the console', async ({ page }) => {
  await openConsole(page);
  await page.keyboard.press('Tab');
  await page.locator('[data-testid=rail] a[data-view=map]').click();
  await mapReady(page);
  await page.keyboard.press('Control+k');
  await page.getByTestId('palette').getByRole('combobox').fill('Show the SQL');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('sql-text')).toContainText('SELECT');
  const statement = await page.getByTestId('sql-text').textContent();
  await page.getByTestId('sql-open').click();
  await expect(page.getByTestId('sql-page')).toBeVisible();
  await expect(page.getByTestId('sql-editor')).toHaveValue(statement!.trimEnd());
  expect(page.url()).not.toContain('SELECT');
});

test('axe finds nothing serious', async ({ page }) => {
  await openConsole(page, 'ja', 'dark');
  await page.getByTestId('sql-run').click();
  await expect(result(page)).toBeVisible({ timeout: 60_000 });
  await page.locator('[data-form=chart]').click();
  expect(await seriousFaults(page)).toEqual([]);
});
