import { readFileSync } from 'node:fs';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { chooseFiles, confirmImport, count, csvFile, mapReady } from './support/app';

async function openExplorer(page: Page, language = 'en'): Promise<void> {
  await page.goto(`/?lang=${language}`);
  await page.locator('[data-testid=sample-log][data-name=loan-application]').click();
  await mapReady(page);
  await page.keyboard.press('2');
  await listReady(page);
}

async function listReady(page: Page): Promise<void> {
  await expect(page.getByTestId('variant-list')).toHaveAttribute('data-state', 'ready');
  await expect(page.getByTestId('variant-row').first()).toBeVisible();
}

const rowOf = (page: Page, rank: number): Locator => page.locator(`[data-testid=variant-row][data-variant="${rank}"]`);
const tickOf = (page: Page, rank: number): Locator => page.locator('.line', { has: rowOf(page, rank) }).getByRole('checkbox');
const casesOf = async (page: Page, rank: number): Promise<number> => Number(await rowOf(page, rank).getAttribute('data-cases'));
const chip = (page: Page): Locator => page.getByTestId('filter-chip');

test('a list of thousands is scrolled to its end, and every row comes as it is looked at', async ({ page }) => {
  // each case goes another way: its number, written with two letters
  const lines = Array.from({ length: 3000 }, (_, c) =>
    Array.from(
      { length: 13 },
      (_, i) => `case${c},${(c >> i) & 1 ? 'A' : 'B'}${i},2026-01-01 00:${String(i).padStart(2, '0')}:00`
    )
  );
  const text = ['case,activity,time', ...lines.flat()].join('\n');
  await chooseFiles(page, csvFile('ways.csv', text));
  await confirmImport(page);
  await page.keyboard.press('2');
  await listReady(page);
  await expect(page.getByTestId('variants-total')).toHaveAttribute('data-total', '3000');
  await page.getByTestId('variant-row').first().focus();
  await page.keyboard.press('End');
  await expect(rowOf(page, 3000)).toBeFocused();
  await expect(page.getByTestId('variant-side')).toHaveAttribute('data-rank', '3000');
  await page.keyboard.press('PageUp');
  await expect(rowOf(page, 3000)).not.toBeFocused();
  const rows = page.getByTestId('variant-list').getByRole('list');
  await rows.evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
  await expect(rowOf(page, 1501)).toBeVisible();
  await page.keyboard.press('Home');
  await expect(rowOf(page, 1)).toBeFocused();
});

test('variants are ordered, found by a step, and grouped by who did them', async ({ page }) => {
  await openExplorer(page);
  const all = Number(await page.getByTestId('variants-total').getAttribute('data-total'));
  await page.getByTestId('variants-sort-median').click();
  await expect(page.getByTestId('variants-sort-median')).toHaveAccessibleName(/largest first/);
  await expect(rowOf(page, 1)).not.toBeVisible();
  await page.getByTestId('undo').click();
  await expect(page.getByTestId('variant-row').first()).toHaveAttribute('data-variant', '1');

  await page.keyboard.press('/');
  await page.keyboard.type('cancel');
  const total = page.getByTestId('variants-total');
  await expect.poll(async () => Number(await total.getAttribute('data-found'))).toBeLessThan(all);
  await expect(page.getByTestId('variant-row').first()).toHaveAccessibleName(/cancel/i);
  await page.getByTestId('variants-search').fill('');
  await expect(total).toHaveAttribute('data-found', String(all));

  await page.getByTestId('variants-group').selectOption({ index: 1 });
  await expect(total).not.toHaveAttribute('data-total', String(all));
  await listReady(page);
  const cases = await casesOf(page, 1);
  await page.getByTestId('variant-keep').click();
  await expect(chip(page)).toHaveAttribute('data-kind', 'variant');
  await expect(total).toHaveAttribute('data-total', '1');
  expect(await casesOf(page, 1)).toBe(cases);
});

test('several are ticked by mouse and keyboard and left out', async ({ page }) => {
  await openExplorer(page);
  const all = Number(await page.getByTestId('variants-total').getAttribute('data-total'));
  await rowOf(page, 2).click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('3 selected')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(tickOf(page, 5)).toBeChecked();
  await tickOf(page, 5).click();
  await rowOf(page, 6).click({ modifiers: ['ControlOrMeta'] });
  await expect(page.getByText('4 selected')).toBeVisible();
  await page.getByTestId('variant-filter-out').click();
  await expect(page.getByTestId('variants-total')).toHaveAttribute('data-total', String(all - 4));
  await expect(page.getByTestId('variant-acts')).toHaveCount(0);
  await page.getByTestId('undo').click();
  await expect(page.getByTestId('variants-total')).toHaveAttribute('data-total', String(all));
});

test('a variant gets a name, which undo takes back, and can be made the happy path', async ({ page }) => {
  await openExplorer(page);
  await rowOf(page, 3).click();
  await page.keyboard.press('F2');
  await page.keyboard.type('Straight through');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('variant-name')).toHaveText('Straight through');
  await expect(rowOf(page, 3)).toContainText('Straight through');
  await page.getByTestId('undo').click();
  await expect(page.getByTestId('variant-name')).toHaveText('Variant 3');
  await page.getByTestId('redo').click();

  await expect(rowOf(page, 1)).toHaveAccessibleName(/Happy path/);
  await page.getByTestId('variant-set-happy').click();
  await expect(rowOf(page, 3)).toHaveAccessibleName(/Straight through, Happy path/);
  await expect(rowOf(page, 1)).not.toHaveAccessibleName(/Happy path/);

  // seen on the map by the palette
  await page.keyboard.press('Control+k');
  await page.keyboard.type('happy path on the map');
  await page.keyboard.press('Enter');
  await mapReady(page);
  await expect(page.getByTestId('overlay-variant')).toHaveText(/Straight through/);
});

for (const language of ['en', 'ja'] as const) {
  test(`two variants are compared step by step and laid over the map, ${language}`, async ({ page }) => {
    await openExplorer(page, language);
    const cases = [await casesOf(page, 1), await casesOf(page, 4)];
    await tickOf(page, 1).click();
    await tickOf(page, 4).click();
    await page.getByTestId('variant-compare').click();
    const dialog = page.getByTestId('variant-comparison');
    await expect(dialog.locator('[data-testid=compared-step][data-sign="="]').first()).toBeVisible();
    expect(await dialog.locator('[data-testid=compared-step]:not([data-sign="="])').count()).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await page.getByTestId('variant-overlay').click();
    await mapReady(page);
    const laid = page.getByTestId('overlay-variant');
    await expect(laid).toHaveCount(2);
    for (const [i, n] of cases.entries()) await expect(laid.nth(i)).toContainText(String(n));
    await laid.first().getByRole('button').click();
    await expect(laid).toHaveCount(1);
    await page.getByTestId('undo').click();
    await expect(laid).toHaveCount(2);
  });
}

test('every variant of the list is in the file, and the list obeys the selection', async ({ page }) => {
  await openExplorer(page);
  const total = Number(await page.getByTestId('variants-total').getAttribute('data-total'));
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('export-variants-csv').click()]);
  const rows = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(rows.length).toBe(total + 1);
  await rowOf(page, 2).click();
  await page.getByTestId('variant-keep').click();
  await expect(page.getByTestId('variants-total')).toHaveAttribute('data-total', '1');
  await page.keyboard.press('1');
  await mapReady(page);
  expect(await count(page, 'variants')).toBe(1);
});
