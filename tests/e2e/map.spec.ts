import { expect, test, type Page } from '@playwright/test';
import { gunzipSync } from 'node:zlib';
import { SaxesParser } from 'saxes';
import type { MapJson } from '../../src/lib/views/process-map/exports/map-json';
import { seriousFaults } from './support/axe';
import { chooseFiles, confirmImport, count, csvFile, exported, mapReady } from './support/app';

async function openSample(page: Page, language = 'en', theme = 'light'): Promise<void> {
  await page.goto(`/?lang=${language}&theme=${theme}`);
  await page.locator('[data-testid="sample-log"][data-name="order-to-cash"]').click();
  await mapReady(page);
}

async function slide(page: Page, slider: 'activities' | 'paths', percent: number): Promise<void> {
  await page.getByTestId(`slider-${slider}`).fill(String(percent));
  await mapReady(page);
}

const mirror = (page: Page) => page.getByTestId('map-mirror').getByRole('button');

test('sliders take activities and paths away and bring them back', async ({ page }) => {
  await openSample(page);
  const all = await mirror(page).count();
  expect(all).toBe(await count(page, 'activities'));
  await slide(page, 'activities', 40);
  await expect(mirror(page)).toHaveCount(Math.ceil(all * 0.4));
  await page.getByRole('button', { name: 'One activity more' }).click();
  await mapReady(page);
  await expect(mirror(page)).toHaveCount(Math.ceil(all * 0.4) + 1);
  await slide(page, 'activities', 100);
  await expect(mirror(page)).toHaveCount(all);
  await slide(page, 'paths', 100);
  await expect(page.getByText('Shows 100% of cases, 100% of events')).toBeVisible();
});

test('another metric is drawn, and keys choose between times and counts', async ({ page }) => {
  await openSample(page);
  await page.getByTestId('metric-nodes').selectOption('mean');
  await page.getByTestId('metric-edges').selectOption('p90');
  await mapReady(page);
  await expect(page.getByText('Path: p90 time')).toBeVisible();
  await expect(page.getByText('Box: Mean time')).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByTestId('metric-edges')).toHaveValue('total');
  await page.keyboard.press('p');
  await expect(page.getByTestId('metric-edges')).toHaveValue('median');
});

test('the map is walked, inspected, filtered and thinned by the keyboard alone', async ({ page }) => {
  await openSample(page);
  const before = await count(page, 'cases');
  await mirror(page).first().focus();
  await expect(mirror(page).first()).toContainText(/events, .* cases/);
  await page.keyboard.press('ArrowRight');
  const second = await page.evaluate(() => document.activeElement?.getAttribute('data-key'));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-key'))).toBe(second);
  await page.keyboard.press('Enter');
  await expect(page.locator(`[data-key="${second}"]`)).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('f');
  await mapReady(page);
  await expect(page.getByTestId('filter-chip')).toHaveCount(1);
  await expect.poll(() => count(page, 'cases')).toBeLessThan(before);
  const shown = await mirror(page).count();
  await page.locator(`[data-key="${second}"]`).focus();
  await page.keyboard.press('h');
  await mapReady(page);
  await expect(mirror(page)).toHaveCount(shown - 1);
  await expect(page.locator(`[data-key="${second}"]`)).toHaveCount(0);
});

test('search finds, and Enter goes from match to match', async ({ page }) => {
  await openSample(page);
  await page.keyboard.press('/');
  const field = page.getByRole('searchbox');
  await expect(field).toBeFocused();
  await field.fill('GOODS');
  await expect(page.getByText(/^\d+ match/)).toBeVisible();
  await field.press('Enter');
  const first = await page.locator('[data-key][aria-pressed="true"]').getAttribute('data-key');
  await field.press('Enter');
  expect(await page.locator('[data-key][aria-pressed="true"]').getAttribute('data-key')).not.toBe(first);
});

test('the table holds the same numbers, sorts, and is one key away', async ({ page }) => {
  await openSample(page);
  await page.keyboard.press('t');
  const table = page.getByRole('table', { name: 'Activities' });
  await expect(table.getByRole('row')).toHaveCount((await count(page, 'activities')) + 1);
  const column = table.getByRole('columnheader', { name: /Frequency/ });
  await expect(column).toHaveAttribute('aria-sort', 'descending');
  await column.getByRole('button').click();
  await expect(column).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('button', { name: 'Paths', exact: true }).click();
  await expect(page.getByRole('table', { name: 'Paths' })).toBeVisible();
  await page.keyboard.press('t');
  await expect(table).toHaveCount(0);
});

test('every export is a file that parses and says the same', async ({ page }) => {
  await openSample(page);
  const json = JSON.parse((await exported(page, 'export-map-json')).bytes.toString('utf8')) as MapJson;
  expect(json.format).toBe('kiseki.map/1');
  expect(json.cases).toBe(await count(page, 'cases'));
  expect(json.activities).toHaveLength(await count(page, 'activities'));
  expect(json.activities.reduce((sum, { count: n }) => sum + n, 0)).toBe(await count(page, 'events'));
  expect(json.edges.reduce((sum, { count: n }) => sum + n, 0)).toBe(json.events - json.cases);

  const csv = (await exported(page, 'export-map-csv')).bytes;
  expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(csv.toString('utf8').trimEnd().split('\r\n')).toHaveLength(1 + json.activities.length + json.edges.length);

  const svg = await exported(page, 'export-map-svg');
  expect(svg.name).toMatch(/\.svg$/);
  const tags: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => expect(error).toBeUndefined());
  parser.on('opentag', ({ name }) => tags.push(name));
  parser.write(svg.bytes.toString('utf8')).close();
  expect(tags.filter((tag) => tag === 'rect').length).toBeGreaterThan(json.activities.length);

  const png = (await exported(page, 'export-map-png')).bytes;
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect(png.readUInt32BE(16)).toBeGreaterThan(400);

  const log = (await exported(page, 'export-log-csv')).bytes.toString('utf8');
  expect(log.trimEnd().split('\r\n').length).toBeGreaterThan(json.events);
  const xes = gunzipSync((await exported(page, 'export-log-xes')).bytes).toString('utf8');
  expect(xes.match(/<trace>/g)).toHaveLength(json.cases);
});

test('another column becomes the activity without the file', async ({ page }) => {
  const rows = ['1,a,2026-01-01 10:00,Ann', '1,b,2026-01-01 11:00,Bob', '2,a,2026-01-02 10:00,Ann', '2,c,2026-01-02 12:00,Ann'];
  await chooseFiles(page, csvFile('who.csv', ['case,activity,time,who', ...rows].join('\n')));
  await confirmImport(page);
  expect(await count(page, 'activities')).toBe(3);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Case and activity…' }).click();
  await page.getByTestId('shape-activity-0').selectOption({ label: 'who' });
  await page.getByTestId('shape-apply').click();
  await expect.poll(() => count(page, 'activities')).toBe(2);
  await mapReady(page);
  await expect(mirror(page)).toHaveCount(2);
});

test('labels that are markup stay text, on the map and in its files', async ({ page }) => {
  const evil = ['<img src=x onerror=alert(1)>', '__proto__', '\u202Eturned', '"><script>alert(2)</script>'];
  const rows = evil.map((label, i) => `1,"${label.replaceAll('"', '""')}",2026-01-01 1${i}:00`);
  let alerted = false;
  page.on('dialog', (dialog) => {
    alerted = true;
    void dialog.dismiss();
  });
  await chooseFiles(page, csvFile('evil.csv', ['case,activity,time', ...rows].join('\n')));
  await confirmImport(page);
  await expect(mirror(page)).toHaveCount(4);
  expect(await page.locator('img[src="x"]').count()).toBe(0);
  const svg = (await exported(page, 'export-map-svg')).bytes.toString('utf8');
  expect(svg).not.toMatch(/<img|<script/);
  const json = JSON.parse((await exported(page, 'export-map-json')).bytes.toString('utf8')) as MapJson;
  expect(json.activities.map(({ label }) => label).sort()).toEqual([...evil].sort());
  expect(alerted).toBe(false);
});

test('the SQL beside the numbers gives the same numbers', async ({ page }) => {
  await openSample(page);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Show the SQL…' }).click();
  await expect(page.getByTestId('sql-text')).toContainText('SELECT');
  await page.getByTestId('sql-run').click();
  await expect(page.getByTestId('sql-agreement')).toContainText(/Second opinion: ([\d,]+) of \1 numbers equal/, {
    timeout: 60_000
  });
});

for (const language of ['en', 'ja']) {
  for (const theme of ['light', 'dark']) {
    test(`nothing serious for axe on the map page, ${language}, ${theme}`, async ({ page }) => {
      await openSample(page, language, theme);
      for (const isTable of [false, true]) {
        if (isTable) await page.keyboard.press('t');
        expect(await seriousFaults(page)).toEqual([]);
      }
    });
  }
}
