import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { seriousFaults } from './support/axe';
import { chooseFiles, confirmImport, csvFile, mapReady } from './support/app';

const SECTIONS = ['overview', 'activities', 'resources', 'attributes', 'timing', 'relations'] as const;

async function openStatistics(page: Page, language = 'en', theme = 'light'): Promise<void> {
  await page.goto(`/?lang=${language}&theme=${theme}`);
  await page.locator('[data-testid=sample-log][data-name=order-to-cash]').click();
  await mapReady(page);
  await page.keyboard.press('4');
  await expect(page.getByTestId('figure-cases')).toBeVisible();
}

const figure = async (page: Page, id: string): Promise<number> =>
  Number(await page.getByTestId(`figure-${id}`).getAttribute('data-value'));

/** What the filter bar says: shown and all cases. */
async function barCases(page: Page): Promise<number> {
  const text = await page.getByText(/^[\d,]+ of [\d,]+ cases$/).innerText();
  return Number(text.split(' ')[0]!.replaceAll(',', ''));
}

async function show(page: Page, section: (typeof SECTIONS)[number]): Promise<void> {
  await page.locator(`[data-section=${section}]`).last().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('statistics')).toHaveAttribute('data-section', section);
}

test('a brush moved by keys filters live, keeps its own chart, and is one step of undo', async ({ page }) => {
  await openStatistics(page);
  const all = await figure(page, 'cases');
  expect(await barCases(page)).toBe(all);
  const chart = page.getByTestId('chart-spread');
  const bars = chart.locator('svg').first();
  const label = await bars.getAttribute('aria-label');
  const handle = chart.getByTestId('brush-from').first();
  await handle.focus();
  for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('filter-chip')).toHaveAttribute('data-kind', 'metric');
  // after the last key's answer: those of the keys before come one by one
  await expect(async () => {
    const kept = await barCases(page);
    expect(kept).toBeLessThan(all);
    expect(await figure(page, 'cases')).toBe(kept);
    expect(await page.getByTestId('spread-kept').getAttribute('data-cases')).toBe(String(kept));
  }).toPass();
  // the bars are those of all cases still
  expect(await bars.getAttribute('aria-label')).toBe(label);
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('filter-chip')).toHaveCount(0);
  await expect.poll(() => figure(page, 'cases')).toBe(all);
});

test('a brush is dragged; the fields say the same and take it further', async ({ page }) => {
  await openStatistics(page);
  const all = await figure(page, 'cases');
  const area = page.getByTestId('chart-spread').locator('rect.area').first();
  const box = (await area.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.2, box.y + 40);
  await page.mouse.down();
  for (const to of [0.3, 0.4, 0.5]) await page.mouse.move(box.x + box.width * to, box.y + 40);
  // live, while the button is still down
  await expect.poll(() => barCases(page)).toBeLessThan(all);
  await page.mouse.up();
  await expect(page.getByTestId('min-spread')).not.toHaveValue('');
  await page.getByTestId('undo').click();
  await expect(page.getByTestId('min-spread')).toHaveValue('');
  await page.getByTestId('max-spread').fill('10');
  await page.getByTestId('max-spread').press('Enter');
  await expect.poll(() => barCases(page)).toBeLessThan(all);
  await expect(page.getByTestId('filter-chip')).toHaveCount(1);
});

test('every part is reached by keys and obeys a filter that another part makes', async ({ page }) => {
  await openStatistics(page);
  const all = await figure(page, 'cases');
  await show(page, 'activities');
  const row = page.getByTestId('activity-row').filter({ hasText: 'Send reminder' });
  await row.getByRole('button').last().focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('activity-with').locator('visible=true').press('Enter');
  await expect.poll(() => barCases(page)).toBeLessThan(all);
  const kept = await barCases(page);

  await show(page, 'overview');
  await expect.poll(() => figure(page, 'cases')).toBe(kept);
  await show(page, 'relations');
  await page.getByTestId('relations-activity').selectOption('Receive order');
  await expect(page.getByTestId('relations-of')).toHaveText('Receive order');
  await expect(page.getByTestId('relations-before')).toContainText(kept.toLocaleString('en'));
  await page
    .getByTestId('relations-behind')
    .getByRole('button', { name: /^Confirm order|^Check credit/ })
    .first()
    .click();
  await expect(page.getByTestId('relations-of')).not.toHaveText('Receive order');

  await show(page, 'attributes');
  await page.locator('[data-testid=attribute][data-column=Region]').getByTestId('attribute-value').first().click();
  await expect.poll(() => barCases(page)).toBeLessThan(kept);
  await show(page, 'resources');
  await page.getByTestId('resource-column').selectOption('Region');
  await expect(page.getByTestId('resource-row')).toHaveCount(1);
  await show(page, 'timing');
  await expect(page.getByTestId('chart-dots').locator('canvas')).toBeVisible();
  await expect(page.getByTestId('chart-spectrum').locator('canvas')).toBeVisible();
  await expect(page.getByTestId('chart-calendar')).toContainText('Asia/Tokyo');
});

test('a chart is a table too, and its numbers are saved', async ({ page }) => {
  await openStatistics(page);
  const all = await figure(page, 'cases');
  await page.getByTestId('table-spread').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('chart-spread').getByRole('table')).toBeVisible();
  await page.getByTestId('menu-spread').getByRole('button').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('csv-spread').click()]);
  const lines = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n')
    .slice(1);
  expect(lines.reduce((sum, line) => sum + Number(line.split(',')[2]), 0)).toBe(all);

  await page.getByTestId('menu-course').getByRole('button').click();
  const [picture] = await Promise.all([page.waitForEvent('download'), page.getByTestId('svg-course').click()]);
  expect(readFileSync(await picture.path(), 'utf8')).toMatch(/^<svg [^]*<path [^]*<\/svg>$/);
  await page.getByTestId('menu-course').getByRole('button').click();
  const [pixels] = await Promise.all([page.waitForEvent('download'), page.getByTestId('png-course').click()]);
  expect(
    readFileSync(await pixels.path())
      .subarray(1, 4)
      .toString()
  ).toBe('PNG');
});

test('a filter that keeps nothing is said; a log of one case is shown', async ({ page }) => {
  await openStatistics(page);
  await page.getByTestId('max-spread').fill('0');
  await page.getByTestId('max-spread').press('Enter');
  await expect(page.getByTestId('statistics')).toContainText('No case fits the filters.');
  await page.getByTestId('statistics').getByRole('button', { name: 'Undo the last change' }).click();
  await expect(page.getByTestId('statistics')).not.toContainText('No case fits the filters.');

  await chooseFiles(page, csvFile('one.csv', 'case,activity,time\n1,a,2026-01-01 10:00\n1,b,2026-01-01 11:00\n'));
  await confirmImport(page);
  await page.keyboard.press('4');
  await expect(page.getByTestId('chart-spread')).toContainText('One case only');
  for (const section of SECTIONS) {
    await show(page, section);
    await expect(page.getByTestId('error-message')).toHaveCount(0);
  }
});

for (const [language, theme] of [
  ['en', 'light'],
  ['ja', 'dark']
] as const) {
  test(`nothing serious for axe, ${language}, ${theme}`, async ({ page }) => {
    await openStatistics(page, language, theme);
    for (const section of SECTIONS) {
      await show(page, section);
      await expect(page.locator('[data-testid^=chart-]').first()).toHaveAttribute('aria-busy', 'false');
      expect(await seriousFaults(page, '[data-testid=statistics]'), section).toEqual([]);
    }
  });
}
