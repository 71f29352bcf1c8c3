import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { count, mapReady } from './support/app';

/** Press Tab until the focus is on what the selector names; the focus must be seen on its way. */
async function tabTo(page: Page, selector: string, key = 'Tab'): Promise<void> {
  const isThere = (): Promise<boolean> => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  for (let step = 0; step < 250; step++) {
    if (await isThere()) return;
    await page.keyboard.press(key);
  }
  expect(await isThere(), `${key} leads to ${selector}`).toBe(true);
}

/** what finds the filter by an attribute */
const KIND = { en: 'with these values', ja: '選んだ値を持つ' } as const;

const focusedKey = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-key'));

for (const language of ['en', 'ja'] as const) {
  test(`from the start page to a map, its numbers, filters, files, and back, ${language}`, async ({ page }) => {
    await page.goto(`/?lang=${language}`);
    await expect(page.getByTestId('sample-log')).toHaveCount(3);
    await tabTo(page, '[data-testid=sample-log][data-name=helpdesk]');
    await page.keyboard.press('Enter');
    await mapReady(page);
    const all = await count(page, 'cases');

    // walk the map and look at a box
    await tabTo(page, '[data-testid=map-mirror] button');
    const first = await focusedKey(page);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => focusedKey(page)).not.toBe(first);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('inspector')).toBeVisible();

    // with and without from the inspector
    await tabTo(page, '[data-testid=filter-without]');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('filter-chip')).toHaveCount(1);
    await page.keyboard.press('Control+z');
    await expect(page.getByTestId('filter-chip')).toHaveCount(0);

    // a filter by F: kind, entry, done
    await page.keyboard.press('f');
    await expect(page.getByTestId('filter-search')).toBeFocused();
    await page.keyboard.type(KIND[language]);
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('filter-negated')).toBeVisible();
    await tabTo(page, '[data-testid=filter-dialog] ul input[type=checkbox]');
    await page.keyboard.press('Space');
    await tabTo(page, '[data-testid=filter-confirm]');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('filter-chip')).toHaveCount(1);
    await expect.poll(() => count(page, 'cases')).toBeLessThan(all);
    // and away with it
    await expect(page.locator('[data-testid=filter-chip] button.text')).toBeFocused();
    await page.keyboard.press('Delete');
    await expect.poll(() => count(page, 'cases')).toBe(all);

    // a slider and a metric
    await tabTo(page, '[data-testid=slider-activities]');
    const [before, drawn] = [
      await page.getByTestId('slider-activities').inputValue(),
      page.locator('[data-testid=map-mirror] button')
    ];
    const boxes = await drawn.count();
    await page.keyboard.press('Home');
    await expect(page.getByTestId('slider-activities')).not.toHaveValue(before);
    await mapReady(page);
    await expect.poll(() => drawn.count()).toBeLessThan(boxes);
    await page.keyboard.press('Control+z');
    await expect.poll(() => drawn.count()).toBe(boxes);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await tabTo(page, '[data-testid=metric-edges]');
    const metric = await page.getByTestId('metric-edges').inputValue();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByTestId('metric-edges')).not.toHaveValue(metric);
    await mapReady(page);

    // the menu of files
    await tabTo(page, '[data-testid=export-menu] button');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('export-map-svg')).toBeFocused();
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown');
    await expect(page.getByTestId('export-map-json')).toBeFocused();
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect((JSON.parse(readFileSync(await download.path(), 'utf8')) as { cases: number }).cases).toBe(all);

    // a variant, and all again
    await tabTo(page, '[data-testid=variant-row]');
    await page.keyboard.press('Enter');
    await expect.poll(() => count(page, 'variants')).toBe(1);
    await expect(page.getByTestId('variant-row')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect.poll(() => count(page, 'cases')).toBe(all);

    await tabTo(page, 'header a[href="/"], header a[href^="/?"]');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('continue')).toBeVisible();
  });
}
