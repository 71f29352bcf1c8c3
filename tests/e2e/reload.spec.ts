import { expect, test, type Page } from '@playwright/test';
import { mapReady } from './support/app';
import { importKept, isKept, listRead, numbers } from './support/kept';

const rows = (page: Page) => page.getByTestId('area-row');

test('a page that is loaded anew shows the kept log that was open, and a tab without one the start page', async ({
  page,
  context
}) => {
  await importKept(page, 'Orders');
  await page.getByTestId('filter-suggestion').first().click();
  await expect(page.getByTestId('filter-chip')).toHaveCount(1);
  await isKept(page);
  const left = await numbers(page);
  await page.keyboard.press('3');
  await expect(page).toHaveURL(/\/cases/);
  await page.reload();
  await expect(page.getByTestId('filter-chip')).toHaveCount(1);
  await expect(page).toHaveURL(/\/cases/);
  await page.keyboard.press('1');
  await mapReady(page);
  expect(await numbers(page)).toEqual(left);

  const other = await context.newPage();
  await other.goto('/map?lang=en');
  await listRead(other);
  await expect(rows(other)).toHaveCount(1);
});

test('a finding on a sample keeps the sample', async ({ page }) => {
  await page.goto('/?lang=en');
  await page.locator('[data-name=helpdesk]').click();
  await mapReady(page);
  await page.getByTestId('finding-pin').click();
  await isKept(page);
});
