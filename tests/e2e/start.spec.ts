import { expect, test, type Page } from '@playwright/test';
import { seriousFaults } from './support/axe';
import { count, mapReady } from './support/app';

const PROMISE = { en: 'The log never leaves this browser.', ja: 'ログはこのブラウザーの外に出ません。' } as const;
const LANGUAGES = ['en', 'ja'] as const;

/** The start page, once it listens. */
async function openStart(page: Page, query = '?lang=en'): Promise<void> {
  await page.goto(`/${query}`);
  await expect(page.getByTestId('sample-log')).toHaveCount(3);
}

async function switchTo(page: Page, language: string): Promise<void> {
  await page.getByTestId('language').locator(`[data-lang=${language}]`).click();
}

for (const language of LANGUAGES) {
  test(`${language}: the address forces the language, on this page and the next`, async ({ page }) => {
    await page.goto(`/?lang=${language}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(PROMISE[language]);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page).toHaveTitle(/Kiseki/);
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(PROMISE[language]);
  });

  for (const theme of ['light', 'dark']) {
    test(`${language}, ${theme}: nothing serious for axe`, async ({ page }) => {
      await page.goto(`/?lang=${language}&theme=${theme}`);
      await expect(page.getByTestId('sample-log')).toHaveCount(3);
      expect(await seriousFaults(page)).toEqual([]);
    });
  }
}

test('the language follows the browser, is switched, and the choice is remembered over a forced one', async ({
  browser,
  baseURL
}) => {
  const context = await browser.newContext({ locale: 'ja-JP', baseURL: baseURL! });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  await page.goto('/?lang=en');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await switchTo(page, 'ja');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(PROMISE.ja);
  await switchTo(page, 'en');
  await expect(page).toHaveTitle('Processes · Kiseki');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await context.close();
});

test('the theme is chosen in a menu by keyboard and remembered', async ({ page }) => {
  await openStart(page);
  await page.getByTestId('theme').getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio', { name: 'As the system' })).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

for (const name of ['order-to-cash', 'helpdesk', 'loan-application']) {
  for (const language of LANGUAGES) {
    test(`${name}, ${language}: one click to its map, with the counts its card names`, async ({ page }) => {
      await page.goto(`/?lang=${language}`);
      const card = page.getByRole('listitem').filter({ has: page.locator(`[data-name=${name}]`) });
      const facts = (await card.innerText()).replaceAll(',', '');
      await card.locator(`[data-testid=sample-log][data-name=${name}]`).click();
      await mapReady(page);
      expect(facts).toContain(`${await count(page, 'cases')}`);
      expect(facts).toContain(`${await count(page, 'events')}`);
    });
  }
}

test('the open log waits on the start page', async ({ page }) => {
  await page.goto('/?lang=en');
  await page.locator('[data-name=helpdesk]').click();
  await mapReady(page);
  await page.getByRole('banner').getByRole('link', { name: 'Processes' }).click();
  await page.getByTestId('continue').click();
  await mapReady(page);
});

test('commands are found by their words in either language and run by keyboard', async ({ page }) => {
  await openStart(page);
  await page.keyboard.press('Control+k');
  const palette = page.getByTestId('palette');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('ローン');
  await expect(palette.getByRole('option')).toHaveText(['Open the sample: Loan application']);
  await palette.getByRole('combobox').fill('no such thing');
  await expect(palette.getByRole('option')).toHaveCount(0);
  await palette.getByRole('combobox').fill('language');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(PROMISE.ja);
  await expect(palette).toBeHidden();
});

test('? opens the keys, but not while one types, and single keys can be switched off', async ({ page }) => {
  await openStart(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('?');
  await expect(page.getByTestId('shortcuts')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('palette')).toBeHidden();
  await page.keyboard.press('Shift+?');
  await expect(page.getByTestId('shortcuts')).toContainText('Ctrl K');
  await page.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('shortcuts')).toBeHidden();
  await page.keyboard.press('Shift+?');
  await expect(page.getByTestId('shortcuts')).toBeHidden();
  await page.keyboard.press('Control+k');
  await expect(page.getByTestId('palette')).toBeVisible();
});

test('a file dropped anywhere ends on the import page; without files that page leads back', async ({ page }) => {
  await openStart(page);
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['case,activity,time\n1,a,2026-01-01 10:00:00\n'], 'dropped.csv', { type: 'text/csv' }));
    return transfer;
  });
  await page.dispatchEvent('footer', 'dragenter', { dataTransfer: dropped });
  await expect(page.getByText('Drop to open')).toBeVisible();
  await page.dispatchEvent('footer', 'drop', { dataTransfer: dropped });
  await expect(page.getByText('dropped.csv')).toBeVisible();
  await expect(page.getByTestId('import-confirm')).toBeVisible();
  await page.goto('/import?lang=en');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(PROMISE.en);
});

test('a sample that cannot be fetched says so, and the page goes on', async ({ page }) => {
  await page.route('**/samples/**', (route) => route.fulfill({ status: 503 }));
  await page.goto('/?lang=en');
  await page.locator('[data-name=helpdesk]').click();
  await expect(page.getByTestId('error-message')).toHaveAttribute('data-code', 'file-unreadable');
  await page.unroute('**/samples/**');
  await page.locator('[data-name=helpdesk]').click();
  await mapReady(page);
});

test('an address that leads nowhere says so', async ({ page }) => {
  await page.goto('/nowhere?lang=en');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page.');
  await page.getByRole('main').getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(PROMISE.en);
});
