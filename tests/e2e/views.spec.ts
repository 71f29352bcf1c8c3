import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { seriousFaults } from './support/axe';
import { count, exported, mapReady } from './support/app';

// Every view, every export and every chart obeys the one selection: walked one by one, under a filter of cases and under one of events.

const BASE = { id: 'a', negated: false, muted: false };
const SELECTIONS = {
  'a filter of cases': { clauses: [{ ...BASE, kind: 'activity', activities: ['Reopen'] }] },
  'events cut away, names given, cases filtered': {
    names: [{ from: 'Classify', to: 'Sort' }],
    clauses: [
      { ...BASE, kind: 'crop', from: 'Sort', to: 'Resolve', reach: 'near' },
      { ...BASE, id: 'b', kind: 'metric', metric: 'events', min: 3 }
    ]
  },
  nothing: { clauses: [{ ...BASE, kind: 'case-list', caseIds: ['nobody'] }] }
};

async function openHelpdesk(page: Page, language = 'en', theme = 'light'): Promise<void> {
  await page.goto(`/?lang=${language}&theme=${theme}`);
  await page.locator('[data-testid=sample-log][data-name=helpdesk]').click();
  await mapReady(page);
}

/** Put a selection in place by the analysis file, which any selection can be written in. */
async function select(page: Page, selection: object): Promise<void> {
  await page.getByTestId('share-menu').getByRole('button').click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId('analysis-save').click()]);
  const analysis = JSON.parse(readFileSync(await file.path(), 'utf8')) as { view: object };
  analysis.view = { ...analysis.view, selection };
  await page
    .getByTestId('import-file')
    .setInputFiles([{ name: 'x.kiseki.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(analysis)) }]);
  await expect(page.getByTestId('filter-chip').first()).toBeVisible();
  await mapReady(page);
}

const goTo = (page: Page, view: string) => page.locator(`[data-testid=rail] [data-view=${view}]`).click();

async function downloadedBy(page: Page, item: Locator, menu?: Locator): Promise<string> {
  await menu?.click();
  const [download] = await Promise.all([page.waitForEvent('download'), item.click()]);
  return readFileSync(await download.path(), 'utf8').replace(/^\uFEFF/, '');
}

/** Rows of a CSV by the names of its columns; cells hold no line breaks here. */
function rowsOf(csv: string): Record<string, string>[] {
  const cells = (line: string): string[] =>
    Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), (match) =>
      (match[1] ?? match[2] ?? '').replaceAll('""', '"')
    );
  const [header = '', ...lines] = csv.split('\r\n').filter(Boolean);
  const names = cells(header);
  return lines.map((line) => Object.fromEntries(cells(line).map((cell, i) => [names[i] ?? '', cell] as const)));
}
const sumOf = (rows: readonly Record<string, string>[], column: string): number =>
  rows.reduce((sum, row) => sum + Number(row[column]), 0);
const menuOf = (page: Page, id: string) => page.getByTestId(`menu-${id}`).getByRole('button');

for (const [name, selection] of Object.entries(SELECTIONS).slice(0, 2)) {
  test(`every view and export keeps the same cases: ${name}`, async ({ page }) => {
    await openHelpdesk(page);
    const all = await count(page, 'cases');
    await select(page, selection);
    await expect.poll(() => count(page, 'cases')).toBeLessThan(all);
    const cases = await count(page, 'cases');
    const events = await count(page, 'events');
    expect(cases).toBeGreaterThan(10);
    await expect(page.getByTestId('case-count')).toHaveAttribute('data-value', String(cases));

    // the map and what can be saved there
    const map = JSON.parse((await exported(page, 'export-map-json')).bytes.toString()) as { cases: number; events: number };
    expect([map.cases, map.events]).toEqual([cases, events]);
    const log = rowsOf((await exported(page, 'export-log-csv')).bytes.toString().replace(/^\uFEFF/, ''));
    expect([new Set(log.map((row) => row['Ticket ID'])).size, log.length]).toEqual([cases, events]);
    const xes = gunzipSync((await exported(page, 'export-log-xes')).bytes).toString();
    expect([xes.split('<trace>').length - 1, xes.split('<event>').length - 1]).toEqual([cases, events]);
    const dock = rowsOf(await downloadedBy(page, page.getByTestId('export-variants-csv')));
    expect(sumOf(dock, 'cases')).toBe(cases);

    await goTo(page, 'variants');
    const variants = rowsOf(await downloadedBy(page, page.getByTestId('export-variants-csv')));
    expect(sumOf(variants, 'cases')).toBe(cases);
    await expect(page.getByTestId('variants-total')).toHaveAttribute('data-total', String(variants.length));

    await goTo(page, 'cases');
    await expect(page.getByTestId('case-list')).toHaveAttribute('data-total', String(cases));
    const list = rowsOf(
      await downloadedBy(page, page.getByTestId('case-list-csv'), page.getByTestId('case-list-menu').getByRole('button'))
    );
    expect(list.length).toBe(cases);

    await goTo(page, 'statistics');
    await expect(page.getByTestId('figure-cases')).toHaveAttribute('data-value', String(cases));
    const spread = rowsOf(await downloadedBy(page, page.getByTestId('csv-spread'), menuOf(page, 'spread')));
    expect(sumOf(spread, 'Cases')).toBe(cases);
    for (const [series, column, sum] of [
      ['Started and ended', 'Cases started', cases],
      ['Events', 'Events', events]
    ] as const) {
      await page.getByTestId('chart-course').getByText(series, { exact: true }).first().click();
      const course = rowsOf(await downloadedBy(page, page.getByTestId('csv-course'), menuOf(page, 'course')));
      expect(sumOf(course, column)).toBe(sum);
    }
    await page.locator('[data-testid=statistics] [data-section=activities]').click();
    const activities = rowsOf(await downloadedBy(page, page.getByTestId('csv-activities'), menuOf(page, 'activities')));
    expect([sumOf(activities, 'Events'), sumOf(activities, 'First')]).toEqual([events, cases]);
    await page.locator('[data-testid=statistics] [data-section=resources]').click();
    const resources = rowsOf(await downloadedBy(page, page.getByTestId('csv-resources'), menuOf(page, 'resources')));
    expect([sumOf(resources, 'Events'), sumOf(resources, 'First')]).toEqual([events, cases]);

    await goTo(page, 'sql');
    await page.getByTestId('sql-editor').fill('SELECT count(DISTINCT case_no) AS c, count(*) AS e FROM selected_event');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByTestId('sql-result')).toContainText(String(cases), { timeout: 60_000 });
    await expect(page.getByTestId('sql-result')).toContainText(String(events));
  });
}

test('a selection of nothing: every view says so, and one act takes it back', async ({ page }) => {
  await openHelpdesk(page);
  const all = await count(page, 'cases');
  await select(page, SELECTIONS.nothing);
  await expect.poll(() => count(page, 'cases')).toBe(0);
  for (const view of ['map', 'variants', 'cases', 'statistics']) {
    await goTo(page, view);
    const place = page.locator('#content');
    await expect(place.getByText(/no (case|variant)/i).first(), view).toBeVisible();
    await expect(page.getByTestId('undo-last')).toBeVisible();
  }
  await page.getByTestId('undo-last').click();
  await goTo(page, 'map');
  await expect.poll(() => count(page, 'cases')).toBe(all);
});

for (const [language, theme] of [
  ['en', 'light'],
  ['ja', 'dark']
] as const) {
  test(`nothing serious for axe in any view, ${language}, ${theme}`, async ({ page }) => {
    await openHelpdesk(page, language, theme);
    await page.getByTestId('variant-row').first().click();
    for (const view of ['map', 'variants', 'cases', 'statistics', 'sql', 'findings']) {
      await goTo(page, view);
      await expect(page.locator('#content main').first()).toBeVisible();
      expect(await seriousFaults(page), view).toEqual([]);
    }
  });
}
