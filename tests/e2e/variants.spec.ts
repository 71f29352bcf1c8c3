import { expect, test, type Page } from '@playwright/test';
import { count, mapReady } from './support/app';

const WORDS = {
  en: { clear: 'Show all variants again' },
  ja: { clear: 'すべてのバリアントに戻す' }
} as const;

async function openSample(page: Page, language = 'en'): Promise<void> {
  await page.goto(`/?lang=${language}`);
  await page.locator('[data-testid=sample-log][data-name=loan-application]').click();
  await mapReady(page);
  await expect(page.getByTestId('variant-row').first()).toBeVisible();
}

const casesOf = async (page: Page, row: number): Promise<number> =>
  Number(await page.getByTestId('variant-row').nth(row).getAttribute('data-cases'));

for (const language of ['en', 'ja'] as const) {
  test(`a variant pressed is all that is shown; Escape and the button show all again, ${language}`, async ({ page }) => {
    await openSample(page, language);
    const all = await count(page, 'cases');
    const second = await casesOf(page, 1);
    await page.getByTestId('variant-row').nth(1).click();
    await expect.poll(() => count(page, 'cases')).toBe(second);
    expect(await count(page, 'variants')).toBe(1);
    await expect(page.getByTestId('variant-row')).toHaveCount(1);
    await expect(page.getByTestId('filter-chip')).toHaveAttribute('data-kind', 'variant');

    await expect(page.getByTestId('variant-row')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect.poll(() => count(page, 'cases')).toBe(all);
    await expect(page.getByTestId('filter-chip')).toHaveCount(0);

    await page.getByTestId('variant-row').first().click();
    await expect(page.getByTestId('variant-row')).toHaveCount(1);
    await page.getByRole('button', { name: WORDS[language].clear }).click();
    await expect.poll(() => count(page, 'cases')).toBe(all);
    await expect(page.getByRole('button', { name: WORDS[language].clear })).toHaveCount(0);
  });
}

test('several variants are ticked, by Shift too, and filtered to', async ({ page }) => {
  await openSample(page);
  const wanted = (await casesOf(page, 0)) + (await casesOf(page, 1)) + (await casesOf(page, 2));
  const list = page.getByRole('list', { name: /Variants/ });
  await list.getByRole('checkbox').first().click();
  await list
    .getByRole('checkbox')
    .nth(2)
    .click({ modifiers: ['Shift'] });
  await expect(page.getByText('3 selected')).toBeVisible();
  await expect(list.getByRole('checkbox').nth(1)).toBeChecked();
  await page.getByTestId('variant-filter').click();
  await expect.poll(() => count(page, 'cases')).toBe(wanted);
  expect(await count(page, 'variants')).toBe(3);
  await expect(page.getByTestId('filter-chip')).toContainText('3 variants');

  // changed later: what it leaves out is still offered
  await page.getByTestId('filter-chip').locator('button.text').click();
  const dialog = page.getByTestId('filter-dialog');
  await expect(dialog.getByRole('checkbox', { name: /^4\. / })).toBeVisible();
  await dialog.getByRole('checkbox', { name: /^1\. / }).uncheck();
  await page.getByTestId('filter-confirm').click();
  await expect.poll(() => count(page, 'variants')).toBe(2);
});

test('the list is walked with the arrow keys, and its cases add up', async ({ page }) => {
  await openSample(page);
  await page.getByTestId('variant-row').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByTestId('variant-row').nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByTestId('variant-row').first()).toBeFocused();
  const first = await casesOf(page, 0);
  await page.keyboard.press('Enter');
  await expect.poll(() => count(page, 'cases')).toBe(first);
});
